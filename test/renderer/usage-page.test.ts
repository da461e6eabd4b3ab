/** The page of usage as a person meets it: what it asks and when, what a voice reads, and that nothing is added that nobody knows. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import type { AppState } from "../../preload/contract/state.ts";
import type { FarEndWindow } from "./harness/main.tsx";
import { show } from "./measure.ts";
import { type Opening, useWindow } from "./open-window.ts";
import { snapshot, verified } from "./snapshots.ts";
import { usageScenes } from "./usage-scenes.ts";

const open = useWindow();
const openUsage = async (opening: Opening = {}) => {
  const opened = await open({ scene: "usage", at: "usage", width: 960, height: 720, ...opening });
  await opened.page.locator(".usage-figure").waitFor();
  return opened;
};
const choose = (page: Page, name: string) => page.getByRole("radio", { name, exact: true }).check();
const splitBy = (page: Page, by: string) => page.getByLabel("Split by").selectOption(by);
const usageOf = (page: Page) => page.locator(".usage").innerText();
const queriesOf = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as FarEndWindow).farEnd.queries);
/** As after `count` more requests. */
const withMore = (count: number): AppState => {
  const { today } = verified.usage;
  return snapshot({ usage: { today: { ...today, requests: today.requests + count } } });
};

test("a voice reads the range, the figure, the bars, the parts and both caches apart", async () => {
  const { page } = await openUsage();
  const heard = await page.locator("main").ariaSnapshot();
  for (const line of [
    '- radio "Today" [checked]',
    '- radio "The last 24 hours"',
    '- combobox "Split by"',
    '- region "Today":',
    "- paragraph: $1.84",
    '- button "Cost by hour, highest $0.42 from 11:00, as a table"',
    '- table "By model":',
    '- row "claude-sonnet-4-6 32 108,667 1,860,000 96,000 24,400 0.81 s 6.40 s 2 $1.61"',
    '- rowheader "gpt-5.5-mini no price known"',
    '- row "All 64 168,787 2,560,000 144,000 35,934 2 $1.84"',
    '- heading "Prompt cache, at the provider" [level=3]',
    "- paragraph: Of input, cache read and cache write together, 89% was read from it. It saved about $5.57, the cost of writing it taken off.",
    '- heading "Response cache, at Cloudflare" [level=3]',
    "- paragraph: Off now. In this time 1 answer came from it at no cost.",
    "- paragraph: 2 of 64 requests were answered with an error, or broke off.",
  ])
    expect(heard).toContain(line);
});

describe("what is asked", () => {
  const midnight = Date.UTC(2026, 10, 20, 23);

  test("is the range that is looked at by its hours or days, and what it is split by; nothing else", async () => {
    const { page } = await openUsage();
    await choose(page, "The last 7 days");
    await page.getByText("Sat 14 Nov to Fri 20 Nov, Copenhagen time").waitFor();
    await splitBy(page, "route");
    await page.getByRole("table", { name: "By route" }).waitFor();
    const week = { from: Date.UTC(2026, 10, 13, 23), to: midnight };
    const today = { from: Date.UTC(2026, 10, 19, 23), to: midnight };
    expect(await queriesOf(page)).toEqual([
      { type: "usage.range", ...today, by: "hour" },
      { type: "usage.range", ...today, by: "model" },
      { type: "usage.range", ...week, by: "day" },
      { type: "usage.range", ...week, by: "model" },
      { type: "usage.figure", ...week },
      { type: "usage.range", ...week, by: "day" },
      { type: "usage.range", ...week, by: "route" },
      { type: "usage.figure", ...week },
    ]);
  });

  test("is asked again when there were new requests, at most once a second, and the old rows stay meanwhile", async () => {
    const { page } = await openUsage();
    const times = await page.evaluate(async (states) => {
      const there = globalThis as unknown as FarEndWindow;
      const asked: number[] = [];
      there.answerQuery = (query) => {
        if (query.type === "usage.range" && query.by === "hour") asked.push(performance.now());
        return new Promise(() => {});
      };
      for (const state of states) {
        there.farEnd.publish(state);
        await new Promise((drawn) => requestAnimationFrame(drawn));
      }
      const last = performance.now();
      while ((asked.at(-1) ?? 0) < last - 1 && performance.now() < last + 5_000)
        await new Promise((later) => setTimeout(later, 50));
      // The same state once more asks nothing.
      const [same] = states.slice(-1);
      if (same) there.farEnd.publish(same);
      await new Promise((later) => setTimeout(later, 1_200));
      return { asked, last };
    }, [1, 2, 3, 4, 5].map(withMore));
    expect(times.asked.length).toBeGreaterThan(0);
    for (const [index, at] of times.asked.slice(1).entries())
      expect(at - (times.asked[index] ?? 0)).toBeGreaterThan(990);
    expect(times.asked.length).toBeLessThanOrEqual(3);
    expect(await usageOf(page)).toContain("claude-sonnet-4-6");
    expect(await usageOf(page)).not.toContain("Reading…");
  });

  test("an answer that was overtaken never shows, and waiting has a word", async () => {
    const { page } = await openUsage();
    await page.evaluate(() => {
      const there = globalThis as unknown as FarEndWindow & { held: (() => void)[] };
      there.held = [];
      there.answerQuery = (query) => {
        if (query.type !== "usage.range" || query.to - query.from > 8 * 86_400_000)
          return undefined;
        return new Promise((resolve) => {
          there.held.push(() => resolve({ ok: true, rows: [] }));
        });
      };
    });
    await choose(page, "The last 7 days");
    await page.getByText("Reading…").waitFor();
    // What is shown says what it is of.
    expect(await usageOf(page)).toContain("Fri 20 Nov, Copenhagen time");
    await choose(page, "The last 30 days");
    await page.getByText("Thu 22 Oct to Fri 20 Nov, Copenhagen time").waitFor();
    const shown = await usageOf(page);
    await page.evaluate(() => {
      for (const give of (globalThis as unknown as { held: (() => void)[] }).held) give();
      return new Promise((resolve) => setTimeout(resolve, 50));
    });
    expect(await usageOf(page)).toBe(shown);
  });

  test("a ledger that cannot be read says so, and what was there comes back with it", async () => {
    const { page } = await openUsage();
    await page.evaluate(() => {
      (globalThis as unknown as FarEndWindow).answerQuery = () => ({
        ok: false,
        error: { code: "ledger.failed" },
      });
    });
    await choose(page, "The last 90 days");
    await page.getByText("ledger.failed").waitFor();
    expect(await page.locator(".chart").count()).toBe(0);
    await page.evaluate(() => {
      (globalThis as unknown as FarEndWindow).answerQuery = () => undefined;
    });
    await choose(page, "Today");
    await page.locator(".chart").waitFor();
  });
});

describe("each range", () => {
  test("has its own words: hours that roll say so, days say from when to when", async () => {
    const { page } = await openUsage({ scene: "usageBoth" });
    await choose(page, "The last 24 hours");
    await page.getByText("since 19 Nov, 14:15, Copenhagen time").waitFor();
    await choose(page, "The last 90 days");
    await page.getByText("Sun 23 Aug to Fri 20 Nov, Copenhagen time").waitFor();
    const text = await usageOf(page);
    expect(text).toMatch(
      /At least this, as of 14:02: 79\srequests have no known price\. 5,303 of 5,382\srequests priced\./,
    );
    expect(text).toContain("1,500 of 5,303");
    expect(await page.locator(".plot rect.cost").count()).toBeGreaterThan(70);
  });

  test("of a day without requests says what will stand there", async () => {
    const { page } = await openUsage({ scene: "usageEmpty" });
    expect(await usageOf(page)).toContain("No requests yet today. The first one will appear here.");
    expect(await page.locator(".chart, table").count()).toBe(0);
    await choose(page, "The last 7 days");
    await page.getByText("There were no requests in this time.").waitFor();
    expect(await usageOf(page)).toContain("not known");
    expect(await usageOf(page)).not.toContain("$0");
  });

  test("is also a table, one key away, and only of the hours with requests", async () => {
    const { page } = await openUsage();
    await page.locator(".chart button").focus();
    await page.keyboard.press("Enter");
    const table = page.locator(".usage-chart table");
    await table.waitFor();
    expect(await table.locator("tbody tr").count()).toBe(15);
    expect((await table.locator("tr").nth(14).innerText()).split(/\s+/)).toEqual([
      ...["13:00", "8", "0", "3", "$0.37"],
    ]);
    expect(await page.locator(".legend").innerText()).toMatch(
      /cost\s+answered from the response cache\s+no price known/,
    );
  });
});

describe("what others say", () => {
  test("stands beside the figure, each by itself; what nobody told is not there", async () => {
    const { page } = await openUsage();
    expect(await page.locator(".beside").count()).toBe(0);
    await show(page, usageScenes.usageBoth ?? verified);
    expect((await page.locator(".beside").innerText()).split(/\n+/)).toEqual([
      "Confirmed by Cloudflare",
      "48 of 64",
      "costs in this figure",
      "Did not pass Sluice",
      "$0.40",
      expect.stringMatching(/^12\srequests in this figure, seen by Cloudflare until 13:45$/),
      "OpenClaw’s estimate",
      "$1.92",
      "as of 14:00, at its own prices, not added",
    ]);
  });

  test("requests that did not pass Sluice are a row of their own by route", async () => {
    const { page } = await openUsage();
    await splitBy(page, "route");
    await page.getByRole("rowheader", { name: "Did not pass Sluice" }).waitFor();
    expect(await page.locator(".parts").innerText()).toContain("Through Cloudflare");
    expect(await page.locator(".parts").innerText()).toMatch(
      /Refused by Sluice\s+2\s+0\s+0\s+0\s+0\s+—\s+—\s+0\s+\$0\.00/,
    );
  });

  test("agents are by OpenClaw’s own estimate, and not of hours that roll", async () => {
    const { page } = await openUsage();
    await splitBy(page, "agent");
    await page.getByRole("rowheader", { name: "research" }).waitFor();
    expect(await usageOf(page)).toContain("By OpenClaw’s own estimate, at its own prices.");
    expect(await page.locator(".beside").innerText()).toContain("$1.92");
    await choose(page, "The last 24 hours");
    await page.getByRole("table", { name: "By model" }).waitFor();
    expect(await page.getByLabel("Split by").innerText()).not.toContain("By agent");
    await choose(page, "The last 7 days");
    await page.getByRole("table", { name: "By agent" }).waitFor();
  });

  test("where OpenClaw cannot be asked, that is told in the table’s place and the figure stays", async () => {
    const { page } = await openUsage();
    await page.evaluate(() => {
      (globalThis as unknown as FarEndWindow).answerQuery = (query) =>
        query.type === "usage.agents"
          ? { ok: false, error: { code: "openclaw.notRunning" } }
          : undefined;
    });
    await splitBy(page, "agent");
    await page.getByText("openclaw.notRunning").waitFor();
    expect(await page.locator(".chart").count()).toBe(1);
    expect(await usageOf(page)).toContain("$1.84");
  });
});

test("the export takes the range that is shown, and its path can be taken along", async () => {
  const { commands, page } = await openUsage();
  await page.evaluate(() => {
    (globalThis as unknown as FarEndWindow).answer = () => ({
      ok: true,
      path: "/home/ida/Downloads/sluice.json",
    });
  });
  await choose(page, "The last 7 days");
  await page.getByRole("button", { name: "Export…" }).click();
  const form = page.getByRole("region", { name: "Export this time as a file" });
  await form.getByLabel("Export as").and(page.locator(":focus")).waitFor();
  await form.getByLabel("Export as").selectOption("json");
  await form.getByRole("checkbox").check();
  await form.getByRole("button", { name: "Export", exact: true }).click();
  await form.getByText("/home/ida/Downloads/sluice.json").first().waitFor();
  expect(await commands()).toEqual([
    {
      type: "usage.export",
      format: "json",
      from: Date.UTC(2026, 10, 13, 23),
      to: Date.UTC(2026, 10, 20, 23),
      withIds: true,
    },
  ]);
  await page.evaluate(() =>
    document.addEventListener("copy", () => {
      document.title = String(getSelection());
    }),
  );
  await form.getByRole("button", { name: "Copy" }).click();
  await form.getByText("Copied").waitFor();
  expect(await page.title()).toBe("/home/ida/Downloads/sluice.json");
});
