/** Money end to end: an allowance that is used up stops spending, a dollar more lets it go on, and what was spent can be taken along. */
import { existsSync, readFileSync } from "node:fs";
import type { Page } from "playwright/test";
import type { Reply } from "../../preload/contract/command.ts";
import { expect, test } from "./fixture.ts";
import { click, rowIn, send, shownIn, stateOf } from "./tray-hand.ts";
import { turn } from "./turn.ts";

const model = "claude-sonnet-4-6";
const text = "What is in my calendar today? ";
/** Less than one turn costs. */
const little = 1_000;

async function connect(page: Page): Promise<void> {
  await send(page, { type: "settings.save", language: "en" });
  await send(page, { type: "openclaw.link", kind: "own" });
  await send(page, { type: "route.set", route: "cloudflare" });
  await expect.poll(async () => (await stateOf(page)).openclaw.link?.applied).toBe(true);
}

const spent = async (page: Page) => (await stateOf(page)).usage.today.costMicroUsd;
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

test("an allowance that is used up stops the next turn; a dollar more lets it through", async ({
  folder,
  page,
}) => {
  await connect(page);
  await send(page, { type: "allowance.set", microUsdPerDay: little, then: "pause" });
  expect(await turn(folder, model, text)).toEqual({ status: 200, isRefused: false });
  await page.getByRole("heading", { name: /^Today’s allowance of .* is used up$/ }).waitFor();
  await page.getByRole("heading", { name: "Paused until midnight" }).waitFor();
  const before = await spent(page);
  expect(await turn(folder, model, text)).toEqual({ status: 200, isRefused: true });
  expect(await spent(page)).toBe(before);

  await button(page, "+ $1").click();
  await page.getByRole("switch", { name: "Route through Cloudflare" }).waitFor();
  await page.getByText("of it for today only").waitFor();
  expect(await turn(folder, model, text)).toEqual({ status: 200, isRefused: false });
  await expect.poll(() => spent(page)).toBeGreaterThan(before ?? 0);
});

test("Resume lets everything through for the rest of the day, and says so", async ({
  folder,
  page,
}) => {
  await connect(page);
  await send(page, { type: "allowance.set", microUsdPerDay: little, then: "pause" });
  await turn(folder, model, text);
  await page.getByText("Resume ignores it for today.").waitFor();
  await button(page, "Resume").click();
  await page.getByText("ignored until midnight").waitFor();
  expect(await turn(folder, model, text)).toMatchObject({ isRefused: false });
});

test("an allowance that only tells stops nothing", async ({ folder, page }) => {
  await connect(page);
  await send(page, { type: "allowance.set", microUsdPerDay: little, then: "tell" });
  await turn(folder, model, text);
  await page.getByText("Nothing is stopped: you chose only to be told.").waitFor();
  expect(await turn(folder, model, text)).toMatchObject({ isRefused: false });
  await button(page, "Ignore today").click();
  await expect(page.getByText("Nothing is stopped")).toHaveCount(0);
});

test("the tray has the two ways on while spending is stopped, and they are the same", async ({
  folder,
  page,
  sluice,
}) => {
  test.skip(sluice.kind === "electron", "Electron does not tell what its tray shows.");
  await connect(page);
  await send(page, { type: "allowance.set", microUsdPerDay: little, then: "pause" });
  expect((await shownIn(sluice)).ids).not.toContain("ignore");
  await turn(folder, model, text);
  await expect.poll(async () => (await shownIn(sluice)).ids).toContain("raise");
  const { ids, toolTip } = await shownIn(sluice);
  expect(ids).not.toContain("toggle");
  expect(toolTip).toContain("Today’s allowance is used up");
  expect((await rowIn(sluice, "raise"))?.text).toBe("+ $1 for today");
  await click(sluice, "ignore");
  await expect.poll(async () => (await shownIn(sluice)).ids).toContain("toggle");
  expect((await stateOf(page)).allowance).toMatchObject({ isIgnored: true, reached: false });
  expect(await turn(folder, model, text)).toMatchObject({ isRefused: false });
});

test("the figure says where it comes from, and one with no known price says at least", async ({
  folder,
  page,
}) => {
  await connect(page);
  await turn(folder, model, text);
  await expect.poll(() => spent(page)).toBeGreaterThan(0);
  const { coverage, source, uncertaintyMicroUsd } = (await stateOf(page)).usage.today;
  expect(coverage).toMatchObject({ requests: 1, priced: 1, unpriced: [] });
  expect(["router", "log", "mixed"]).toContain(source);
  expect(uncertaintyMicroUsd).not.toBeNull();
  await page.locator(".provenance summary").click();
  await expect(page.locator(".facts li").first()).toBeVisible();
  await turn(folder, "claude-of-tomorrow-9", text);
  await page.getByText(/^At least this, as of .*: 1\srequest has no known price\.$/).waitFor();
  await page.getByText(/\(claude-of-tomorrow-9\)\.$/).waitFor();
});

test("what the analytics token may see is asked of Cloudflare and said, each ability by itself", async ({
  page,
}) => {
  await connect(page);
  await expect.poll(async () => (await stateOf(page)).cloudflare.status).toBe("ok");
  await page.getByRole("button", { name: "Settings" }).click();
  const abilities = page.locator(".abilities > li");
  await expect(abilities.filter({ hasText: "Sums by quarter of an hour" })).toContainText("yes");
  const { askedAt } = (await stateOf(page)).cloudflare;
  await button(page, "Ask again").click();
  await expect
    .poll(async () => (await stateOf(page)).cloudflare.askedAt)
    .toBeGreaterThan(askedAt ?? 0);
  await page.getByLabel("Keep single requests").selectOption("for a year");
  await expect.poll(async () => (await stateOf(page)).settings.keepRequestsDays).toBe(365);
});

test.describe("an export", () => {
  for (const format of ["csv", "json"] as const)
    test(`as ${format} holds what was spent, and no id unless it is wanted`, async ({
      folder,
      page,
    }) => {
      await connect(page);
      await turn(folder, model, text);
      await expect.poll(() => spent(page)).toBeGreaterThan(0);
      await page.getByRole("button", { name: "Settings" }).click();
      await page.getByLabel("Export as").selectOption(format);
      await button(page, "Export").click();
      const told = page.getByText("Written to");
      await told.waitFor();
      const file = (await told.locator(".path").textContent()) ?? "";
      expect(existsSync(file)).toBe(true);
      const written = readFileSync(file, "utf8");
      expect(written).toContain(model);
      const { profile, usage } = await stateOf(page);
      const logId = usage.recent[0]?.logId ?? "none";
      for (const id of [profile?.accountId, profile?.aiGatewayId, logId])
        expect(written).not.toContain(id ?? "none");

      const wanted: Reply = await send(page, {
        ...{ type: "usage.export", format, from: 0, to: Date.now() + 1, withIds: true },
      });
      expect(wanted).toMatchObject({ ok: true });
      expect(readFileSync((wanted.ok && wanted.path) || "", "utf8")).toContain(logId);
    });
});
