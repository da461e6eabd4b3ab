/** How Sluice comes up: by hand with its window, at login with nothing but the tray, and installed with no door for debuggers. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { takeInstanceLock } from "../../main/kit/instance-lock.ts";
import { launch, type Running } from "../host/launch.ts";
import { environmentIn } from "./environment.ts";
import { fresh, remember } from "./first-start.ts";
import { expect, test } from "./fixture.ts";

const shown = (sluice: Running) =>
  sluice.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((each) => ({
      isVisible: each.isVisible(),
      isMinimized: each.isMinimized(),
    })),
  );
/** Loaded, so whatever was to be shown has been. */
const isLoaded = (sluice: Running): Promise<string> =>
  sluice.firstWindow().then((page) => page.locator("main").innerText());

/** A session bus on which somebody shows tray icons. */
function busWithTray(folder: string): Record<string, string> {
  const bin = path.join(folder, "bin");
  mkdirSync(bin);
  writeFileSync(path.join(bin, "gdbus"), '#!/bin/sh\necho "(true,)"\n');
  chmodSync(path.join(bin, "gdbus"), 0o755);
  return { PATH: `${bin}${path.delimiter}${process.env.PATH ?? ""}` };
}

test("started at login it shows nothing, has its window ready, and opens it when asked", async ({
  folder,
  start,
}) => {
  test.skip(process.platform === "win32", "The bus is Linux's.");
  const sluice = await start(busWithTray(folder), ["--hidden"]);
  expect(await isLoaded(sluice)).toContain("Route");
  expect(await shown(sluice)).toEqual([{ isVisible: false, isMinimized: false }]);
  await sluice.evaluate(({ app }) => app.emit("second-instance"));
  expect(await shown(sluice)).toEqual([{ isVisible: true, isMinimized: false }]);
});

test("a second start by the system leaves the first where it is, one by a person shows it", async ({
  folder,
  start,
}) => {
  test.skip(process.platform === "win32", "The bus is Linux's.");
  const sluice = await start(busWithTray(folder), ["--hidden"]);
  await isLoaded(sluice);
  for (const [args, isVisible] of [
    [["--hidden"], false],
    [[], true],
  ] as const) {
    const second = await start({}, args);
    expect(await second.ended).toBe(3);
    await expect
      .poll(async () => (await shown(sluice))[0], { timeout: 5_000 })
      .toEqual({ isVisible, isMinimized: false });
  }
});

test("macOS tells by itself that it has started us at login", async ({ start }) => {
  const sluice = await start({ ELECTRON_HOST_PLATFORM: "darwin", ELECTRON_HOST_AT_LOGIN: "1" });
  test.skip(sluice.kind === "electron", "Only on macOS.");
  await isLoaded(sluice);
  expect(await shown(sluice)).toEqual([{ isVisible: false, isMinimized: false }]);
});

test("macOS: what the person minimizes or hides is not put away, and keeps its place in the Dock", async ({
  folder,
  start,
}) => {
  // An ordinary window: the first run's.
  remember(folder, fresh);
  const sluice = await start({ ELECTRON_HOST_PLATFORM: "darwin" });
  test.skip(sluice.kind === "electron", "Only on macOS.");
  await isLoaded(sluice);
  const left = await sluice.evaluate(async ({ BrowserWindow, person }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.minimize();
    // macOS tells it so of a minimized window, too.
    window?.emit("hide");
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { policy: person.seesApp().policy, isThere: window?.isDestroyed() === false };
  });
  expect(left).toEqual({ policy: "regular", isThere: true });
});

test("Windows knows it by the id its installer has given it", async ({ start }) => {
  const sluice = await start({ ELECTRON_HOST_PLATFORM: "win32" });
  test.skip(sluice.kind === "electron", "Electron does not tell its id.");
  const builder = readFileSync(
    path.join(import.meta.dirname, "../../electron-builder.yml"),
    "utf8",
  );
  const { modelId } = await sluice.evaluate(({ person }) => person.seesApp());
  expect(modelId).toBe(/^appId: (\S+)$/m.exec(builder)?.[1]);
});

const hidden = [{ isVisible: false, isMinimized: false }];

test("on a desktop without a tray it starts as quietly, and another start shows it", async ({
  start,
}) => {
  test.skip(process.platform !== "linux", "Every other system has a tray.");
  const sluice = await start({}, ["--hidden"]);
  await isLoaded(sluice);
  expect(await shown(sluice)).toEqual(hidden);
  test.skip(sluice.kind === "electron", "Playwright cannot start an Electron that ends at once.");
  expect(await (await start()).ended).toBe(3);
  await expect.poll(async () => (await shown(sluice))[0]?.isVisible).toBe(true);
});

test("closed on a desktop without a tray it is gone and goes on, says so once, and another start shows it", async ({
  start,
}) => {
  test.skip(process.platform !== "linux", "Every other system has a tray.");
  const sluice = await start();
  await isLoaded(sluice);
  await expect.poll(() => shown(sluice)).toEqual([{ isVisible: true, isMinimized: false }]);
  for (const _time of [1, 2]) {
    await sluice.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    // In a tiling window manager a minimized window would still stand there.
    await expect.poll(() => shown(sluice)).toEqual(hidden);
    await sluice.evaluate(({ app }) => app.emit("second-instance"));
    await expect.poll(async () => (await shown(sluice))[0]?.isVisible).toBe(true);
  }
  if (sluice.kind === "electron") return;
  const told = await sluice.evaluate(({ host }) => host.notifications.map(({ title }) => title));
  expect(told.filter((title) => title === "Sluice goes on without its window")).toHaveLength(1);
});

test("Ctrl+Q in the window quits", async ({ start }) => {
  test.skip(process.platform !== "linux", "Every other system has its own way.");
  const sluice = await start();
  test.skip(sluice.kind === "electron", "Electron's own keys cannot be pressed by a test.");
  await isLoaded(sluice);
  const wasKept = await sluice.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const kept: boolean[] = [];
    const event = { preventDefault: () => kept.push(false) };
    const press = { type: "keyDown", key: "q", control: true, alt: false, shift: false };
    setImmediate(() =>
      contents?.emit("before-input-event", event, { ...press, meta: false, isAutoRepeat: false }),
    );
    contents?.emit("before-input-event", event, { ...press, control: false });
    return kept.length === 0;
  });
  expect(wasKept).toBe(true);
  expect(await sluice.ended).toBe(0);
});

test("one that leaves gives its name back at once, so that who is started then does not go for its sake", async ({
  start,
}) => {
  const sluice = await start();
  test.skip(sluice.kind === "electron", "Only the stand-in is told from within that it leaves.");
  await isLoaded(sluice);
  const has = await sluice.evaluate(({ app }) => {
    const before = app.hasSingleInstanceLock();
    app.quit();
    return { before, after: app.hasSingleInstanceLock() };
  });
  expect(has).toEqual({ before: true, after: false });
  expect(await sluice.ended).toBe(0);
});

test("started while another still has the folder, on its way out, it waits for it and comes up", async ({
  folder,
  start,
}) => {
  const data = path.join(folder, "data");
  mkdirSync(data, { recursive: true });
  const lock = takeInstanceLock(data);
  const sluice = await start();
  const free = setTimeout(() => lock?.release(), 3_000);
  expect(await isLoaded(sluice)).toContain("Route");
  clearTimeout(free);
});

test("where its folder cannot be made it names that cause, in a dialog too, and no other Sluice", async ({
  folder,
}) => {
  writeFileSync(path.join(folder, "file"), "");
  const data = path.join(folder, "file/data");
  const sluice = await launch({ args: [`--user-data-dir=${data}`], env: environmentIn(folder) });
  test.skip(sluice.kind === "electron", "A dialog waits for a person.");
  expect(await sluice.ended).toBe(2);
  expect(sluice.log()).toContain(`The data folder ${data} cannot be used: ENOTDIR.`);
  expect(sluice.log()).toContain(
    `Dialog: Sluice cannot start: Its folder cannot be used: ${data}.`,
  );
  expect(sluice.log()).not.toContain("already running");
});

test("where a Sluice without a window has its folder it says so, in a dialog too", async ({
  folder,
  start,
}) => {
  const data = path.join(folder, "data");
  mkdirSync(data, { recursive: true });
  const lock = takeInstanceLock(data);
  const sluice = await start();
  test.skip(sluice.kind === "electron", "A dialog waits for a person.");
  expect(await sluice.ended).toBe(3);
  lock?.release();
  expect(sluice.log()).toContain(`Dialog: Sluice cannot start: A Sluice without a window`);
});

test("closed on a desktop with a tray it is hidden", async ({ folder, start }) => {
  test.skip(process.platform !== "linux", "Every other system has a tray.");
  const withTray = await start(busWithTray(folder));
  await isLoaded(withTray);
  await expect.poll(() => shown(withTray)).toEqual([{ isVisible: true, isMinimized: false }]);
  await expect
    .poll(async () => {
      await withTray.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
      return shown(withTray);
    })
    .toEqual([{ isVisible: false, isMinimized: false }]);
});

for (const name of [
  "remote-debugging-port=0",
  "remote-debugging-pipe",
  "inspect",
  "js-flags=--expose-gc",
])
  test(`installed, it does not start with --${name}`, async ({ start }) => {
    const sluice = await start({ ELECTRON_HOST_PACKAGED: "1" }, [`--${name}`]);
    test.skip(sluice.kind === "electron", "This Electron is not an installed Sluice.");
    expect(await sluice.ended).toBe(2);
    expect(sluice.log()).toContain(`Sluice does not start with --${name.split("=")[0]}.`);
  });

test("installed, it has no developer tools and no menu that leads to them", async ({ start }) => {
  const sluice = await start({ ELECTRON_HOST_PACKAGED: "1" });
  test.skip(sluice.kind === "electron", "This Electron is not an installed Sluice.");
  await isLoaded(sluice);
  const found = await sluice.evaluate(({ BrowserWindow, Menu }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.openDevTools();
    return { isOpen: contents?.isDevToolsOpened(), menu: Menu.getApplicationMenu() };
  });
  expect(found).toEqual({ isOpen: false, menu: null });
});

test("installed on macOS its menu bar has what closes, copies and pastes, and nothing that reloads or inspects", async ({
  start,
}) => {
  const sluice = await start({ ELECTRON_HOST_PACKAGED: "1", ELECTRON_HOST_PLATFORM: "darwin" });
  test.skip(sluice.kind === "electron", "This Electron is not an installed Sluice.");
  await isLoaded(sluice);
  const roles = await sluice.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()?.items.map(({ role }) => role),
  );
  // The fourth is what is seen larger and smaller: its own, for Electron's would reload and inspect.
  expect(roles).toEqual(["appMenu", "fileMenu", "editMenu", undefined, "windowMenu"]);
});
