/** What a range of the page of usage owes its reader: how sure it is and of what, dates nobody can mistake, columns that add up. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import type { RangeFigure, RangeRow } from "../../preload/contract/command.ts";
import type { FarEndWindow } from "./harness/main.tsx";
import { wholeOf } from "./made-up-ledger.ts";
import { type Opening, useWindow } from "./open-window.ts";
import { now } from "./snapshots.ts";

const open = useWindow();
const openUsage = async (opening: Opening = {}) => {
  const opened = await open({ scene: "usage", at: "usage", width: 960, height: 720, ...opening });
  await opened.page.locator(".usage-figure").waitFor();
  return opened;
};
const choose = (page: Page, at: number) => page.locator(".segment").nth(at).click();
const [hours, week] = [1, 2];
/** The rows of every question by time, and how sure they are. */
const answer = (page: Page, rows: readonly RangeRow[], figure: RangeFigure | null) =>
  page.evaluate(
    (said) => {
      (globalThis as unknown as FarEndWindow).answerQuery = (query) => {
        if (query.type === "usage.figure")
          return said.figure
            ? { ok: true, rows: [], figure: said.figure }
            : { ok: false, error: { code: "ledger.failed" } };
        if (query.type !== "usage.range") return undefined;
        const isTold = query.by === "day" || query.by === "hour";
        return { ok: true, rows: isTold ? said.rows : said.rows.slice(0, 1) };
      };
    },
    { rows, figure },
  );
const row = (more: Partial<RangeRow>): RangeRow => ({
  ...{ tokensIn: 1, tokensOut: 1, cacheRead: 0, cacheWrite: 0 },
  ...{ confirmed: 0, errors: 0, cacheHits: 0, requests: 2, priced: 2, costMicroUsd: 1_000_000 },
  ...{ provider: "anthropic", model: "claude-sonnet-4-6" },
  ...more,
});
const days = [row({ day: "2026-11-19" }), row({ day: "2026-11-20" })];
const provenance = (page: Page) => page.locator(".usage-figure .provenance");

describe("a range says", () => {
  test("by how much it may be off, from when on anything is known, and until when nothing passed by", async () => {
    const { page } = await openUsage();
    const whole = wholeOf(days);
    const elsewhere = { requests: 0, costMicroUsd: 0, knownUntil: now - 86_400_000 };
    await answer(page, days, { ...whole, coverage: { ...whole.coverage, elsewhere } });
    await choose(page, week);
    await provenance(page).getByText("± $0.04.").waitFor();
    expect(await provenance(page).locator("summary").innerText()).toBe(
      "As of 14:02, by Sluice’s own count, ±\u00a0$0.04. 4\u00a0requests, all priced. Before 16 Nov Sluice knows nothing.",
    );
    await provenance(page).locator("summary").click();
    expect(await provenance(page).locator("li").allInnerTexts()).toEqual([
      "The costs are Sluice’s own count at its own price list.",
      "It may be off by $0.04 either way.",
      "All of it passed Sluice, known until 19 Nov at 14:02.",
    ]);
  });

  test("a dash where nobody could say how sure it is, and nothing at all of what passed by", async () => {
    const { page } = await openUsage();
    await answer(page, days, null);
    await choose(page, week);
    await provenance(page).getByText("±\u00a0—.").waitFor();
    await provenance(page).locator("summary").click();
    expect(await provenance(page).locator("li").count()).toBe(1);
  });

  test("what passed Sluice by, and which model has no price", async () => {
    const { page } = await openUsage({ scene: "usageBoth" });
    await choose(page, week);
    await provenance(page).getByText("At least this").waitFor();
    await provenance(page).locator("summary").click();
    const facts = (await provenance(page).locator("li").allInnerTexts()).join("\n");
    expect(facts).toContain("(gpt-5.5-mini)");
    expect(facts).toMatch(
      /\$0\.40 of it did not pass Sluice \(12\srequests\), known until 13:45\./,
    );
    expect(await page.locator(".beside").innerText()).toMatch(/Did not pass Sluice\s+\$0\.40/);
  });
});

describe("the table of the last 24 hours", () => {
  test("keeps the same hour of yesterday and today apart, and its columns add up", async () => {
    const { page } = await openUsage();
    const from = Date.UTC(2026, 10, 19, 13, 15);
    const made = [
      row({ startAt: from, costMicroUsd: 3_000 }),
      row({ startAt: from + 86_400_000 - 900_000, costMicroUsd: 3_000 }),
      row({ startAt: from + 80_000_000, costMicroUsd: 3_000 }),
    ];
    await answer(page, made, wholeOf(made));
    await choose(page, hours);
    await page.getByText("since 19 Nov, 14:15").waitFor();
    await page.locator(".chart button").click();
    const rows = page.locator(".usage-chart table tr");
    const cells = (await rows.allInnerTexts()).map((text) => text.split(/\t/));
    expect(cells.slice(1)).toEqual([
      ["Thu 19 Nov, 14:00", "2", "$0.0030"],
      ["12:00", "2", "$0.0030"],
      ["14:00", "2", "$0.0030"],
      ["All", "6", "$0.0090"],
    ]);
    expect(await page.locator(".chart button").getAttribute("aria-label")).toBe(
      "Cost by hour, highest $0.0030 on Thu 19 Nov from 14:00, as a table",
    );
  });
});

test("a range over New Year has the year at both its ends", async () => {
  const { page } = await openUsage();
  await page.clock.setFixedTime(Date.UTC(2027, 0, 5, 12));
  await page.evaluate(() => {
    const there = globalThis as unknown as FarEndWindow & { state?: unknown };
    const { farEnd } = there;
    let latest: Parameters<typeof farEnd.publish>[0] | null = null;
    farEnd.bridge.watch((state) => {
      latest = state;
    })();
    const state = latest as Parameters<typeof farEnd.publish>[0] | null;
    if (state === null) return;
    const { usage } = state;
    farEnd.publish({ ...state, usage: { ...usage, today: { ...usage.today, day: "2027-01-05" } } });
  });
  await choose(page, week);
  await page.getByText("Wed, 30 Dec 2026 to Tue, 5 Jan 2027").waitFor();
});

describe("an export", () => {
  test.each([
    ["en", "Commas between the cells, a point in decimals", undefined],
    ["nl", "Puntkomma’s tussen de cellen", "comma"],
    ["da", "Semikolon mellem cellerne", "comma"],
    ["fr", "Points-virgules entre les cellules", "comma"],
  ] as const)(
    "in %s is a table the spreadsheets there read, and says which",
    async (language, said, decimal) => {
      const { commands, page } = await openUsage({ language });
      await page.locator(".export-door button").click();
      const form = page.locator(".sheet");
      await form.getByText(said).waitFor();
      expect(await form.innerText()).toContain("Europe/Copenhagen");
      await form.locator(".actions button").first().click();
      const [sent] = await commands();
      expect(sent).toMatchObject({ type: "usage.export", format: "csv" });
      expect((sent as { decimal?: string }).decimal).toBe(decimal);
    },
  );
});
