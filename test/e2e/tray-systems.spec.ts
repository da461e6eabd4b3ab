/** The same tray on each system, with that system's own habits. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { needTools } from "../support/tools.ts";
import { expect, test } from "./fixture.ts";
import { click, rowIn, send, shownIn, stateOf } from "./tray-hand.ts";

const hasBus = needTools({ names: ["dbus-daemon", "gdbus"], install: "apt-get install dbus" });
/** Taken, and lost with the end of the program that asked. */
const requestName = [
  ...["call", "--session", "--dest=org.freedesktop.DBus"],
  ...["--object-path=/org/freedesktop/DBus", "--method=org.freedesktop.DBus.RequestName"],
  ...["org.kde.StatusNotifierWatcher", "0"],
];

const habits = {
  darwin: { quit: "Quit Sluice", keys: ["Command+,", "Command+Q"] },
  win32: { quit: "Exit", keys: ["", ""] },
  linux: { quit: "Quit", keys: ["", ""] },
};

for (const [platform, { keys, quit }] of Object.entries(habits))
  test(`on ${platform} the tray has its title, tooltip, keys and last row`, async ({ start }) => {
    const sluice = await start({ ELECTRON_HOST_PLATFORM: platform });
    test.skip(sluice.kind === "electron", "Electron is on one system only.");
    const page = await sluice.firstWindow();
    await send(page, { type: "settings.save", language: "en" });
    await expect.poll(async () => (await rowIn(sluice, "quit"))?.text).toBe(quit);
    const { title, toolTip } = await shownIn(sluice);
    expect(title).toBe(platform === "darwin" ? "—" : "");
    expect(toolTip === "").toBe(platform === "darwin");
    const shown = [await rowIn(sluice, "settings"), await rowIn(sluice, "quit")];
    expect(shown.map((row) => row?.key)).toEqual(keys);
    await send(page, { type: "openclaw.link", kind: "own" });
    await expect.poll(async () => (await shownIn(sluice)).ids).toContain("toggle");
    await click(sluice, "toggle");
    await expect.poll(async () => (await stateOf(page)).route.asked).toBe("direct");
    await expect.poll(async () => (await rowIn(sluice, "toggle"))?.checked).toBe(false);
  });

test("on macOS Control and a click opens the menu, a plain click does not", async ({ start }) => {
  const sluice = await start({ ELECTRON_HOST_PLATFORM: "darwin" });
  test.skip(sluice.kind === "electron", "Electron's tray cannot be clicked by a test.");
  await sluice.firstWindow();
  const isMenuOpenAfter = (ctrlKey: boolean): Promise<boolean> =>
    sluice.evaluate(({ host }, isHeld) => {
      const [tray] = host.trays;
      tray?._close();
      tray?.emit("click", { ctrlKey: isHeld });
      return Boolean(tray?._shown.menu);
    }, ctrlKey);
  expect(await isMenuOpenAfter(true)).toBe(true);
  expect(await isMenuOpenAfter(false)).toBe(false);
});

test("a bar that goes and comes back while Sluice runs gets the icon anew, by itself", async ({
  folder,
  start,
}) => {
  test.skip(process.platform !== "linux" || !hasBus, "needs a session bus");
  const bus = spawn("dbus-daemon", ["--session", "--nofork", "--print-address=1"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  try {
    const [printed] = await once(bus.stdout.setEncoding("utf8"), "data");
    const address = String(printed).trim();
    const bin = path.join(folder, "bin");
    mkdirSync(bin);
    const bar = path.join(folder, "bar");
    writeFileSync(bar, "");
    const asked = `#!/bin/sh\n[ -e "${bar}" ] && echo "(true,)"\n:\n`;
    writeFileSync(path.join(bin, "gdbus"), asked, { mode: 0o755 });
    const sluice = await start({
      PATH: `${bin}:${process.env.PATH}`,
      DBUS_SESSION_BUS_ADDRESS: address,
    });
    test.skip(sluice.kind === "electron", "A real desktop has its bar or has none.");
    const page = await sluice.firstWindow();
    const hasTray = async () => (await stateOf(page)).desk.hasTray;
    await expect.poll(hasTray).toBe(true);
    await sluice.evaluate(({ host }) => {
      (globalThis as unknown as { held: unknown }).held = host.trays[0];
    });
    // The bus says so when a name comes or goes; whether there is a bar is asked of the program above.
    const word = (): void =>
      void execFileSync("gdbus", [...requestName], {
        env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: address },
        stdio: "ignore",
      });
    rmSync(bar);
    word();
    await expect.poll(hasTray).toBe(false);
    writeFileSync(bar, "");
    word();
    await expect.poll(hasTray).toBe(true);
    await expect
      .poll(() =>
        sluice.evaluate(
          ({ host }) => (globalThis as unknown as { held: unknown }).held === host.trays[0],
        ),
      )
      .toBe(false);
    expect((await shownIn(sluice)).ids).toContain("quit");
  } finally {
    bus.kill();
  }
});

test("an icon made before the desktop had a place for icons is made again when it has one", async ({
  folder,
  start,
}) => {
  const bin = path.join(folder, "bin");
  mkdirSync(bin);
  const asked = path.join(folder, "asked");
  const bar = path.join(folder, "bar");
  // What asks the session bus; here it asks for a file, and says that it did.
  const gdbus = ["#!/bin/sh", `[ -e "${bar}" ] && echo "(true,)"`, `: >"${asked}"`, ""].join("\n");
  writeFileSync(path.join(bin, "gdbus"), gdbus, { mode: 0o755 });
  const sluice = await start({ PATH: `${bin}:${process.env.PATH}` });
  test.skip(sluice.kind === "electron", "A real desktop has its bar or has none.");
  const page = await sluice.firstWindow();
  await expect(page).toHaveTitle("Sluice");
  const isSame = (): Promise<boolean> =>
    sluice.evaluate(({ host }) => {
      const memory = globalThis as unknown as { held?: unknown };
      const isHeld = memory.held === host.trays[0];
      memory.held = host.trays[0];
      return isHeld;
    });
  await expect.poll(() => existsSync(asked)).toBe(true);
  await isSame();
  await click(sluice, "open");
  expect(await isSame()).toBe(true);
  writeFileSync(bar, "");
  await click(sluice, "open");
  await expect.poll(isSame).toBe(false);
  const { ids, isDrawn, toolTip } = await shownIn(sluice);
  expect(ids).toContain("quit");
  expect(isDrawn).toBe(true);
  expect(toolTip).not.toBe("");
  await click(sluice, "open");
  expect(await isSame()).toBe(true);
  expect(await sluice.evaluate(({ host }) => host.trays.length)).toBe(1);
});
