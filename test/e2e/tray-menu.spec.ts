/** Everything Sluice can do without its window is done from the tray's menu, on every system and in every language. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { languages } from "../../renderer/copy/language.ts";
import { expect, test } from "./fixture.ts";
import { click, rowIn, send, shownIn, stateOf } from "./tray-hand.ts";

test.beforeEach(({ sluice }) => {
  test.skip(sluice.kind === "electron", "Electron does not tell what its tray shows.");
});

const second = {
  type: "profile.save",
  name: "R&D, the other account",
  accountId: "0123456789abcdef0123456789abcdef",
  aiGatewayId: "research",
} as const;

test.beforeEach(async ({ page }) => {
  await send(page, { type: "settings.save", language: "en" });
  expect(await send(page, { type: "openclaw.link", kind: "own" })).toEqual({ ok: true });
  await send(page, { type: "route.set", route: "cloudflare" });
});

test("all of it stands in one order", async ({ sluice, page }) => {
  await send(page, second);
  await expect.poll(async () => (await shownIn(sluice)).ids).toContain("profile");
  expect((await shownIn(sluice)).ids).toEqual([
    ...["status", "spend", "practice", "—"],
    ...["toggle", "pauseFor", "model", "profile", "—"],
    ...["test", "open", "usage", "dashboard", "—"],
    ...["settings", "quit"],
  ]);
  expect((await rowIn(sluice, "quit"))?.text).toMatch(/OpenClaw goes back to its own settings/);
});

test("a model is chosen, for OpenClaw and with one mark", async ({ folder, sluice, page }) => {
  const { known, selected } = (await stateOf(page)).models;
  const other = known.find(
    ({ model, provider }) => provider === "anthropic" && model !== selected.model,
  );
  if (!other) throw new Error("There is only one model.");
  await click(sluice, `model:anthropic/${other.model}`);
  await expect.poll(async () => (await stateOf(page)).models.selected.model).toBe(other.model);
  await expect.poll(async () => (await rowIn(sluice, "model"))?.text).toBe(`Model: ${other.name}`);
  const marked = (await rowIn(sluice, "model"))?.rows.filter(({ checked }) => checked);
  expect(marked?.map(({ text }) => text)).toEqual([other.name]);
  const file = path.join(folder, "openclaw/openclaw.json");
  await expect
    .poll(() => readFileSync(file, "utf8"))
    .toContain(`cloudflare-ai-gateway/${other.model}`);
});

test("a profile is chosen by its name, ampersand and all", async ({ sluice, page }) => {
  const reply = await send(page, second);
  const id = reply.ok ? reply.id : undefined;
  await expect.poll(async () => (await rowIn(sluice, `profile:${id}`))?.text).toBe(second.name);
  expect((await rowIn(sluice, `profile:${id}`))?.checked).toBe(false);
  await click(sluice, `profile:${id}`);
  await expect.poll(async () => (await stateOf(page)).profile?.id).toBe(id);
  await expect.poll(async () => (await rowIn(sluice, `profile:${id}`))?.checked).toBe(true);
});

test("a pause of 15 minutes says until when in the tray and in the window, and is resumed", async ({
  sluice,
  page,
}) => {
  const { picture } = await shownIn(sluice);
  const before = Date.now();
  await click(sluice, "pause15");
  await expect.poll(async () => (await stateOf(page)).route.asked).toBe("paused");
  const { pausedUntil } = (await stateOf(page)).route;
  expect(pausedUntil).toBeGreaterThanOrEqual(before + 15 * 60_000);
  expect(pausedUntil).toBeLessThan(before + 16 * 60_000);
  const until = /Paused until (\d\d:\d\d|midnight)/;
  await expect.poll(async () => (await rowIn(sluice, "status"))?.text).toMatch(until);
  const paused = await shownIn(sluice);
  expect(paused.toolTip).toMatch(until);
  expect(paused.picture).not.toBe(picture);
  expect(paused.ids).not.toContain("toggle");
  expect(paused.ids).not.toContain("pauseFor");
  await expect(page.getByText(until).first()).toBeVisible();
  await click(sluice, "resume");
  await expect.poll(async () => (await stateOf(page)).route.asked).toBe("cloudflare");
  await expect.poll(async () => (await shownIn(sluice)).ids).toContain("pauseFor");
});

test("the test of the route runs, and the status says that it went through", async ({
  sluice,
  page,
}) => {
  await click(sluice, "test");
  await expect
    .poll(async () => (await rowIn(sluice, "status"))?.text)
    .toMatch(/^Through Cloudflare, Sluice’s test passed at \d\d:\d\d$/);
  expect((await stateOf(page)).checks).toMatchObject([{ name: "route", status: "passed" }]);
  expect((await shownIn(sluice)).ids).toContain("test");
});

test("the rows open their pages, the dashboard one outside", async ({ sluice, page }) => {
  await click(sluice, "settings");
  await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
  await click(sluice, "dashboard");
  await expect
    .poll(() => sluice.evaluate(({ host }) => host.opened))
    .toEqual(["https://dash.cloudflare.com/"]);
  const at = () => page.evaluate(() => location.hash);
  for (const row of ["spend", "usage"]) {
    await click(sluice, "status");
    await expect.poll(at).toBe("");
    await expect(page.getByRole("switch", { name: "Route through Cloudflare" })).toBeVisible();
    await click(sluice, row);
    await expect.poll(at).toBe("#usage");
  }
});

test("what is left of the allowance has a row; used up, the two ways on stand in the menu", async ({
  sluice,
  page,
}) => {
  await send(page, { type: "allowance.set", microUsdPerDay: 5_000_000, then: "pause" });
  await expect.poll(async () => (await rowIn(sluice, "allowance"))?.text).toMatch(/^Allowance/);
  await send(page, { type: "allowance.set", microUsdPerDay: 0, then: "pause" });
  await expect.poll(async () => (await rowIn(sluice, "allowance"))?.text).toMatch(/used up/);
  await expect.poll(async () => (await shownIn(sluice)).ids).toContain("raise");
  await click(sluice, "raise");
  await expect.poll(async () => (await stateOf(page)).allowance.extraMicroUsd).toBe(1_000_000);
  await expect.poll(async () => (await shownIn(sluice)).ids).toContain("toggle");
});

test("the first run put off has a row that leads back into it", async ({ sluice, page }) => {
  expect((await shownIn(sluice)).ids).not.toContain("setup");
  await send(page, { type: "setup.go", step: "openclaw" });
  await expect.poll(async () => (await shownIn(sluice)).ids).toContain("setup");
  await sluice.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await click(sluice, "setup");
  await expect
    .poll(() =>
      sluice.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused()),
    )
    .toBe(true);
  // Put away, the window was made anew in the form the first run has.
  await send(await sluice.firstWindow(), { type: "setup.end", isDone: true });
  await expect.poll(async () => (await shownIn(sluice)).ids).not.toContain("setup");
});

test("in every language each row is whole", async ({ sluice, page }) => {
  await send(page, second);
  const seen = new Set<string>();
  for (const language of languages) {
    await send(page, { type: "settings.save", language });
    await expect.poll(async () => seen.has((await rowIn(sluice, "open"))?.text ?? "")).toBe(false);
    const { rows } = await shownIn(sluice);
    const texts = rows
      .flatMap((row) => [row, ...row.rows])
      .filter(({ type }) => type !== "separator")
      .map(({ text }) => text);
    for (const text of texts) expect(text, language).toMatch(/^[^…]{2,72}…?$/);
    expect(texts.filter((text) => text.endsWith("…"))).toHaveLength(1);
    seen.add((await rowIn(sluice, "open"))?.text ?? "");
  }
});
