/** The two caches as a person meets them: apart, with what each saved, and a press that keeps Cloudflare's from a model. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import { languages } from "../../renderer/copy/language.ts";
import { wordsOf } from "../../renderer/copy/tables.ts";
import { axeFaults } from "./axe.ts";
import { cachesScenes, profileWith } from "./caches-scenes.ts";
import type { FarEndWindow } from "./harness/main.tsx";
import { outside, show } from "./measure.ts";
import { type Opening, useWindow } from "./open-window.ts";
import { now, snapshot } from "./snapshots.ts";

const open = useWindow();
const openCaches = async (opening: Opening = {}) => {
  const opened = await open({
    ...{ scene: "usageCaches", at: "gateway", width: 960, height: 720 },
    ...opening,
  });
  await opened.page.locator(".row.cache").nth(1).waitFor();
  return opened;
};
const group = (page: Page) =>
  page.locator("section.group").filter({ has: page.locator(".row.cache") });
const [promptAt, responseAt] = [0, 1];
const cache = (page: Page, at: number) => page.locator(".row.cache").nth(at);
const { caches } = wordsOf("en");
const skipOf = (model: string) => `${caches.skip}, ${model}`;

test("each cache has its own name, its own rate and its own money, by range and by model", async () => {
  const { page } = await openCaches();
  const prompt = await cache(page, promptAt).innerText();
  // (1 860 000 + 700 000) of (168 787 + 2 560 000 + 144 000) tokens.
  for (const said of ["Prompt cache, at the provider", "Hit rate, by tokens", "89%", "$5.57"])
    expect(prompt).toContain(said);
  expect(await cache(page, promptAt).ariaSnapshot()).toContain('row "claude-sonnet-4-6 90% $2.79"');
  const response = (await cache(page, responseAt).innerText()).replaceAll("\u00a0", " ");
  for (const said of ["Response cache, at Cloudflare", "3 of 64 requests", "at least $0.02"])
    expect(response).toContain(said);
  const asked = async () =>
    (await page.evaluate(() => (globalThis as unknown as FarEndWindow).farEnd.queries)).slice(-2);
  const today = { from: Date.UTC(2026, 10, 19, 23), to: Date.UTC(2026, 10, 20, 23) };
  expect(await asked()).toEqual([
    { type: "usage.range", ...today, by: "model" },
    { type: "requests.list", ...today, cacheHit: true, limit: 10 },
  ]);
  await group(page).getByRole("radio", { name: "The last 30 days" }).check();
  const month = { from: Date.UTC(2026, 9, 21, 22), to: today.to };
  await expect.poll(asked).toEqual([
    { type: "usage.range", ...month, by: "model" },
    { type: "requests.list", ...month, cacheHit: true, limit: 10 },
  ]);
});

describe("an answer that was served from it", () => {
  test("says when, to which model and what it would have cost; unknown is a dash", async () => {
    const { page } = await openCaches();
    const answers = page.locator(".served > li");
    expect(await answers.count()).toBe(10);
    const texts = (await answers.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " "));
    expect(texts[0]).toMatch(/^claude-\S+ .*\d\d:\d\d · Would have cost \$0\.0124 Show it/);
    expect(texts[2]).toContain("Would have cost — Show it");
  });

  test("is opened in the list of requests, and nothing else is", async () => {
    const { page } = await openCaches();
    await page.locator(".served button").first().click();
    await page.locator("[data-page=requests] .request-line").first().waitFor();
    expect(await page.locator(".request-line").count()).toBe(1);
    expect(await page.getByRole("searchbox").inputValue()).toMatch(/^01989a3f-/);
  });

  test("can be its model's last: what else is set for the model stays, and it says so at once", async () => {
    const { commands, page } = await openCaches();
    const name = "anthropic/claude-sonnet-4-6";
    const before = cachesScenes.usageCaches ?? snapshot();
    await show(page, {
      ...before,
      profile: profileWith({ all: { cache: 300 }, models: { [name]: { attempts: 2 } } }),
    });
    const skip = page
      .getByRole("button", { name: skipOf("claude-sonnet-4-6"), exact: true })
      .first();
    await skip.click();
    const dial = { attempts: 2, cache: "skip" } as const;
    expect((await commands()).at(-1)).toEqual({ type: "dials.set", model: name, dial });
    await show(page, {
      ...before,
      profile: profileWith({ all: { cache: 300 }, models: { [name]: dial } }),
    });
    expect(await skip.count()).toBe(0);
    expect(await page.locator(".served", { hasText: caches.skippedNow }).count()).toBe(1);
    // Another model's go on.
    const other = skipOf("claude-haiku-4-5");
    expect(await page.getByRole("button", { name: other }).count()).toBeGreaterThan(0);
  });

  test("and the refusal of a press stands beside it", async () => {
    const { page } = await openCaches();
    await page.evaluate(() => {
      (globalThis as unknown as FarEndWindow).answer = () => ({
        ok: false,
        error: { code: "disk.full" },
      });
    });
    await page
      .getByRole("button", { name: /^Skip for this model/ })
      .first()
      .click();
    expect(await page.locator(".served li").first().getByRole("alert").innerText()).toContain(
      "disk.full",
    );
  });
});

test.each([
  ["usageCachesSkipped", caches.response.before],
  ["usageCachesOffThere", caches.response.offThere],
  ["usageCaches", caches.response.on],
])("%s is said in one sentence", async (scene, sentence) => {
  const { page } = await openCaches({ scene });
  expect(await cache(page, responseAt).innerText()).toContain(sentence);
});

test("without a request there is no rate, no money and no fault", async () => {
  const { page } = await openCaches({ scene: "failsUnread" });
  expect(await group(page).innerText()).not.toMatch(/[$%]|—/);
  expect(await cache(page, responseAt).innerText()).toContain(caches.response.skipped);
  expect(await cache(page, promptAt).innerText()).toContain(caches.none);
});

test.each(languages)(
  "nothing reaches out of the window, and axe finds nothing, in %s",
  async (language) => {
    for (const [scene, width] of [
      ["usageCaches", 320],
      ["usageCachesSkipped", 960],
    ] as const) {
      const { page } = await openCaches({ scene, language, width });
      expect(await outside(page)).toEqual([]);
      expect(await axeFaults(page, "section:has(> .rows > .row.cache)")).toEqual([]);
    }
  },
);

test("on Home the notice of an agent's old answer has one press, for that model alone", async () => {
  const { commands, page } = await open({ scene: "verified" });
  const name = "anthropic/claude-sonnet-4-6";
  const notice = { code: "cache.answeredTurn", at: now, model: name } as const;
  const profile = profileWith({ all: { cache: 300 }, models: { [name]: { attempts: 2 } } });
  await show(page, snapshot({ notice, profile }));
  const said = page.locator(".notice");
  expect(await said.innerText()).toContain("Agents are getting old answers");
  expect(await said.getByRole("button").allInnerTexts()).toEqual(["Skip for this model"]);
  await said.getByRole("button").click();
  expect(await commands()).toEqual([
    { type: "dials.set", model: name, dial: { attempts: 2, cache: "skip" } },
  ]);
});
