/** The stand-in never pretends: without a browser it says so, and what it lacks fails. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { strict, strictEmitter } from "./strict.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "sluice-stand-in-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a main bundle on the stand-in, with no browser to be found. */
function runWithoutBrowser(main: string): { status: number | null; stderr: string } {
  const file = path.join(folder, "main.mjs");
  writeFileSync(file, main);
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--import", path.join(import.meta.dirname, "register.mjs"), file],
    { encoding: "utf8", env: { CHROMIUM_PATH: path.join(folder, "no-chromium"), HOME: folder } },
  );
  return { status, stderr };
}

test("no Chromium is one sentence with the way out, and exit code 69", () => {
  const { status, stderr } = runWithoutBrowser('import { app } from "electron"; app.quit();');
  expect(status).toBe(69);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(stderr).toContain("CHROMIUM_PATH");
});

test("an API the stand-in does not have cannot even be imported", () => {
  const { status, stderr } = runWithoutBrowser('import { desktopCapturer } from "electron";');
  expect(status).toBe(1);
  expect(stderr).toContain("desktopCapturer");
});

test("a member the stand-in does not have throws instead of being undefined", () => {
  const object = strict("shell", { openExternal: async () => {} });
  expect(() => Reflect.get(object, "trashItem")).toThrow("shell.trashItem");
  class Emitter extends strictEmitter("app") {
    readonly here = 1;
  }
  const emitter = new Emitter();
  expect(emitter.here).toBe(1);
  expect(emitter.once("ready", () => {}).emit("ready")).toBe(true);
  expect(() => Reflect.get(emitter, "dock")).toThrow("app.dock");
});
