/** The log file: its owner's alone, bounded, turned over in order, and never in the way. */
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fileSink } from "../../main/kit/file-sink.ts";
import { hasSmallDisk, smallDisk } from "../support/disk.ts";

let parent = "";
let folder = "";
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "sluice-log-"));
  folder = join(parent, "logs");
});
afterEach(() => {
  rmSync(parent, { recursive: true, force: true });
});

const textOf = (name: string) => readFileSync(join(folder, name), "utf8");
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe("fileSink", () => {
  test("appends whole lines, also to what an earlier run wrote", () => {
    const first = fileSink(folder, { maxBytes: 1_000, keep: 2 });
    first.write("one");
    first.write("two é");
    first.close();
    const second = fileSink(folder, { maxBytes: 1_000, keep: 2 });
    second.write("three");
    second.close();
    expect(textOf("sluice.log")).toBe("one\ntwo é\nthree\n");
  });

  test("makes no file before there is a line", () => {
    fileSink(folder, { maxBytes: 1_000, keep: 2 }).close();
    expect(existsSync(folder)).toBe(false);
  });

  test.skipIf(process.platform === "win32")("is readable by its owner only, old files too", () => {
    const sink = fileSink(folder, { maxBytes: 10, keep: 1 });
    sink.write("0123456789");
    chmodSync(join(folder, "sluice.log"), 0o644);
    sink.close();
    sink.write("x");
    sink.close();
    expect(modeOf(folder)).toBe("700");
    expect(modeOf(join(folder, "sluice.log"))).toBe("600");
    expect(modeOf(join(folder, "sluice.1.log"))).toBe("600");
  });

  test("turns over before a file would grow too large, and keeps so many old ones", () => {
    const sink = fileSink(folder, { maxBytes: 10, keep: 2 });
    for (const line of ["1111", "2222", "3333", "4444", "5555", "6666", "7777"]) sink.write(line);
    sink.close();
    expect(readdirSync(folder).sort()).toEqual(["sluice.1.log", "sluice.2.log", "sluice.log"]);
    expect(textOf("sluice.log")).toBe("7777\n");
    expect(textOf("sluice.1.log")).toBe("5555\n6666\n");
    expect(textOf("sluice.2.log")).toBe("3333\n4444\n");
  });

  test("writes a line that is longer than a file may be, alone in its file", () => {
    const sink = fileSink(folder, { maxBytes: 10, keep: 1 });
    sink.write("short");
    sink.write("x".repeat(50));
    sink.write("after");
    sink.close();
    expect(textOf("sluice.1.log")).toBe(`${"x".repeat(50)}\n`);
    expect(textOf("sluice.log")).toBe("after\n");
  });

  test("keeps nothing old if so asked", () => {
    const sink = fileSink(folder, { maxBytes: 5, keep: 0 });
    for (const line of ["1111", "2222"]) sink.write(line);
    sink.close();
    expect(readdirSync(folder)).toEqual(["sluice.log"]);
    expect(textOf("sluice.log")).toBe("2222\n");
  });

  test("loses lines rather than throw where it cannot write, and goes on once it can", () => {
    writeFileSync(folder, "a file in the place of the folder");
    const sink = fileSink(folder, { maxBytes: 1_000, keep: 2 });
    expect(() => sink.write("lost")).not.toThrow();
    rmSync(folder);
    sink.write("kept");
    sink.close();
    expect(textOf("sluice.log")).toBe("kept\n");
  });
});

test.skipIf(!hasSmallDisk())("on a full disk lines are lost and nobody is told off", async () => {
  const disk = await smallDisk(16 * 1024);
  const sink = fileSink(disk.path, { maxBytes: 1_000_000, keep: 1 });
  for (let line = 0; line < 100; line += 1) sink.write("x".repeat(1_000));
  sink.close();
  expect(statSync(join(disk.path, "sluice.log")).size).toBeLessThanOrEqual(16 * 1024);
  await disk.close();
});
