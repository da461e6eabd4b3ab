/** What the person chose for the icon: the figure beside it, and what a left click does, where the system tells of one. */
import type { Running } from "../host/launch.ts";
import { expect, test } from "./fixture.ts";
import { send, shownIn, stateOf } from "./tray-hand.ts";

const press = (sluice: Running): Promise<boolean> =>
  sluice.evaluate(({ host, person }) => {
    const [tray] = host.trays;
    if (process.platform !== "linux") tray?._close();
    person.clicksIcon();
    return Boolean(tray?._shown.menu);
  });
const isUp = (sluice: Running) =>
  sluice.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some((window) => window.isVisible() && !window.isMinimized()),
  );
const putAway = (sluice: Running): Promise<void> =>
  sluice.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

for (const system of ["darwin", "win32"])
  test(`${system}: the left click opens the menu or turns the switch, as chosen`, async ({
    start,
  }) => {
    const sluice = await start({ ELECTRON_HOST_PLATFORM: system });
    test.skip(sluice.kind === "electron", "Electron's tray cannot be clicked by a test.");
    const page = await sluice.firstWindow();
    await send(page, { type: "openclaw.link", kind: "own" });
    await send(page, { type: "route.set", route: "cloudflare" });
    await send(page, { type: "settings.save", leftClick: "menu" });
    await putAway(sluice);
    await expect.poll(() => isUp(sluice)).toBe(false);
    expect(await press(sluice)).toBe(true);
    expect(await isUp(sluice)).toBe(false);
    await send(page, { type: "settings.save", leftClick: "route" });
    expect(await press(sluice)).toBe(false);
    await expect.poll(async () => (await stateOf(page)).route.asked).toBe("direct");
    await press(sluice);
    await expect.poll(async () => (await stateOf(page)).route.asked).toBe("cloudflare");
    expect(await isUp(sluice)).toBe(false);
    // There is nothing to switch in a pause: the window says so.
    await send(page, { type: "route.set", route: "paused" });
    await press(sluice);
    expect(await isUp(sluice)).toBe(true);
    expect((await stateOf(page)).route.asked).toBe("paused");
  });

test("linux: what its desktops call a click opens the window, whatever was chosen", async ({
  start,
}) => {
  const sluice = await start({ ELECTRON_HOST_PLATFORM: "linux" });
  test.skip(sluice.kind === "electron", "Electron's tray cannot be clicked by a test.");
  const page = await sluice.firstWindow();
  await send(page, { type: "openclaw.link", kind: "own" });
  await send(page, { type: "route.set", route: "cloudflare" });
  await send(page, { type: "settings.save", leftClick: "route" });
  await putAway(sluice);
  await expect.poll(() => isUp(sluice)).toBe(false);
  await press(sluice);
  await expect.poll(() => isUp(sluice)).toBe(true);
  expect((await stateOf(page)).route.asked).toBe("cloudflare");
});

for (const system of ["darwin", "win32", "linux"])
  test(`${system}: the figure is today's cost, the part of the allowance, or none`, async ({
    start,
  }) => {
    const sluice = await start({ ELECTRON_HOST_PLATFORM: system });
    test.skip(sluice.kind === "electron", "Electron does not tell what its tray shows.");
    const page = await sluice.firstWindow();
    await send(page, { type: "settings.save", language: "en" });
    await send(page, { type: "allowance.set", microUsdPerDay: 5_000_000, then: "tell" });
    const isMac = system === "darwin";
    const figure = async () => {
      const { title, toolTip } = await shownIn(sluice);
      return isMac ? title : toolTip.replace(/ (?:Direct|OpenClaw|Through|Switching).*$/, "");
    };
    await expect.poll(figure).toBe(isMac ? "—" : "Sluice, practice: — today.");
    await send(page, { type: "settings.save", trayFigure: "allowance" });
    await expect.poll(figure).toBe(isMac ? "—" : "Sluice, practice: — of $5.00 today.");
    await send(page, { type: "settings.save", trayFigure: "none" });
    await expect.poll(figure).toBe(isMac ? "" : "Sluice, practice:");
    expect((await shownIn(sluice)).rows[1]?.text).toMatch(/^Today /);
  });
