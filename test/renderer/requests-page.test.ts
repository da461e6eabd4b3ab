/** The page of requests as a person meets it: found by words, read by keys and voices, as long as it is without a stutter. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import type { RequestRow } from "../../preload/contract/state.ts";
import { languages } from "../../renderer/copy/language.ts";
import { axeFaults } from "./axe.ts";
import type { FarEndWindow } from "./harness/main.tsx";
import { requestsOf } from "./made-up-ledger.ts";
import { outside, show } from "./measure.ts";
import { type Opening, useWindow } from "./open-window.ts";
import { row, snapshot, verified } from "./snapshots.ts";

const open = useWindow();
const openRequests = async (opening: Opening = {}) => {
  const opened = await open({
    scene: "usage",
    at: "requests",
    width: 960,
    height: 600,
    ...opening,
  });
  await opened.page.locator(".request-line").first().waitFor();
  return opened;
};
const lineAt = (page: Page, index: number) => page.locator(".request-line").nth(index);
const buttonAt = (page: Page, index: number) => lineAt(page, index).getByRole("button");
const detailOf = (page: Page) => page.locator(".request-detail");
const listsAsked = (page: Page) =>
  page.evaluate(() =>
    (globalThis as unknown as FarEndWindow).farEnd.queries.filter(
      ({ type }) => type === "requests.list",
    ),
  );
const scrollTo = (page: Page, top: number) =>
  page.locator(".requests-scroller").evaluate((box, to) => {
    box.scrollTop = to;
    return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  }, top);
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? "");

/** From now on the ledger has these on top, and a newer state says so. */
async function arrive(page: Page, news: readonly RequestRow[]): Promise<void> {
  await page.evaluate(
    (rows) => {
      const there = globalThis as unknown as FarEndWindow;
      there.answerQuery = (query) =>
        query.type === "requests.list" && query.before === undefined
          ? { ok: true, rows }
          : undefined;
    },
    [...news, ...requestsOf(1_000)].slice(0, 100),
  );
  const { today } = verified.usage;
  await show(
    page,
    snapshot({
      usage: { recent: news, today: { ...today, requests: today.requests + news.length } },
    }),
  );
}
const newRow = (id: number) => row({ id, model: `new-${id}`, logId: null });

test("a voice reads a table by day, newest first, with each row’s place in it", async () => {
  const { page } = await openRequests({ width: 1200 });
  const heard = await page.getByRole("table", { name: "Requests" }).ariaSnapshot();
  expect(heard).toContain('- row "Time Model Provider Route Answer First byte Total In Out Cost"');
  expect(heard).toContain('- rowheader "Fri 20 Nov"');
  expect(heard).toContain(
    '- row "14:01:20 claude-haiku-4-5 Anthropic Cloudflare error 529 0.30 s 0.90 s 900 40 $0.0028"',
  );
  expect(heard).toContain(
    '- row "11:56:48 gpt-5.5-mini OpenAI Direct 200 0.69 s 3.83 s 2,456 252 —"',
  );
  const table = page.locator(".requests-table");
  expect(await table.getAttribute("aria-rowcount")).toBe("-1");
  expect(await lineAt(page, 0).getAttribute("aria-rowindex")).toBe("3");
  expect(await page.locator(".summary").innerText()).toBe("the newest 100, Copenhagen time");
});

describe("by keys", () => {
  test("one stop of Tab, arrows from row to row, Enter opens, Esc leads back", async () => {
    const { page } = await openRequests();
    await buttonAt(page, 0).focus();
    await page.keyboard.press("ArrowDown");
    expect(await focused(page)).toBe("13:30:12");
    await page.keyboard.press("Enter");
    await detailOf(page).waitFor();
    expect(await detailOf(page).innerText()).toContain("Why it was refused");
    // The list goes on being walked, and the detail with it.
    await page.keyboard.press("ArrowDown");
    await detailOf(page).getByText("12:59:04").first().waitFor();
    expect(await page.locator(".request-line[aria-current]").innerText()).toContain("12:59:04");
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Close");
    await page.keyboard.press("Escape");
    expect(await detailOf(page).count()).toBe(0);
    expect(await focused(page)).toBe("12:59:04");
    await page.keyboard.press("Escape");
    await page.locator('[data-page="home"]').waitFor();
  });

  test("End and Page Down reach rows that were not drawn, with the focus on them and in sight", async () => {
    const { page } = await openRequests();
    await buttonAt(page, 0).focus();
    for (const key of ["PageDown", "PageDown", "End"]) await page.keyboard.press(key);
    const place = await page.evaluate(() => {
      const box = document.querySelector(".requests-scroller")?.getBoundingClientRect();
      const { bottom, top } = document.activeElement?.closest("tr")?.getBoundingClientRect() ?? {};
      return { box, top, bottom };
    });
    expect(place.top).toBeGreaterThanOrEqual((place.box?.top ?? 0) + 27);
    expect(place.bottom).toBeLessThanOrEqual((place.box?.bottom ?? 0) + 0.5);
  });

  test("the focus stays where it was while the list is scrolled far away from it", async () => {
    const { page } = await openRequests();
    await buttonAt(page, 1).focus();
    await scrollTo(page, 2_000);
    expect(await focused(page)).toBe("13:30:12");
    await page.keyboard.press("ArrowDown");
    expect(await focused(page)).toBe("12:59:04");
  });
});

test("older ones come as they are scrolled to, page by page, each asked for once, and only a few are drawn", async () => {
  const { page } = await openRequests();
  // In one go: forty questions to the page would take longer than what they ask.
  await page.locator(".requests-scroller").evaluate(async (box) => {
    for (let count = 0; count < 100 && !box.querySelector(".end"); count += 1) {
      box.scrollTop = box.scrollHeight;
      await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    }
    box.scrollTop = box.scrollHeight;
  });
  await page.getByText(/These are all\. Single requests are kept for 90.days\./).waitFor();
  const asked = await listsAsked(page);
  expect(asked.map((query) => "before" in query && query.before)).toEqual([
    false,
    ...[901, 801, 701, 601, 501, 401, 301, 201, 101, 1],
  ]);
  expect(await page.locator(".request-line").count()).toBeLessThan(100);
  const table = page.locator(".requests-table");
  // The head, a thousand requests and the days between them.
  expect(Number(await table.getAttribute("aria-rowcount"))).toBeGreaterThan(1_001);
  expect(await page.locator(".request-line").last().getAttribute("aria-rowindex")).toBe(
    await table.getAttribute("aria-rowcount"),
  );
  expect(await page.locator(".summary").innerText()).toMatch(/^1,000.requests, Copenhagen time$/);
});

describe("what is looked for", () => {
  test("is asked when typing stops, with the filters, and the whole list comes back with one click", async () => {
    const { page } = await openRequests();
    await page.getByLabel("Search").pressSequentially("haiku 529", { delay: 20 });
    await expect.poll(async () => (await listsAsked(page)).length).toBe(2);
    await page.getByLabel("Route", { exact: true }).selectOption("direct");
    await page.getByText("No request fits the search and the filters.").waitFor();
    await page.getByLabel("Answer", { exact: true }).selectOption("providerError");
    expect((await listsAsked(page)).slice(1)).toEqual([
      { type: "requests.list", limit: 100, search: "haiku 529", isLive: true },
      { type: "requests.list", limit: 100, route: "direct", search: "haiku 529", isLive: true },
      {
        type: "requests.list",
        limit: 100,
        outcome: "providerError",
        route: "direct",
        search: "haiku 529",
        isLive: true,
      },
    ]);
    await page.getByRole("button", { name: "Show all" }).click();
    await page.locator(".request-line").first().waitFor();
    expect(await page.getByLabel("Search").inputValue()).toBe("");
  });

  test("found in a list that was scrolled is read from its top", async () => {
    const { page } = await openRequests();
    await scrollTo(page, 1_500);
    await page.getByLabel("Answer", { exact: true }).selectOption("refused");
    await expect
      .poll(() => page.locator(".request-line", { hasText: "refused" }).count())
      .toBeGreaterThan(10);
    expect(await page.locator(".requests-scroller").evaluate((box) => box.scrollTop)).toBe(0);
  });
});

describe("new requests", () => {
  test("come on top by themselves where nobody reads", async () => {
    const { page } = await openRequests();
    await arrive(page, [newRow(1_002), newRow(1_001)]);
    await page.getByText("new-1002").waitFor();
    expect(await lineAt(page, 1).innerText()).toContain("new-1001");
    expect(await page.locator(".fresh button").count()).toBe(0);
  });

  test("move nothing that is read: they are counted, and come when they are wanted", async () => {
    const { page } = await openRequests();
    await scrollTo(page, 600);
    const read = page.getByRole("button", { name: "02:08:17" });
    const before = await read.boundingBox();
    await arrive(page, [newRow(1_003), newRow(1_002), newRow(1_001)]);
    const wanted = page.getByRole("button", { name: "3 new" });
    await wanted.waitFor();
    expect(await read.boundingBox()).toEqual(before);
    await wanted.click();
    await page.getByText("new-1003").waitFor();
    expect(await page.locator(".requests-scroller").evaluate((box) => box.scrollTop)).toBe(0);
    expect(await wanted.count()).toBe(0);
  });
});

describe("one request", () => {
  test("has its tokens, its cost with the source, its id shortened, and the page of Cloudflare’s log", async () => {
    const { page } = await openRequests();
    await buttonAt(page, 6).click();
    const text = (await detailOf(page).innerText()).replaceAll(/\s+/g, " ");
    for (const part of [
      "claude-haiku-4-5 Fri 20 Nov, 10:54:32",
      "Cost $0.0144 Cost from Cloudflare’s log",
      "Input tokens 3,234 Output tokens 358",
      "Prompt cache, at the provider 38,400 tokens read, 1,200 written",
      "Response cache, at Cloudflare not answered from it",
      "Asked by OpenClaw",
      "Cloudflare’s log id 01989a3f…0994",
    ])
      expect(text).toContain(part);
    const link = detailOf(page).getByRole("link", { name: "Open Cloudflare’s log ↗" });
    expect(await link.getAttribute("href")).toBe(
      "https://dash.cloudflare.com/0123456789abcdef0123456789aba1b2/ai/ai-gateway/gateways/openclaw/logs/01989a3f-4c1e-7d22-9b7a-000000000994",
    );
    await buttonAt(page, 6).click();
    expect(await detailOf(page).count()).toBe(0);
  });

  test("that was refused says why in words, and one that went straight has no log", async () => {
    const { page } = await openRequests();
    await buttonAt(page, 1).click();
    expect(await detailOf(page).innerText()).toContain(
      "Today’s allowance is used up. Nothing leaves until midnight",
    );
    await buttonAt(page, 4).click();
    expect(await detailOf(page).innerText()).toContain("Cost from\nnot known");
    expect(await detailOf(page).getByRole("link").count()).toBe(0);
  });

  test("is copied as lines of text, the id whole", async () => {
    const { page } = await openRequests();
    await page.evaluate(() =>
      document.addEventListener("copy", () => {
        (globalThis as unknown as { copied: string }).copied = String(getSelection());
      }),
    );
    await buttonAt(page, 6).click();
    await page.getByRole("button", { name: "Copy as text" }).click();
    await detailOf(page).getByText("Copied").waitFor();
    const copied = await page.evaluate(() => (globalThis as unknown as { copied: string }).copied);
    expect(copied.split("\n").slice(0, 4)).toEqual([
      "Begun: Fri 20 Nov, 10:54:32",
      "Model: claude-haiku-4-5",
      "Answer: 200",
      "Cost: $0.0144",
    ]);
    expect(copied).toMatch(/\nCloudflare’s log id: 01989a3f-4c1e-7d22-9b7a-000000000994$/);
  });
});

test("no requests at all say where the first will be, and a ledger that cannot be read offers another try", async () => {
  const { page } = await open({ scene: "usageEmpty", at: "requests", width: 720 });
  await page.getByText("No requests yet. The first one will appear here.").waitFor();
  await page.evaluate(() => {
    (globalThis as unknown as FarEndWindow).answerQuery = () => ({
      ok: false,
      error: { code: "ledger.failed" },
    });
  });
  await page.getByLabel("Answer", { exact: true }).selectOption("refused");
  await page.getByText("ledger.failed").waitFor();
  await page.evaluate(() => {
    (globalThis as unknown as FarEndWindow).answerQuery = () => undefined;
  });
  await page.getByRole("button", { name: "Try again" }).click();
  await expect.poll(() => page.getByText("ledger.failed").count()).toBe(0);
});

test.each(languages)(
  "in %s nothing reaches out of the window and axe finds nothing, from 320 to 1200",
  async (language) => {
    const { page } = await openRequests({ language });
    await buttonAt(page, 1).click();
    for (const width of [320, 380, 720, 960, 1200]) {
      await page.setViewportSize({ width, height: 700 });
      const found = await outside(page);
      expect(
        found.filter((text) => !/^(seconds|tone)/.test(text)),
        String(width),
      ).toEqual([]);
    }
    expect(await axeFaults(page)).toEqual([]);
  },
);
