/** The page's world and the preload's are apart: five functions cross, and nothing that could be bent. */
import { expect, test } from "./fixture.ts";

test("the page has no Node, no Electron and no IPC", async ({ page }) => {
  const found = await page.evaluate(() =>
    ["require", "process", "module", "Buffer", "global", "electron", "ipcRenderer"].filter(
      (name) => name in globalThis,
    ),
  );
  expect(found).toEqual([]);
});

test("the window is made with every guard there is", async ({ sluice, page }) => {
  test.skip(sluice.kind === "electron", "Electron does not tell what a window was made with.");
  await expect(page).toHaveTitle("Sluice");
  const {
    session: _,
    preload,
    ...guards
  } = await sluice.evaluate(({ host }) => ({
    ...host.windows[0]?._options.webPreferences,
    session: null,
  }));
  expect(preload).toMatch(/preload.index\.cjs$/);
  expect(guards).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    disableDialogs: true,
    devTools: true,
  });
});

test("exactly five functions are exposed", async ({ page }) => {
  const exposed = await page.evaluate(() =>
    Object.entries(window.sluice).map(([name, value]) => [name, typeof value]),
  );
  expect(exposed.toSorted()).toEqual([
    ["follow", "function"],
    ["hide", "function"],
    ["read", "function"],
    ["send", "function"],
    ["watch", "function"],
  ]);
});

test("the exposed functions can be neither replaced nor added to", async ({ page }) => {
  const changed = await page.evaluate(() => ({
    all: Reflect.set(window, "sluice", {}),
    one: Reflect.set(window.sluice, "send", () => {}),
    more: Reflect.defineProperty(window.sluice, "more", { value: 1 }),
    less: Reflect.deleteProperty(window.sluice, "send"),
    gone: Reflect.deleteProperty(window, "sluice"),
  }));
  expect(changed).toEqual({ all: false, one: false, more: false, less: false, gone: false });
  expect(await page.evaluate(() => Object.isFrozen(window.sluice))).toBe(true);
});

test("a state changed by the page stays changed in the page only", async ({ page }) => {
  const versions = await page.evaluate(async () => {
    const next = (): Promise<{ version: string }> =>
      new Promise((resolve) => window.sluice.watch(resolve));
    const state = await next();
    try {
      state.version = "bent";
    } catch {
      // Frozen is as good.
    }
    return (await next()).version;
  });
  expect(versions).not.toBe("bent");
});

test("a function or a promise cannot be sent to the main process", async ({ page }) => {
  const words = await page.evaluate(() =>
    window.sluice.send({ type: "app.quit", then: () => {} } as never).then(
      () => "accepted",
      (error: Error) => error.message,
    ),
  );
  expect(words).toContain("could not be cloned");
});

test("a frame inside the page has none of the functions", async ({ page }) => {
  const inside = await page.evaluate(() => {
    const frame = document.createElement("iframe");
    document.body.append(frame);
    return frame.contentWindow !== null && "sluice" in frame.contentWindow;
  });
  expect(inside).toBe(false);
});

test("another window of the same program, with the same page and preload, is not heard", async ({
  sluice,
  page,
}) => {
  await expect(page).toHaveTitle("Sluice");
  const answers = await sluice.evaluate(async ({ app, BrowserWindow, session }) => {
    const other = new BrowserWindow({
      show: false,
      webPreferences: {
        preload: `${app.getAppPath()}/dist/preload/index.cjs`,
        session: session.fromPartition("window"),
      },
    });
    await other.loadURL("app://sluice/");
    const answered = await other.webContents.executeJavaScript(`Promise.all([
      window.sluice.send({ type: "settings.save", language: "fr" }),
      window.sluice.read({ type: "requests.list", limit: 1 }),
      Promise.race([
        new Promise((resolve) => window.sluice.watch(() => resolve("told"))),
        window.sluice.send({ type: "app.quit" }).then(() => "not told"),
      ]),
    ])`);
    other.destroy();
    return answered;
  });
  const refused = { ok: false, error: { code: "command.malformed" } };
  expect(answers).toEqual([refused, refused, "not told"]);
  const language = await page.evaluate(
    () =>
      new Promise((resolve) => window.sluice.watch(({ settings }) => resolve(settings.language))),
  );
  expect(language).not.toBe("fr");
});
