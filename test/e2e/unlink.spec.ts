/** What an uninstaller runs: Sluice with `--unlink`, without a window, whether another Sluice runs or one was killed. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright/test";
import { expect, test } from "./fixture.ts";

const original = `// mine
{ gateway: { mode: "local" } }
`;

function writeConfig(folder: string): string {
  const file = path.join(folder, "openclaw/openclaw.json");
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, original, { mode: 0o600 });
  return file;
}

async function link(page: Page, file: string): Promise<void> {
  const reply = await page.evaluate(() =>
    window.sluice.send({ type: "openclaw.link", kind: "own" }),
  );
  expect(reply).toEqual({ ok: true });
  expect(readFileSync(file, "utf8")).not.toBe(original);
}

test("a Sluice that runs makes room, and nothing of it is left in OpenClaw's file", async ({
  folder,
  page,
  sluice,
  start,
}) => {
  test.skip(sluice.kind === "electron", "Playwright cannot start an Electron that ends at once.");
  const file = writeConfig(folder);
  await link(page, file);
  const undoing = await start({}, ["--unlink"]);
  expect(await undoing.ended).toBe(0);
  expect(await sluice.ended).toBe(0);
  expect(readFileSync(file, "utf8")).toBe(original);
});

test("what a killed Sluice left is undone, and its login entry with it", async ({
  folder,
  page,
  sluice,
  start,
}) => {
  test.skip(sluice.kind === "electron", "Playwright cannot start an Electron that ends at once.");
  const file = writeConfig(folder);
  await link(page, file);
  const entry = path.join(folder, "config/autostart/sluice.desktop");
  if (process.platform === "linux")
    await page.evaluate(() => window.sluice.send({ type: "login.set", isOn: true }));
  sluice.process.kill("SIGKILL");
  await sluice.ended;
  const undoing = await start({}, ["--unlink"]);
  expect(await undoing.ended).toBe(0);
  expect(readFileSync(file, "utf8")).toBe(original);
  expect(existsSync(entry)).toBe(false);
});

test("of a Sluice that was killed with its session only the link goes: the next start has it again, and still starts at login", async ({
  folder,
  page,
  sluice,
  start,
}) => {
  test.skip(sluice.kind === "electron", "Playwright cannot start an Electron that ends at once.");
  const file = writeConfig(folder);
  await link(page, file);
  const entry = path.join(folder, "config/autostart/sluice.desktop");
  await page.evaluate(() => window.sluice.send({ type: "login.set", isOn: true }));
  sluice.process.kill("SIGKILL");
  await sluice.ended;
  const leaving = await start({}, ["--hidden", "--leave", "--ozone-platform=headless"]);
  expect(await leaving.ended).toBe(0);
  expect(readFileSync(file, "utf8")).toBe(original);
  expect(existsSync(entry)).toBe(process.platform === "linux");
  const next = await start();
  await next.firstWindow();
  await expect.poll(() => readFileSync(file, "utf8")).not.toBe(original);
});

test("where another Sluice runs by then, nothing is taken from it", async ({
  folder,
  page,
  sluice,
  start,
}) => {
  test.skip(sluice.kind === "electron", "Playwright cannot start an Electron that ends at once.");
  const file = writeConfig(folder);
  await link(page, file);
  const linked = readFileSync(file, "utf8");
  const leaving = await start({}, ["--hidden", "--leave"]);
  expect(await leaving.ended).toBe(0);
  expect(readFileSync(file, "utf8")).toBe(linked);
  expect(sluice.process.exitCode).toBeNull();
});

test("where nothing is to be undone it ends well and writes nothing", async ({ folder, start }) => {
  const file = writeConfig(folder);
  const undoing = await start({}, ["--unlink"]);
  test.skip(undoing.kind === "electron", "Playwright cannot start an Electron that ends at once.");
  expect(await undoing.ended).toBe(0);
  expect(readFileSync(file, "utf8")).toBe(original);
});
