/** The window comes up, knows the state, and can ask for something. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { AppState } from "../../preload/contract/state.ts";
import { expect, test } from "./fixture.ts";

test("the window opens at its promised size and is shown", async ({ sluice, page }) => {
  await expect(page).toHaveTitle("Sluice");
  await expect
    .poll(() =>
      sluice.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((each) => each.isVisible()),
      ),
    )
    .toEqual([true]);
  expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([380, 560]);
});

test("the page loads from app://sluice/ without an error of its own", async ({ sluice, page }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.reload();
  await expect(page.locator("body")).not.toBeEmpty();
  expect(errors).toEqual([]);
  const url = await sluice.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getURL(),
  );
  expect(url).toBe("app://sluice/");
});

test("a watcher is given the current state at once, also after a reload", async ({ page }) => {
  const first = (): Promise<AppState> =>
    page.evaluate(() => new Promise((resolve) => window.sluice.watch(resolve)));
  const state = await first();
  expect(state.practice).toBe(true);
  expect(state.rev).toBeGreaterThan(0);
  await page.reload();
  expect((await first()).rev).toBeGreaterThanOrEqual(state.rev);
});

test("a command is carried out, and the state it leads to is there before its reply", async ({
  page,
}) => {
  const seen = await page.evaluate(async () => {
    let language = "";
    // Until the start has settled no state is told, and there is nothing that could be pressed.
    await new Promise<void>((resolve) => {
      window.sluice.watch((state) => {
        language = state.settings.language;
        resolve();
      });
    });
    const reply = await window.sluice.send({ type: "settings.save", language: "nl" });
    return { reply, language };
  });
  expect(seen).toEqual({ reply: { ok: true }, language: "nl" });
});

test("a watcher sees revisions grow and is left alone once it has stopped", async ({ page }) => {
  const seen = await page.evaluate(async () => {
    const revisions: number[] = [];
    let stop = () => {};
    await new Promise<void>((resolve) => {
      stop = window.sluice.watch((state) => {
        revisions.push(state.rev);
        resolve();
      });
    });
    for (const theme of ["dark", "light", "dark"] as const)
      await window.sluice.send({ type: "settings.save", theme });
    stop();
    const { length } = revisions;
    await window.sluice.send({ type: "settings.save", theme: "system" });
    return { revisions, late: revisions.length - length };
  });
  expect(seen.revisions.length).toBeGreaterThanOrEqual(3);
  expect(seen.revisions).toEqual([...new Set(seen.revisions)].toSorted((a, b) => a - b));
  expect(seen.late).toBe(0);
});

test("a query is answered with rows", async ({ page }) => {
  const answer = await page.evaluate(() =>
    window.sluice.read({ type: "requests.list", limit: 10 }),
  );
  expect(answer).toEqual({ ok: true, rows: [] });
});

test("what is not a command is refused with a code", async ({ page }) => {
  const answer = await page.evaluate(() => window.sluice.send("quit" as never));
  expect(answer).toEqual({ ok: false, error: { code: "command.malformed" } });
});

test("the theme chosen in the settings is the page's", async ({ page }) => {
  const isDark = () => page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  await page.evaluate(() => window.sluice.send({ type: "settings.save", theme: "dark" }));
  await expect.poll(isDark).toBe(true);
  await page.evaluate(() => window.sluice.send({ type: "settings.save", theme: "light" }));
  await expect.poll(isDark).toBe(false);
});

/** What an ordinary window was left at, as Sluice has written it down. */
const keptIn = (folder: string): unknown => {
  try {
    return JSON.parse(readFileSync(path.join(folder, "data/window.json"), "utf8"));
  } catch {
    return null;
  }
};

test("a size the person has given it is kept", async ({ folder, page, sluice }) => {
  test.skip(process.platform !== "linux", "Elsewhere it is a popover.");
  await expect(page).toHaveTitle("Sluice");
  await sluice.evaluate(async ({ BrowserWindow }) => {
    const [shown] = BrowserWindow.getAllWindows();
    // Nobody's hand is on it sooner.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    shown?.setBounds({ x: 40, y: 50, width: 500, height: 640 });
  });
  await expect
    .poll(() => keptIn(folder))
    .toEqual({ window: { x: 40, y: 50, width: 500, height: 640 } });
});

test("a size the window manager has given it is nobody's wish, and is not kept", async ({
  folder,
  page,
  sluice,
}) => {
  test.skip(process.platform !== "linux" || sluice.kind === "electron", "plays a window manager");
  await expect(page).toHaveTitle("Sluice");
  await sluice.evaluate(async ({ app, BrowserWindow }) => {
    const [shown] = BrowserWindow.getAllWindows();
    shown?.hide();
    // A tile is the answer to being shown, and changes with its neighbours.
    shown?.once("show", () =>
      setImmediate(() => shown.setBounds({ x: 0, y: 0, width: 960, height: 1_060 })),
    );
    app.emit("second-instance");
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    shown?.setBounds({ x: 0, y: 0, width: 640, height: 1_060 });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  });
  expect(keptIn(folder)).toBeNull();
});

test("closing the window keeps Sluice running", async ({ sluice, page }) => {
  await page.evaluate(() => (document.body.dataset.mark = "same page"));
  const after = await sluice.evaluate(({ BrowserWindow }) => {
    const [shown] = BrowserWindow.getAllWindows();
    shown?.close();
    return (
      shown && { isGone: shown.isDestroyed(), isAway: !shown.isVisible() || shown.isMinimized() }
    );
  });
  expect(after).toEqual({ isGone: false, isAway: true });
  // Asked for before the start has ended, it is not heard yet: a person clicks again.
  await expect
    .poll(() =>
      sluice.evaluate(({ app, BrowserWindow }) => {
        app.emit("activate");
        const [shown] = BrowserWindow.getAllWindows();
        return shown?.isVisible() && !shown.isMinimized();
      }),
    )
    .toBe(true);
  expect(await page.evaluate(() => document.body.dataset.mark)).toBe("same page");
});
