/** What a start learns of the runs before it, whatever became of them and of the file. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openRunRecord } from "../../main/login/run-record.ts";

let folder = "";
let file = "";
let clock = 1_000_000_000_000;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "sluice-runs-"));
  file = path.join(folder, "runs.json");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const start = () => {
  clock += 5_000;
  return openRunRecord(folder, () => clock);
};
const startsOnDisk = () =>
  (JSON.parse(readFileSync(file, "utf8")) as { starts: { endedWell: boolean }[] }).starts;

describe("the record of runs", () => {
  test("three crashes within ten minutes are one too many; the fourth start knows", async () => {
    for (const isSpent of [false, false, false, true, true])
      expect((await start()).isSpent).toBe(isSpent);
  });

  test("a run that ends well is no crash", async () => {
    for (let run = 0; run < 6; run += 1) {
      const record = await start();
      expect(record.isSpent).toBe(false);
      await record.endWell();
    }
    expect(startsOnDisk().every(({ endedWell }) => endedWell)).toBe(true);
  });

  test("ten minutes later a start is a start again", async () => {
    for (let run = 0; run < 4; run += 1) await start();
    clock += 10 * 60_000;
    expect((await start()).isSpent).toBe(false);
  });

  test("a clock set back, or forward and back, locks nobody out", async () => {
    for (let run = 0; run < 4; run += 1) await start();
    clock -= 365 * 24 * 60 * 60_000;
    expect((await start()).isSpent).toBe(false);
  });

  test("only the last ten runs are kept, for the person alone", async () => {
    for (let run = 0; run < 14; run += 1) await (await start()).endWell();
    expect(startsOnDisk()).toHaveLength(10);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test.each([
    "",
    "{",
    "null",
    "[]",
    `{"version":1}`,
    `{"version":1,"starts":7}`,
    "\0\0\0\0",
    `{"version":2,"starts":[{"at":1,"endedWell":false}]}`,
    `{"version":1,"starts":[null,7,{"at":"x","endedWell":false},{"at":1e999,"endedWell":false},{"at":1}]}`,
    "x".repeat(100_000),
  ])("a damaged file (%.30j) is begun anew", async (text) => {
    writeFileSync(file, text);
    expect((await start()).isSpent).toBe(false);
    expect(startsOnDisk()).toEqual([{ at: clock, endedWell: false }]);
  });

  test("a file that cannot be written, or is a folder, costs the memory and not the start", async () => {
    mkdirSync(file);
    const record = await start();
    expect(record.isSpent).toBe(false);
    await record.endWell();
    rmSync(folder, { recursive: true });
    expect((await start()).isSpent).toBe(false);
    expect(existsSync(folder)).toBe(false);
    mkdirSync(folder);
    chmodSync(folder, 0o500);
    await (await start()).endWell();
  });
});
