/** Money in the window as a person meets it: the figure and what is behind it, the allowance at its end, Cloudflare's figures, the export. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import { isDashLink } from "../../renderer/copy/dash-links.ts";
import { languages } from "../../renderer/copy/language.ts";
import { answerWith, button, textOf } from "./hands.ts";
import type { FarEndWindow } from "./harness/main.tsx";
import { inLanguage, outside, outsideIn, show } from "./measure.ts";
import { figureScenes, meterScenes } from "./meter-scenes.ts";
import { type Opening, useWindow } from "./open-window.ts";
import { verified } from "./snapshots.ts";

const open = useWindow();
const inSettings = async (opening: Opening = {}) => {
  const opened = await open(opening);
  await opened.page.locator(".foot button").last().click();
  return opened;
};
const group = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const queries = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as FarEndWindow).farEnd.queries);

describe("the figure", () => {
  test("is one line, and the rest stands behind it, for hands and keys alike", async () => {
    const { page } = await open({ scene: "both" });
    const summary = page.locator(".provenance summary");
    expect(await summary.innerText()).toBe(
      "As of 14:02, partly confirmed by Cloudflare, ±\u00a0$0.04.",
    );
    expect(await page.getByText("did not pass Sluice").isVisible()).toBe(false);
    expect(await page.getByText("3.4% above Cloudflare’s").isVisible()).toBe(true);
    await summary.focus();
    await page.keyboard.press("Enter");
    expect(await page.locator(".facts li").allInnerTexts()).toHaveLength(4);
    await page.getByText("$0.40 of it did not pass Sluice (12 requests)").waitFor();
    await page.getByText("OpenClaw’s own estimate is $1.92").waitFor();
    await summary.click();
    expect(await page.getByText("did not pass Sluice").isVisible()).toBe(false);
  });

  test("stays open when the figures move on", async () => {
    const { page } = await open({ scene: "both" });
    await page.locator(".provenance summary").click();
    await show(page, meterScenes.confirmed ?? verified);
    await page.getByText("Cloudflare has confirmed every cost in it.").waitFor();
  });
});

describe("a used-up allowance", () => {
  test("offers a dollar more, for today", async () => {
    const { commands, page } = await open({ scene: "allowance" });
    await page.getByRole("heading", { name: "Today’s allowance of $5.00 is used up" }).waitFor();
    expect(await textOf(page)).toContain("Requests that do not pass Sluice cannot be stopped.");
    await button(page, "+ $1").click();
    await page.getByRole("switch", { name: "Route through Cloudflare" }).waitFor();
    await page.getByText("$0.97 left of $6.00").waitFor();
    await page.getByText("$1.00 of it for today only").waitFor();
    expect(await commands()).toEqual([{ type: "allowance.raise", microUsd: 1_000_000 }]);
  });

  test.each(["Ignore today", "Resume"])("is left aside with %s", async (name) => {
    const { commands, page } = await open({ scene: "allowance" });
    await button(page, name).click();
    await page.getByText("ignored until midnight").waitFor();
    expect(await commands()).toEqual([{ type: "allowance.ignore" }]);
  });

  test("says what Resume does where Resume stands, and a refusal beside it", async () => {
    const { page } = await open({ scene: "allowance" });
    const resume = button(page, "Resume");
    const described = await resume.evaluate((element) => {
      const id = element.getAttribute("aria-describedby") ?? "";
      return document.getElementById(id)?.textContent;
    });
    expect(described).toContain("Resume ignores it for today.");
    await answerWith(page, { ok: false, error: { code: "disk.full" } });
    await resume.click();
    await page.getByRole("alert").getByText("The disk is full").waitFor();
  });

  test("that only tells stops nothing and says so", async () => {
    const { page } = await open({ scene: "allowanceTold" });
    expect(await textOf(page)).toContain("Nothing is stopped: you chose only to be told.");
    expect(await button(page, "Resume").count()).toBe(0);
    expect(await button(page, "+ $1").count()).toBe(1);
  });
});

test("where nobody can read what today cost, only leaving it aside is offered", async () => {
  const { page } = await open({ scene: "allowanceUnread" });
  await page.getByRole("heading", { name: "What today cost cannot be read" }).waitFor();
  expect(await button(page, "+ $1").count()).toBe(0);
  expect(await button(page, "Ignore today").count()).toBe(1);
});

test("what is put right elsewhere has its page beside it, one that the shell opens", async () => {
  const { page } = await open({ scene: "refused" });
  const link = page.locator(".notice").getByRole("link");
  expect(isDashLink((await link.getAttribute("href")) ?? "")).toBe(true);
  expect(await link.getAttribute("target")).toBe("_blank");
});

describe("an allowance is set", () => {
  test("from what the last days cost", async () => {
    const { commands, page } = await inSettings();
    await page.getByText("$1.50 a day over the last 4 days, $3.40 on the dearest.").waitFor();
    await button(page, "Use $4").click();
    expect(await page.getByLabel("Amount in US dollars").inputValue()).toBe("4.00");
    await button(page, "Save").click();
    await page.getByText("Saved.").waitFor();
    expect(await commands()).toMatchObject([{ microUsdPerDay: 4_000_000 }]);
    const day = 86_400_000;
    const midnight = Date.UTC(2026, 10, 19, 23);
    expect(await queries(page)).toEqual([
      { type: "usage.range", from: midnight - 7 * day, to: midnight, by: "day" },
      { type: "usage.figure", from: midnight - 7 * day, to: midnight },
    ]);
  });

  test("with a word before it stops everything at once", async () => {
    const { page } = await inSettings();
    const amount = page.getByLabel("Amount in US dollars");
    await amount.fill("1,50");
    await page.getByText("Today has cost $1.84 already: it would be used up at once.").waitFor();
    await page.getByLabel("When it is used up").selectOption("tell");
    expect(await page.getByText("used up at once").count()).toBe(0);
  });

  test("never from what may mean something else", async () => {
    const { commands, page } = await inSettings();
    const amount = page.getByLabel("Amount in US dollars");
    for (const [typed, said] of [
      ["a lot", "Write an amount such as 5.00"],
      ["1,234", "This can be read in two ways."],
      ["5 00", "This can be read in two ways."],
      ["2000000", "An allowance is less than a million dollars."],
    ] as const) {
      await amount.fill(typed);
      await amount.press("Enter");
      await page.locator("p.caution", { hasText: said }).waitFor();
    }
    expect(await commands()).toEqual([]);
  });
});

describe("Cloudflare’s figures", () => {
  test("say of each ability whether the token has it, and what is missing where it is fixed", async () => {
    const { commands, page } = await inSettings({ scene: "figuresWithHoles" });
    const figures = group(page, "Cloudflare’s figures");
    const list = (await figures.locator(".abilities").innerText()).replaceAll(/\s+/g, " ");
    expect(list).toContain("The token itself yes");
    expect(list).toContain("The AI Gateways not tried");
    expect(list).toMatch(/Sums by quarter of an hour no It lacks .*Account Analytics/);
    await figures.getByText("The token ends on 2 Dec").waitFor();
    await figures.getByText("Asked at 14:01.").waitFor();
    await figures.getByRole("button", { name: "Ask again" }).click();
    expect(await commands()).toEqual([{ type: "cloudflare.look" }]);
  });

  test("show the balance, and what failed", async () => {
    const { page } = await inSettings({ scene: "figuresSeen" });
    await page.getByText("Prepaid balance $12.34, asked at 14:01.").waitFor();
    await show(page, figureScenes.figuresFailed ?? verified);
    await page.getByText("The analytics token has expired").first().waitFor();
    expect(await page.getByText("Prepaid balance $12.34").count()).toBe(0);
  });
});

test.each([190, 320])(
  "at %i pixels nothing of it leaves the window sideways, in any language",
  async (width) => {
    const { page } = await open({ width, scene: "both" });
    await page.locator(".provenance summary").click();
    for (const language of languages)
      expect(await outsideIn(page, inLanguage(meterScenes, language))).toEqual([]);
    await page.locator(".foot button").last().click();
    for (const language of languages)
      expect(await outsideIn(page, inLanguage(figureScenes, language))).toEqual([]);
    expect(await outside(page)).toEqual([]);
  },
);
