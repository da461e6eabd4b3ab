/** Opens the window in a real Chromium over a made-up far end, one page per test, the clock standing still. */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { Command, WindowPage } from "../../preload/contract/command.ts";
import { findChromium, noChromium } from "../host/chromium.ts";
import type { FarEndWindow } from "./harness/main.tsx";
import { serveHarness } from "./harness.ts";
import { now } from "./snapshots.ts";

export type Opening = {
  readonly scene?: string;
  /** Where it is opened at, as by a menu. */
  readonly at?: WindowPage;
  readonly language?: string;
  readonly theme?: string;
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: "light" | "dark";
  readonly reducedMotion?: "reduce";
  readonly forcedColors?: "active";
  readonly contrast?: "more";
  /** Languages and pages are read when they are needed, as in the real window; otherwise all at the start. */
  readonly loads?: boolean;
  /** What to do before the address is opened. */
  readonly before?: (page: Page) => Promise<void>;
};

export type Opened = {
  readonly page: Page;
  /** Everything the window has asked for. */
  readonly commands: () => Promise<readonly Command[]>;
};

const outside = "The window was opened outside a test.";

/** To be called once at the top of a test file. */
export function useWindow(): (opening?: Opening) => Promise<Opened> {
  let folder = "";
  let browser: Browser | undefined;
  let harness: Awaited<ReturnType<typeof serveHarness>> | undefined;
  const contexts = new Map<string, BrowserContext>();
  const pages: Page[] = [];
  const faults: string[] = [];

  beforeAll(async () => {
    const executablePath = findChromium();
    if (executablePath === undefined) throw new Error(noChromium);
    folder = mkdtempSync(path.join(os.tmpdir(), "sluice-window-"));
    harness = await serveHarness(folder);
    browser = await chromium.launch({ executablePath });
  }, 60_000);
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.close();
    // A page error or a breach of the content policy fails the test it happened in.
    expect(faults.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await harness?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** One per set of wishes: making a context costs more than everything a test does in it. */
  async function contextFor(wishes: BrowserContextOptions): Promise<BrowserContext> {
    const key = JSON.stringify(wishes);
    const known = contexts.get(key);
    if (known) return known;
    if (!browser) throw new Error(outside);
    const made = await browser.newContext({
      ...wishes,
      timezoneId: "Europe/Copenhagen",
      locale: "en-GB",
    });
    await made.clock.setFixedTime(now);
    contexts.set(key, made);
    return made;
  }

  return async (opening = {}) => {
    if (!harness) throw new Error(outside);
    const { height = 560, language = "en", scene = "verified", theme = "light" } = opening;
    const { width = 380, colorScheme, contrast, forcedColors, reducedMotion } = opening;
    const context = await contextFor({
      colorScheme: colorScheme ?? "light",
      contrast: contrast ?? "no-preference",
      forcedColors: forcedColors ?? "none",
      reducedMotion: reducedMotion ?? "no-preference",
    });
    const page = await context.newPage();
    pages.push(page);
    await page.setViewportSize({ width, height });
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
    const { at, before, loads } = opening;
    await before?.(page);
    const asked = { scene, language, theme, ...(at && { page: at }), ...(loads && { loads: "" }) };
    await page.goto(harness.url(asked));
    await page.waitForSelector(at ? `[data-page=${at}] .window` : ".window");
    return {
      page,
      commands: () => page.evaluate(() => (globalThis as unknown as FarEndWindow).farEnd.commands),
    };
  };
}
