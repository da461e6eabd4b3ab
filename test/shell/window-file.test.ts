/** Where a window was left outlives a start, and a file that was tampered with costs nothing but the place. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openWindowFile } from "../../main/shell/window-file.ts";

let folder = "";
const file = () => path.join(folder, "window.json");
const bounds = { x: -20, y: 30, width: 500, height: 600 };

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "sluice-window-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("what is kept is there at the next start, for each kind of window", async () => {
  const first = await openWindowFile(folder);
  expect(first.get("window")).toBeNull();
  first.keep("window", bounds);
  first.keep("firstRun", { ...bounds, x: 7 });
  first.flush();
  await expect.poll(async () => (await openWindowFile(folder)).get("window")).toEqual(bounds);
  expect((await openWindowFile(folder)).get("firstRun")).toEqual({ ...bounds, x: 7 });
});

test("a place that has not changed is not written", async () => {
  const places = await openWindowFile(folder);
  places.keep("window", bounds);
  places.flush();
  await expect.poll(() => readdirSync(folder)).toEqual(["window.json"]);
  rmSync(file());
  places.keep("window", { ...bounds });
  places.flush();
  await new Promise((resolve) => setImmediate(resolve));
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  "",
  "no JSON",
  "null",
  "[]",
  '{"window":null}',
  '{"window":{"x":1,"y":2,"width":"3","height":4}}',
  '{"window":{"x":1e300,"y":2,"width":3,"height":4}}',
  '{"popover":{"x":1,"y":2,"width":3,"height":4}}',
  `{"window":"${"x".repeat(5_000)}"}`,
])("a file that holds %j is none", async (text) => {
  writeFileSync(file(), text);
  const places = await openWindowFile(folder);
  expect([places.get("window"), places.get("popover")]).toEqual([null, null]);
});

test("a folder that has gone meanwhile is not made again", async () => {
  const places = await openWindowFile(folder);
  rmSync(folder, { recursive: true });
  places.keep("window", bounds);
  places.flush();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(() => readFileSync(file())).toThrow();
});
