/** The window shows our page and nothing else, opens no other window, and leads to no address that is not ours to name. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "./fixture.ts";
import { isMarked, mark } from "./marked.ts";
import { test } from "./outside.ts";

test("the page cannot lead the window anywhere else", async ({ page, outside }) => {
  await mark(page);
  const before = page.url();
  for (const target of [`${outside.url}/away`, "data:text/html,away", "app://other/"]) {
    await page.evaluate((url) => {
      location.href = url;
    }, target);
    await page.evaluate((url) => {
      const link = document.createElement("a");
      link.href = url;
      document.body.append(link);
      link.click();
    }, target);
  }
  expect(page.url()).toBe(before);
  expect(await isMarked(page)).toBe(true);
  expect(outside.hits).toEqual([]);
});

test("a file dropped on the window is not shown in it", async ({ folder, page }) => {
  const file = path.join(folder, "dropped.html");
  writeFileSync(file, "<title>Dropped</title>");
  await mark(page);
  const before = page.url();
  const devTools = await page.context().newCDPSession(page);
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await devTools.send("Input.dispatchDragEvent", { type, x: 100, y: 100, data });
  await page.waitForTimeout(300);
  expect(page.url()).toBe(before);
  expect(await isMarked(page)).toBe(true);
});

test("the page opens no window, and only a known address opens in the browser", async ({
  sluice,
  page,
  outside,
}) => {
  const opened = await page.evaluate((url) => {
    const follow = (href: string): void => {
      const link = document.createElement("a");
      link.href = href;
      link.target = "_blank";
      document.body.append(link);
      link.click();
    };
    follow(`${url}/blank`);
    follow("https://dash.cloudflare.com.example/");
    follow("file:///etc/passwd");
    const form = document.createElement("form");
    form.action = `${url}/form`;
    form.target = "_blank";
    document.body.append(form);
    form.submit();
    return window.open(`${url}/open`);
  }, outside.url);
  expect(opened).toBeNull();
  expect(await sluice.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(
    1,
  );
  expect(outside.hits).toEqual([]);
  if (sluice.kind === "electron") return;
  expect(await sluice.evaluate(({ host }) => host.opened)).toEqual([]);
  await page.evaluate(() => window.open("https://dash.cloudflare.com/"));
  await expect
    .poll(() => sluice.evaluate(({ host }) => host.opened))
    .toEqual(["https://dash.cloudflare.com/"]);
});

test("the menu's way to Cloudflare opens its dashboard and nothing else", async ({
  sluice,
  page,
}) => {
  test.skip(sluice.kind === "electron", "Electron does not let a test click its tray.");
  await expect(page).toHaveTitle("Sluice");
  const opened = await sluice.evaluate(({ host }) => {
    host.trays[0]?._shown.menu?.getMenuItemById("dashboard")?.click();
    return host.opened;
  });
  expect(opened).toEqual(["https://dash.cloudflare.com/"]);
});
