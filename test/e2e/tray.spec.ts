/** The tray is a second face of the same state: what it says holds, and what is clicked there happens. */
import { expect, test } from "./fixture.ts";
import { click, rowIn, send, shownIn, stateOf } from "./tray-hand.ts";

test.beforeEach(({ sluice }) => {
  test.skip(sluice.kind === "electron", "Electron does not tell what its tray shows.");
});

test("the menu begins with the state and the spend and ends with Settings and Quit", async ({
  sluice,
  page,
}) => {
  await expect(page).toHaveTitle("Sluice");
  const { ids, rows, isDrawn, toolTip } = await shownIn(sluice);
  expect(ids.slice(0, 4)).toEqual(["status", "spend", "practice", "—"]);
  expect(ids.slice(-6)).toEqual(["open", "usage", "dashboard", "—", "settings", "quit"]);
  expect(rows.slice(0, 3).every(({ text }) => text.length > 3)).toBe(true);
  expect(rows.map(({ text }) => text).join()).not.toContain("$0");
  expect(isDrawn).toBe(true);
  expect(toolTip.length).toBeGreaterThan(0);
  expect(toolTip.length).toBeLessThan(64);
});

test("the check item turns routing off and on again, and the picture follows", async ({
  sluice,
  page,
}) => {
  await send(page, { type: "openclaw.link", kind: "own" });
  await send(page, { type: "route.set", route: "cloudflare" });
  await expect.poll(async () => (await shownIn(sluice)).ids).toContain("pauseFor");
  const isOn = async () => (await rowIn(sluice, "toggle"))?.checked;
  const asked = async () => (await stateOf(page)).route.asked;
  const { picture } = await shownIn(sluice);
  expect(await isOn()).toBe(true);
  await click(sluice, "toggle");
  await expect.poll(asked).toBe("direct");
  await expect.poll(isOn).toBe(false);
  expect((await shownIn(sluice)).picture).not.toBe(picture);
  await click(sluice, "toggle");
  await expect.poll(asked).toBe("cloudflare");
  await expect.poll(isOn).toBe(true);
});

test("what the window changes, the tray shows: paused, and resumed to the route before", async ({
  sluice,
  page,
}) => {
  await send(page, { type: "openclaw.link", kind: "own" });
  await send(page, { type: "route.set", route: "direct" });
  await expect.poll(async () => (await rowIn(sluice, "toggle"))?.checked).toBe(false);
  const before = await shownIn(sluice);
  await send(page, { type: "route.set", route: "paused" });
  await expect.poll(async () => (await shownIn(sluice)).ids).toContain("resume");
  const paused = await shownIn(sluice);
  expect(paused.ids).not.toContain("toggle");
  expect(paused.picture).not.toBe(before.picture);
  expect(paused.toolTip).not.toBe(before.toolTip);
  await click(sluice, "resume");
  await expect.poll(async () => (await stateOf(page)).route.asked).toBe("direct");
  await expect.poll(async () => (await shownIn(sluice)).ids).toContain("toggle");
});

test("a state that looks the same leaves the menu alone, which may be open", async ({
  sluice,
  page,
}) => {
  await send(page, { type: "settings.save", language: "en" });
  const hold = (): Promise<boolean> =>
    sluice.evaluate(({ host }) => {
      const memory = globalThis as unknown as { held?: unknown };
      const menu = host.trays[0]?._shown.menu;
      const isHeld = memory.held === menu;
      memory.held = menu;
      return isHeld;
    });
  const looks = async () => JSON.stringify((await shownIn(sluice)).rows);
  await expect.poll(async () => (await rowIn(sluice, "open"))?.text).toBe("Open Sluice");
  const themes = ["dark", "light"] as const;
  let turn = 0;
  // The clock or something found may change what the menu says at any moment: only a round in which it did not counts.
  const isLeftAlone = async (): Promise<boolean | "changed"> => {
    const before = await looks();
    await hold();
    const { rev } = await stateOf(page);
    await send(page, { type: "settings.save", theme: themes[turn++ % 2] ?? "dark" });
    await send(page, { type: "usage.refresh" });
    expect((await stateOf(page)).rev).toBeGreaterThan(rev);
    const isSame = await hold();
    return (await looks()) === before ? isSame : "changed";
  };
  let outcome = await isLeftAlone();
  for (let round = 0; round < 5 && outcome === "changed"; round += 1) outcome = await isLeftAlone();
  expect(outcome).toBe(true);
  await send(page, { type: "settings.save", language: "nl" });
  await expect.poll(hold).toBe(false);
});

test("Open and a click on the icon bring the window back", async ({ sluice, page }) => {
  await expect(page).toHaveTitle("Sluice");
  const putAway = (): Promise<void> =>
    sluice.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  const isThere = (): Promise<boolean | undefined> =>
    sluice.evaluate(({ BrowserWindow }) => {
      const [shown] = BrowserWindow.getAllWindows();
      return shown?.isVisible() && !shown.isMinimized();
    });
  await putAway();
  await expect.poll(isThere).toBe(false);
  await click(sluice, "open");
  await expect.poll(isThere).toBe(true);
  await putAway();
  await expect.poll(isThere).toBe(false);
  await sluice.evaluate(({ host }) => host.trays[0]?.emit("click"));
  await expect.poll(isThere).toBe(true);
});

test("Quit ends Sluice", async ({ sluice, page }) => {
  await expect(page).toHaveTitle("Sluice");
  await click(sluice, "quit");
  expect(await sluice.ended).toBe(0);
});
