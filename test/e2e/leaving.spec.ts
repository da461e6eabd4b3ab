/** One Sluice per data folder, and whatever ends it, OpenClaw is left as it was found. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright/test";
import type { Running } from "../host/launch.ts";
import { expect, test } from "./fixture.ts";

const configIn = (folder: string): string => path.join(folder, "openclaw/openclaw.json");

const ways: Readonly<Record<string, (sluice: Running, page: Page) => unknown>> = {
  "quitting the program": (sluice) => sluice.evaluate(({ app }) => app.quit()),
  SIGTERM: (sluice) => sluice.process.kill("SIGTERM"),
  SIGINT: (sluice) => sluice.process.kill("SIGINT"),
  SIGHUP: (sluice) => sluice.process.kill("SIGHUP"),
  "the system's shutdown": (sluice) =>
    sluice.evaluate(({ powerMonitor }) => powerMonitor.emit("shutdown", { preventDefault() {} })),
  "the command app.quit": (_sluice, page) =>
    page.evaluate(() => window.sluice.send({ type: "app.quit" })),
};

for (const [way, leave] of Object.entries(ways))
  test(`${way} takes the link back before the process ends`, async ({ folder, sluice, page }) => {
    test.skip(process.platform === "win32" && way.startsWith("SIG"), "Windows has no signals.");
    const reply = await page.evaluate(() =>
      window.sluice.send({ type: "openclaw.link", kind: "own" }),
    );
    expect(reply).toEqual({ ok: true });
    expect(existsSync(configIn(folder))).toBe(true);
    // Its answer may be lost in the end it brings.
    Promise.resolve(leave(sluice, page)).catch(() => {});
    expect(await sluice.ended).toBe(0);
    // There was no openclaw.json before, so there is none now.
    expect(existsSync(configIn(folder))).toBe(false);
  });

test("the window goes first, then OpenClaw has its own way back, the icon goes last", async ({
  folder,
  sluice,
  page,
}) => {
  test.skip(sluice.kind === "electron", "Electron does not let a test follow its tray.");
  await page.evaluate(() => window.sluice.send({ type: "openclaw.link", kind: "own" }));
  const record = path.join(folder, "order");
  await sluice.evaluate(
    ({ app, host }, { config, file }) => {
      const { appendFileSync, existsSync } = process.getBuiltinModule("node:fs");
      const note = (what: string): void =>
        appendFileSync(file, `${what}, ${existsSync(config) ? "linked" : "not linked"}\n`);
      host.windows[0]?.once("closed", () => note("window closed"));
      const [tray] = host.trays;
      const destroy = tray?.destroy.bind(tray);
      if (tray && destroy)
        tray.destroy = () => {
          note("icon gone");
          destroy();
        };
      app.once("quit", (_event, code) => note(`quit with ${code}`));
    },
    { config: configIn(folder), file: record },
  );
  expect(await sluice.close()).toBe(0);
  expect(readFileSync(record, "utf8").trim().split("\n")).toEqual([
    "window closed, linked",
    "icon gone, not linked",
    "quit with 0, not linked",
  ]);
});

for (const [reason, isHeld] of [
  ["shutdown", true],
  ["logoff", true],
  ["critical", false],
] as const)
  test(`the end of a Windows session (${reason}) is ${isHeld ? "held" : "let through"}, and the link taken back`, async ({
    folder,
    sluice,
    page,
  }) => {
    await page.evaluate(() => window.sluice.send({ type: "openclaw.link", kind: "own" }));
    const { isPrevented, count } = await sluice.evaluate(({ BrowserWindow }, why) => {
      let isPrevented = false;
      const [window] = BrowserWindow.getAllWindows();
      const preventDefault = (): void => {
        isPrevented = true;
      };
      window?.emit("query-session-end", { reasons: [why], preventDefault });
      return { isPrevented, count: BrowserWindow.getAllWindows().length };
    }, reason);
    expect(isPrevented).toBe(isHeld);
    // Windows waits only for a program that has one.
    expect(count).toBe(1);
    expect(await sluice.ended).toBe(0);
    expect(existsSync(configIn(folder))).toBe(false);
  });

test("leaving twice at once is leaving once", async ({ sluice, page }) => {
  await expect(page).toHaveTitle("Sluice");
  sluice.process.kill("SIGTERM");
  sluice.process.kill("SIGTERM");
  sluice.evaluate(({ app }) => app.quit()).catch(() => {});
  expect(await sluice.ended).toBe(0);
});

test("a second Sluice shows the window of the first and ends with 3", async ({
  start,
  sluice,
  page,
}) => {
  await expect(page).toHaveTitle("Sluice");
  await sluice.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  test.skip(sluice.kind === "electron", "Playwright cannot start an Electron that ends at once.");
  const second = await start();
  expect(await second.ended).toBe(3);
  expect(second.log()).toContain("already running");
  await expect
    .poll(() =>
      sluice.evaluate(({ BrowserWindow }) => {
        const [shown] = BrowserWindow.getAllWindows();
        return shown?.isVisible() && !shown.isMinimized();
      }),
    )
    .toBe(true);
});

test("the data folder is free again after the end", async ({ start }) => {
  const first = await start();
  await first.firstWindow();
  expect(await first.close()).toBe(0);
  const second = await start();
  await expect(await second.firstWindow()).toHaveTitle("Sluice");
});

test("a defect ends the process with 1 and leaves a line in the log of the data folder", async ({
  folder,
  sluice,
  page,
}) => {
  await expect(page).toHaveTitle("Sluice");
  sluice
    .evaluate(() => {
      setImmediate(() => {
        throw new Error("a defect made for this test");
      });
    })
    .catch(() => {});
  expect(await sluice.ended).toBe(1);
  const log = readFileSync(path.join(folder, "data/logs/sluice.log"), "utf8");
  expect(log).toContain("process.failed");
  expect(log).toContain("a defect made for this test");
});
