/** The image of a database that others are writing to holds exactly what SQLite itself would read at that moment. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { withLog } from "../../../main/core/models/wal.ts";

const bytes = (file: string): Uint8Array => {
  try {
    return readFileSync(file);
  } catch {
    return new Uint8Array();
  }
};

/** A database in the mode OpenClaw uses, held open by its writer. */
function database(setUp = "") {
  const folder = mkdtempSync(path.join(tmpdir(), "sluice-wal-"));
  const file = path.join(folder, "state.sqlite");
  const writer = new DatabaseSync(file);
  const close = () => {
    if (writer.isOpen) writer.close();
    rmSync(folder, { recursive: true, force: true });
  };
  onTestFinished(close);
  writer.exec(`${setUp} PRAGMA journal_mode = WAL; CREATE TABLE t (k INTEGER PRIMARY KEY, v TEXT)`);
  return { file, writer, close, image: () => withLog(bytes(file), bytes(`${file}-wal`)) };
}

function rowsOf(image: Uint8Array | null) {
  if (!image) return null;
  const memory = new DatabaseSync(":memory:");
  try {
    memory.deserialize(image);
    expect(memory.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
    return memory.prepare("SELECT k, v FROM t ORDER BY k").all();
  } finally {
    memory.close();
  }
}

test("what was committed is there, what is only begun is not", () => {
  const { writer, image } = database();
  writer.exec("INSERT INTO t VALUES (1, 'one')");
  // So small a cache that an unfinished transaction reaches the log.
  writer.exec("PRAGMA cache_size = 2; BEGIN");
  const insert = writer.prepare("INSERT INTO t VALUES (?, ?)");
  for (let k = 2; k < 40; k += 1) insert.run(k, "x".repeat(3_000));
  expect(rowsOf(image())).toEqual([{ k: 1, v: "one" }]);
  writer.exec("COMMIT");
  expect(rowsOf(image())).toHaveLength(39);
});

test("frames of an earlier use of the log are not read again", () => {
  const { writer, image } = database();
  const insert = writer.prepare("INSERT INTO t VALUES (?, ?)");
  for (let k = 1; k < 20; k += 1) insert.run(k, "y".repeat(3_000));
  writer.exec("PRAGMA wal_checkpoint(RESTART); DELETE FROM t WHERE k > 1; UPDATE t SET v = 'new'");
  expect(rowsOf(image())).toEqual([{ k: 1, v: "new" }]);
});

test("a log that breaks off in the middle of a frame ends with the last whole commit", () => {
  const { file, writer } = database();
  writer.exec("INSERT INTO t VALUES (1, 'one')");
  const whole = bytes(`${file}-wal`).length;
  writer.exec("INSERT INTO t VALUES (2, 'two')");
  const log = bytes(`${file}-wal`);
  for (const end of [whole, whole + 10, log.length - 1])
    expect(rowsOf(withLog(bytes(file), log.subarray(0, end)))).toEqual([{ k: 1, v: "one" }]);
  const torn = Uint8Array.from(log);
  torn.set([torn[whole + 100] === 1 ? 2 : 1], whole + 100);
  expect(rowsOf(withLog(bytes(file), torn))).toEqual([{ k: 1, v: "one" }]);
});

test("without a log the database alone counts, and neither is changed", () => {
  const { file, writer } = database();
  writer.exec("INSERT INTO t VALUES (1, 'one')");
  writer.close();
  const before = bytes(file);
  const copy = Uint8Array.from(before);
  expect(rowsOf(withLog(before, new Uint8Array()))).toEqual([{ k: 1, v: "one" }]);
  expect(before.every((byte, i) => byte === copy[i])).toBe(true);
});

test("what is no database is none", () => {
  for (const other of [new Uint8Array(), new Uint8Array(4_096), Buffer.from("SQLite format 3\0")])
    expect(withLog(other, new Uint8Array())).toBeNull();
});

test("after any writes, checkpoints and page sizes the rows are those SQLite reads", () => {
  const write = fc.oneof(
    fc.record({ do: fc.constant("put"), k: fc.integer({ min: 1, max: 9 }), length: fc.nat(9_000) }),
    fc.record({
      do: fc.constant("drop"),
      k: fc.integer({ min: 1, max: 9 }),
      length: fc.constant(0),
    }),
    fc.record({
      do: fc.constantFrom("PASSIVE", "FULL", "RESTART", "TRUNCATE"),
      k: fc.constant(0),
      length: fc.constant(0),
    }),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(512, 4096, 65536),
      fc.array(write, { maxLength: 25 }),
      (page, writes) => {
        const { writer, image, close } = database(`PRAGMA page_size = ${page};`);
        for (const { do: what, k, length } of writes) {
          if (what === "put")
            writer.prepare("INSERT OR REPLACE INTO t VALUES (?, ?)").run(k, "z".repeat(length));
          else if (what === "drop") writer.prepare("DELETE FROM t WHERE k = ?").run(k);
          else writer.exec(`PRAGMA wal_checkpoint(${what})`);
        }
        expect(rowsOf(image())).toEqual(writer.prepare("SELECT k, v FROM t ORDER BY k").all());
        close();
      },
    ),
    { numRuns: 60 },
  );
});
