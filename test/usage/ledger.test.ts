import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { nothing, plus, quarterMs } from "../../main/core/spend.ts";
import { type Ledger, type LedgerOptions, openLedger } from "../../main/usage/ledger.ts";
import { schemaVersion } from "../../main/usage/schema.ts";
import { exchangeOf } from "../support/exchange.ts";
import { createManualTimer } from "../support/manual-timer.ts";

let folder = "";
let path = "";
const opened: Ledger[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sluice-ledger-"));
  path = join(folder, "data", "ledger.sqlite");
});
afterEach(() => {
  for (const ledger of opened.splice(0)) ledger.close();
  rmSync(folder, { recursive: true });
});

function open(options?: LedgerOptions): Ledger {
  const result = openLedger(path, options);
  if (!result.ok) throw new Error(result.code);
  opened.push(result.ledger);
  return result.ledger;
}

const all = (ledger: Ledger) => ledger.buckets(0, Number.MAX_SAFE_INTEGER);
const usage = { tokensIn: 1000, tokensOut: 100, cacheRead: 50, cacheWrite: 20, cacheWrite1h: 5 };
const at = Date.UTC(2026, 10, 21, 12, 7);

test("a request is kept as it was, without what it said", () => {
  const ledger = open();
  ledger.add(exchangeOf({ startedAt: at, durationMs: 1234.6, usage, model: null, refusal: null }));
  ledger.add(
    exchangeOf({ outcome: "refused", refusal: "paused", status: 200, usage: null, logId: null }),
  );
  expect(ledger.flush()).toBe(true);
  expect(ledger.requests({ limit: 10 })).toMatchObject([
    { id: 2, outcome: "refused", refusal: "paused", costMicroUsd: 0, logId: null, tokensIn: 0 },
    {
      ...{
        id: 1,
        startedAt: at,
        durationMs: 1235,
        firstByteMs: 400,
        route: "cloudflare",
        by: "openclaw",
      },
      ...{ provider: "anthropic", model: null, status: 200, outcome: "ok", refusal: null },
      ...{
        cacheHit: false,
        costMicroUsd: null,
        logId: "01STUB000001",
        tokensIn: 1000,
        cacheWrite: 20,
      },
    },
  ]);
  expect(Object.keys(ledger.requests({ limit: 1 })[0] ?? {}).sort()).toEqual(
    [
      ...[
        "id",
        "startedAt",
        "durationMs",
        "firstByteMs",
        "route",
        "by",
        "provider",
        "model",
        "status",
      ],
      ...["outcome", "refusal", "cacheHit", "costMicroUsd", "costFrom", "profile", "logId"],
      ...["tokensIn", "tokensOut", "cacheRead", "cacheWrite"],
    ].sort(),
  );
});

test("a log's id is handed back as it came, whatever it looks like", () => {
  const ledger = open();
  const ids = [
    ...["0193b2f0-7c1e-7000-8000-00000000beef", "0193B2F0-7C1E-7000-8000-00000000BEEF"],
    ...["01JDSTUB0000000000000000AA", "00000000-0000-0000-0000-000000000000", "0", "ünïcode"],
    ...["0193b2f0-7c1e-7000-8000-00000000bee-", "0193b2f07-c1e-7000-8000-00000000beef"],
    ...["g193b2f0-7c1e-7000-8000-00000000beef", "0193b2f07c1e7000800000000000beef"],
  ];
  for (const logId of ids) ledger.add(exchangeOf({ logId }));
  ledger.flush();
  const given = ledger.requests({ limit: 99 }).map(({ logId }) => logId);
  expect(given.reverse()).toEqual(ids);
});

test("pages of requests go from the newest to the oldest", () => {
  const ledger = open();
  for (let index = 0; index < 25; index++) ledger.add(exchangeOf());
  ledger.flush();
  const first = ledger.requests({ limit: 10 }).map(({ id }) => id);
  expect(first).toEqual([25, 24, 23, 22, 21, 20, 19, 18, 17, 16]);
  expect(ledger.requests({ before: 16, limit: 100 }).map(({ id }) => id)).toHaveLength(15);
});

test("requests roll up by quarter, provider, model, route and asker", () => {
  const ledger = open();
  const add = (more: Parameters<typeof exchangeOf>[0]) =>
    ledger.add(exchangeOf({ startedAt: at, usage, ...more }));
  add({});
  add({ startedAt: at + 60_000, durationMs: 9000 });
  add({ startedAt: at + quarterMs });
  add({ model: "claude-next" });
  add({ model: null, usage: null, outcome: "aborted" });
  add({ by: "sluice" });
  add({ route: "direct" });
  ledger.flush();
  add({ cacheHit: true });
  ledger.flush();
  const buckets = all(ledger);
  expect(buckets).toHaveLength(6);
  expect(buckets[0]).toMatchObject({ startAt: at - (at % quarterMs) });
  const main = buckets.find(({ requests }) => requests === 3);
  // Two that cost 3 000 + 1 500 + 15 + 15 × 3.75 + 5 × 6 micro-dollars, and a stored answer that cost and used nothing.
  expect(main).toMatchObject({ priced: 3, costMicroUsd: 2 * 4601, tokensIn: 2000, cacheWrite: 40 });
  expect(main?.lastEndAt).toBe(at + 69_000);
  expect(buckets.find(({ model }) => model === "claude-next")).toMatchObject({
    ...{ priced: 0, costMicroUsd: null, unknownPrice: 1 },
  });
  expect(buckets.find(({ model }) => model === null)).toMatchObject({ priced: 0, unknownPrice: 0 });
  expect(ledger.buckets(at, at + quarterMs).map(({ startAt }) => startAt)).toEqual([
    at - (at % quarterMs) + quarterMs,
  ]);
});

test("names are bounded and a nonsense number does no harm", () => {
  const ledger = open();
  const long = "m".repeat(5000);
  ledger.add(exchangeOf({ provider: long, model: long, logId: long, durationMs: Number.NaN }));
  ledger.flush();
  const [row] = ledger.requests({ limit: 1 });
  expect([row?.provider.length, row?.model?.length, row?.logId?.length]).toEqual([64, 128, 128]);
  expect(row?.durationMs).toBe(0);
});

test("sums in the file stop at the largest exact integer", () => {
  const ledger = open();
  const most = { ...usage, tokensIn: Number.MAX_SAFE_INTEGER };
  for (let index = 0; index < 3; index++) {
    ledger.add(exchangeOf({ startedAt: at, usage: most, model: "x" }));
    ledger.flush();
  }
  expect(all(ledger)[0]?.tokensIn).toBe(Number.MAX_SAFE_INTEGER);
});

describe("batches", () => {
  test("are written after 250 ms, or at once when 128 rows wait", () => {
    const timer = createManualTimer();
    const ledger = open({ schedule: timer.schedule });
    const written: number[] = [];
    const stop = ledger.onFlush((rows) => written.push(rows));
    ledger.add(exchangeOf());
    ledger.add(exchangeOf());
    expect(timer.waiting()).toEqual([250]);
    timer.run();
    expect(written).toEqual([2]);
    for (let index = 0; index < 300; index++) ledger.add(exchangeOf());
    expect(written).toEqual([2, 128, 128]);
    expect(timer.waiting()).toEqual([250]);
    stop();
    timer.run();
    expect(written).toEqual([2, 128, 128]);
    expect(all(ledger).reduce(plus, nothing).requests).toBe(302);
  });

  test("rows that wait are already in the figures", () => {
    const ledger = open({ schedule: () => () => {} });
    ledger.add(exchangeOf({ startedAt: at, usage }));
    expect(all(ledger).reduce(plus, nothing)).toMatchObject({ requests: 1, costMicroUsd: 4601 });
    expect(ledger.requests({ limit: 5 })).toEqual([]);
    ledger.add(exchangeOf({ startedAt: at, usage }));
    expect(all(ledger).reduce(plus, nothing)).toMatchObject({ requests: 2, costMicroUsd: 9202 });
    ledger.flush();
    expect(all(ledger).reduce(plus, nothing).requests).toBe(2);
    ledger.add(exchangeOf({ startedAt: at, usage }));
    expect(all(ledger).reduce(plus, nothing).requests).toBe(3);
  });

  test("closing writes what waits, and adding after it does nothing", () => {
    const ledger = open({ schedule: () => () => {} });
    ledger.add(exchangeOf());
    ledger.close();
    ledger.add(exchangeOf());
    ledger.close();
    expect(open().requests({ limit: 5 })).toHaveLength(1);
  });
});

test("rows are never kept without their roll-up", () => {
  const ledger = open({ schedule: () => () => {} });
  const other = new DatabaseSync(path);
  other.exec("ALTER TABLE bucket RENAME TO elsewhere");
  ledger.add(exchangeOf());
  expect(ledger.flush()).toBe(false);
  expect(other.prepare("SELECT count(*) AS rows FROM request").get()).toEqual({ rows: 0 });
  other.exec("ALTER TABLE elsewhere RENAME TO bucket");
  other.close();
  ledger.close();
  expect(open().requests({ limit: 5 })).toHaveLength(1);
});

test("100 000 requests go in and come out after a restart", { timeout: 60_000 }, () => {
  const ledger = open();
  for (let index = 0; index < 100_000; index++) {
    ledger.add(exchangeOf({ startedAt: at + index * 1000, usage: { ...usage, tokensIn: index } }));
  }
  expect(ledger.flush()).toBe(true);
  const before = all(ledger);
  ledger.close();
  const again = open();
  expect(all(again)).toEqual(before);
  const total = before.reduce(plus, nothing);
  expect(total).toMatchObject({ requests: 100_000, tokensIn: (100_000 * 99_999) / 2 });
  expect(again.requests({ limit: 1 })[0]?.id).toBe(100_000);
});

test.skipIf(process.platform === "win32")("only its owner can read it", () => {
  const ledger = open();
  ledger.add(exchangeOf());
  ledger.flush();
  const mode = (file: string) => statSync(file).mode & 0o777;
  expect(mode(join(folder, "data"))).toBe(0o700);
  for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(mode(file)).toBe(0o600);
});

describe("the file's version", () => {
  const version = () => {
    const db = new DatabaseSync(path);
    const row = db.prepare("PRAGMA user_version").get();
    db.close();
    return Number(row?.user_version);
  };

  test("of a newer Sluice is left alone", () => {
    open().close();
    const db = new DatabaseSync(path);
    db.exec(`PRAGMA user_version = ${schemaVersion + 1}`);
    db.close();
    expect(openLedger(path)).toEqual({ ok: false, code: "ledger.failed" });
    expect(version()).toBe(schemaVersion + 1);
  });
});
