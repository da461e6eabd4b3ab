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
  "the system's shutdown": (sluice) =>
    sluice.evaluate(({ powerMonitor }) => powerMonitor.emit("shutdown", { preventDefault() {} })),
  "the command app.quit": (_sluice, page) =>
    page.evaluate(() => window.sluice.send({ type: "app.quit" })),
};

for (const [way, leave] of Object.entries(ways))
  test(`${way} takes the link back before the process ends`, async ({ folder, sluice, page }) => {
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
