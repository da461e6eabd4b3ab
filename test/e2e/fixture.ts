/** A Sluice of its own for each test: practice servers, an empty OpenClaw folder, a data folder that is removed afterwards. */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { test as base, expect, type Page } from "playwright/test";
import type { Bridge } from "../../preload/contract/command.ts";
import { launch, type Running } from "../host/launch.ts";
import { type FakeDaemon, startFakeDaemon } from "../openclaw-room/daemon/fake-daemon.ts";
import { takeIn } from "../openclaw-room/daemon/take-in.ts";
import { environmentIn } from "./environment.ts";

declare global {
  interface Window {
    readonly sluice: Bridge;
  }
}

export type Start = (
  extraEnv?: Readonly<Record<string, string>>,
  extraArgs?: readonly string[],
) => Promise<Running>;

/** OpenClaw's daemon as far as its wire goes, in the folder where Sluice looks for it. */
async function startDaemon(folder: string): Promise<FakeDaemon> {
  const stateDir = path.join(folder, "openclaw");
  const configPath = path.join(stateDir, "openclaw.json");
  const daemon = await startFakeDaemon({
    token: null,
    snapshot: { configPath, stateDir, authMode: "none" },
  });
  takeIn(daemon, configPath);
  return daemon;
}

type Fixtures = {
  /** Empty; holds everything Sluice and OpenClaw write. */
  readonly folder: string;
  /** Starts Sluice in that folder; whatever still runs at the end is ended. */
  readonly start: Start;
  readonly sluice: Running;
  /** The window of `sluice`. */
  readonly page: Page;
};

export const test = base.extend<Fixtures>({
  // Playwright reads what a fixture needs from this pattern, which may not be empty.
  folder: async ({ browserName: _unused }, use) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "sluice-e2e-"));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  start: async ({ folder }, use) => {
    const started: Running[] = [];
    const daemon = await startDaemon(folder);
    await use(async (extraEnv = {}, extraArgs = []) => {
      const running = await launch({
        args: [`--user-data-dir=${path.join(folder, "data")}`, "--practice", ...extraArgs],
        env: {
          ...environmentIn(folder),
          OPENCLAW_GATEWAY_PORT: String(daemon.port),
          ...extraEnv,
        },
      });
      started.push(running);
      return running;
    });
    for (const running of started) await running.close();
    await daemon.stop();
  },
  sluice: async ({ start }, use) => use(await start()),
  page: async ({ sluice }, use) => use(await sluice.firstWindow()),
});

export { expect };
