/** What happens when a request fails, as the page draws it: the true chain for each way things can be set, and the ways to where they are. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import { languages } from "../../renderer/copy/language.ts";
import { chainOf, startsOf } from "../../renderer/gateway/when-it-fails.ts";
import { axeFaults } from "./axe.ts";
import { cachesScenes, profileWith } from "./caches-scenes.ts";
import { set } from "./gateway-scenes.ts";
import { outside } from "./measure.ts";
import { useWindow } from "./open-window.ts";
import { snapshot, verified } from "./snapshots.ts";

const open = useWindow();
const sceneOf = (name: string) => cachesScenes[name] ?? verified;
const chain = (name: string, at = 0) => {
  const state = sceneOf(name);
  const start = startsOf(state)[at];
  if (!start) throw new Error("no model");
  return chainOf(state, start);
};
const step = (name: string, is: string, at = 0) => chain(name, at).find((each) => each.is === is);

describe("the chain", () => {
  test("begins at Sluice and ends at its bypass, with Cloudflare's retries and OpenClaw's fallbacks between", () => {
    expect(chain("usageCaches")).toEqual([
      { is: "sluice", refusing: null, allowedMicroUsd: 5_000_000 },
      {
        ...{ is: "cloudflare", isOff: false, timeout: { ms: 90_000, from: "all" } },
        retries: { attempts: 3, delayMs: 500, backoff: "exponential", from: "gateway" },
      },
      { is: "provider" },
      {
        is: "openclaw",
        fallbacks: [
          { name: "Claude Haiku 4.5", way: "sluice" },
          { name: "GPT-5.5 mini", way: "own" },
          { name: "nope/new-1", way: null },
        ],
      },
      { is: "bypass", use: "never" },
    ]);
  });

  test("of a fallback has those behind it, and one that goes past Sluice has neither Sluice nor Cloudflare", () => {
    expect(step("usageCaches", "openclaw", 1)).toMatchObject({
      fallbacks: [{ name: "GPT-5.5 mini" }, { name: "nope/new-1" }],
    });
    expect(chain("usageCaches", 2).map(({ is }) => is)).toEqual(["past", "openclaw"]);
    expect(chain("failsPast").map(({ is }) => is)).toEqual(["past", "openclaw"]);
  });

  test("says of a model what is set for it, before all models, before the AI Gateway", () => {
    expect(step("usageCachesSkipped", "cloudflare")).toMatchObject({
      retries: { attempts: 1, from: "model" },
      timeout: null,
    });
    const both = { all: { attempts: 4 }, models: { "anthropic/claude-sonnet-4-6": {} } };
    const state = snapshot({ profile: profileWith(both) }, sceneOf("usageCaches"));
    const [start] = startsOf(state);
    expect(start && chainOf(state, start)[1]).toMatchObject({
      retries: { attempts: 4, delayMs: 500, from: "all" },
    });
  });

  test("does not guess what was never read, and a known nothing is once", () => {
    expect(step("failsUnread", "cloudflare")).toMatchObject({ retries: null, timeout: null });
    expect(step("failsUnread", "openclaw")).toMatchObject({ fallbacks: null });
    const none = snapshot(
      { aiGateway: { settings: { ...set, retries: null } } },
      sceneOf("usageCaches"),
    );
    const [start] = startsOf(none);
    expect(start && chainOf(none, start)[1]).toMatchObject({
      retries: { attempts: 1, from: null },
    });
  });

  test("names only an allowance that stops requests", () => {
    expect(step("failsUnread", "sluice")).toMatchObject({ allowedMicroUsd: null });
  });

  test("has a dynamic route where the model is one, and no bypass where there is no direct way", () => {
    expect(chain("failsDynamic").map(({ is }) => is)).toEqual([
      ...["sluice", "cloudflare", "dynamic", "provider", "openclaw", "bypass"],
    ]);
    expect(step("failsDynamic", "dynamic")).toMatchObject({ route: "cheap-first" });
    expect(step("failsDynamic", "bypass")).toMatchObject({ use: "absent" });
  });

  test("leaves Cloudflare out on the direct way, which is the bypass in use", () => {
    expect(step("failsDirect", "cloudflare")).toMatchObject({ isOff: true });
    expect(step("failsDirect", "bypass")).toMatchObject({ use: "inUse" });
  });
});

describe("the picture", () => {
  const openAt = (scene: string, more: object = {}) =>
    open({ scene, at: "gateway", width: 960, height: 720, ...more });
  const stop = (page: Page, is: string) => page.locator(`.chain [data-step=${is}]`);
  const textOf = async (page: Page, is: string) =>
    (await stop(page, is).innerText()).replaceAll("\u00a0", " ");

  test("is a list a voice reads from the first stop to the last", async () => {
    const { page } = await openAt("usageCaches");
    const heads = await page.locator(".chain h3").allInnerTexts();
    expect(heads).toEqual(["Sluice", "Cloudflare", "Anthropic", "OpenClaw", "Sluice’s bypass"]);
    const said = await textOf(page, "cloudflare");
    for (const line of [
      "It asks Anthropic up to 3 times. Each attempt can cost. Set at the AI Gateway.",
      "Between attempts 500 ms, a wait that doubles.",
      "An attempt without a first byte is given up after 90 seconds. Set for all models.",
    ])
      expect(said).toContain(line);
    expect(await stop(page, "sluice").innerText()).toContain("$5.00");
    expect(await stop(page, "openclaw").locator(".fallbacks li").allInnerTexts()).toEqual([
      "Claude Haiku 4.5 through Sluice",
      "GPT-5.5 mini past Sluice",
      "nope/new-1 —",
    ]);
  });

  test("is another one for another model of the order", async () => {
    const { page } = await openAt("usageCaches");
    await page.getByLabel("Model", { exact: true }).selectOption("openai/gpt-5.5-mini");
    expect(await page.locator(".chain h3").allInnerTexts()).toEqual(["Sluice", "OpenClaw"]);
    expect(await stop(page, "past").innerText()).toContain("go past Sluice");
  });

  test("says what is refused right now", async () => {
    const { page } = await openAt("failsRefusing");
    expect(await stop(page, "sluice").innerText()).toContain("Right now: The keychain is locked.");
    expect(await stop(page, "openclaw").innerText()).toContain("no fallback left");
  });

  test.each([
    ["sluice", "[data-page=settings] [data-place=allowance]"],
    ["openclaw", "[data-page=openclaw]"],
    ["bypass", "[data-page=home]"],
  ])("leads from %s to where it is set", async (is, place) => {
    const { page } = await openAt("usageCaches");
    await stop(page, is).getByRole("button").click();
    await page.locator(place).first().waitFor();
  });

  test("leads from Cloudflare to what it is told, on the same page", async () => {
    const { page } = await openAt("usageCaches");
    await stop(page, "cloudflare").getByRole("button").click();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
      "What Cloudflare is told with each request",
    );
  });

  test.each(languages)(
    "reaches out of no window, and axe finds nothing, in %s",
    async (language) => {
      for (const [scene, width] of [
        ["usageCaches", 320],
        ["failsDynamic", 960],
        ["failsDirect", 380],
      ] as const) {
        const { page } = await openAt(scene, { language, width });
        await page.locator(".chain").waitFor();
        expect(await outside(page)).toEqual([]);
        expect(await axeFaults(page, "section:has(.chain)")).toEqual([]);
      }
    },
  );
});
