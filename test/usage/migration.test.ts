import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { quarterMs } from "../../main/core/spend.ts";
import { usageRange } from "../../main/usage/collector.ts";
import { schemaVersion } from "../../main/usage/schema.ts";
import { exchangeOf } from "../support/exchange.ts";
import { all, createScene, million, noon, profile, settledOf, sumOf } from "./scene.ts";

const scene = createScene();

/** As Sluice 0.1.0 of the day before yesterday made it, and as it wrote into it. */
const firstForm = `
  CREATE TABLE request (id INTEGER PRIMARY KEY, startedAt INTEGER NOT NULL, durationMs INTEGER NOT NULL, firstByteMs INTEGER,
    route TEXT NOT NULL, "by" TEXT NOT NULL, provider TEXT NOT NULL, model TEXT, status INTEGER, outcome TEXT NOT NULL, refusal TEXT,
    cacheHit INTEGER NOT NULL, tokensIn INTEGER NOT NULL, tokensOut INTEGER NOT NULL, cacheRead INTEGER NOT NULL,
    cacheWrite INTEGER NOT NULL, cacheWrite1h INTEGER NOT NULL, costMicroUsd INTEGER, unpriced TEXT, logId TEXT) STRICT;
  CREATE TABLE bucket (startAt INTEGER NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL, route TEXT NOT NULL, "by" TEXT NOT NULL,
    requests INTEGER NOT NULL, priced INTEGER NOT NULL, unknownPrice INTEGER NOT NULL, tokensIn INTEGER NOT NULL,
    tokensOut INTEGER NOT NULL, cacheRead INTEGER NOT NULL, cacheWrite INTEGER NOT NULL, costMicroUsd INTEGER NOT NULL,
    lastEndAt INTEGER NOT NULL, PRIMARY KEY (startAt, provider, model, route, "by")) STRICT, WITHOUT ROWID;
  PRAGMA user_version = 1;`;

type Old = Readonly<Record<string, string | number | null>>;
const uuid = "0193b2f0-7c1e-7000-8000-00000000beef";
const old: Old = {
  ...{
    startedAt: noon + 60_000,
    durationMs: 2500,
    firstByteMs: 400,
    route: "cloudflare",
    by: "openclaw",
  },
  ...{
    provider: "anthropic",
    model: "claude-sonnet-4-6",
    status: 200,
    outcome: "ok",
    refusal: null,
  },
  ...{
    cacheHit: 0,
    tokensIn: 1_000_000,
    tokensOut: 5,
    cacheRead: 6,
    cacheWrite: 7,
    cacheWrite1h: 1,
  },
  ...{ costMicroUsd: 3_000_000, unpriced: null, logId: uuid },
};
const rows: readonly Old[] = [
  old,
  { ...old, startedAt: noon + 70_000, logId: "01JDSTUB0000000000000000AA" },
  { ...old, logId: uuid.toUpperCase(), route: "direct", durationMs: 899_000 },
  { ...old, startedAt: noon + 1000, model: "claude-next", costMicroUsd: null, unpriced: "model" },
  {
    ...old,
    model: null,
    status: null,
    firstByteMs: null,
    outcome: "failed",
    costMicroUsd: null,
    unpriced: "usage",
    logId: null,
  },
  { ...old, by: "sluice", status: 529, outcome: "providerError", costMicroUsd: 0 },
  {
    ...old,
    route: "paused",
    outcome: "refused",
    refusal: "paused",
    status: null,
    costMicroUsd: 0,
    logId: null,
  },
  { ...old, startedAt: noon + 3 * quarterMs, cacheHit: 1, costMicroUsd: 0 },
];

function makeOld(): void {
  mkdirSync(dirname(scene.path), { recursive: true });
  const db = new DatabaseSync(scene.path);
  db.exec(`PRAGMA journal_mode = WAL; ${firstForm}`);
  const names = Object.keys(old);
  const insert = db.prepare(
    `INSERT INTO request (${names.map((name) => `"${name}"`)}) VALUES (${names.map(() => "?")})`,
  );
  for (const row of rows) insert.run(...names.map((name) => row[name] ?? null));
  db.exec(`INSERT INTO bucket SELECT startedAt - startedAt % 900000, provider, coalesce(model, ''), route, "by", count(*),
    count(costMicroUsd), sum(unpriced IS 'model'), sum(tokensIn), sum(tokensOut), sum(cacheRead), sum(cacheWrite),
    coalesce(sum(costMicroUsd), 0), max(startedAt + durationMs) FROM request GROUP BY 1, 2, 3, 4, 5`);
  db.close();
}

test("a file of the first form keeps every row and every sum", () => {
  makeOld();
  const ledger = scene.open();
  const shown = ledger.requests({ limit: 100 });
  expect(shown).toEqual(
    rows
      .map(({ unpriced, cacheWrite1h, ...row }, index) => ({
        ...{ ...row, id: index + 1, cacheHit: row.cacheHit === 1, profile: null },
        costFrom: row.costMicroUsd === null ? null : "router",
        ...(row.cacheHit === 1 && { savedMicroUsd: null }),
      }))
      .reverse(),
  );
  expect(sumOf(ledger)).toMatchObject({
    ...{ requests: 8, priced: 6, confirmed: 0, errors: 2, cacheHits: 1 },
    ...{
      costMicroUsd: 9_000_000,
      tokensIn: 8_000_000,
      tokensOut: 40,
      cacheRead: 48,
      cacheWrite: 56,
    },
  });
  expect(all(ledger).find(({ model }) => model === "claude-next")).toMatchObject({
    ...{ unknownPrice: 1, costMicroUsd: null, early: 1, late: 0, reached: 1, firstBytes: 1 },
    ...{ durationMs: 2500, firstByteMs: 400, lastEndAt: noon + 3500 },
  });
  expect(all(ledger).find(({ route }) => route === "direct")).toMatchObject({
    ...{ late: 1, latePriced: 1, lateMicroUsd: 3_000_000, free: 0 },
  });
});

test("what was moved is as what is written today", () => {
  makeOld();
  const moved = scene.open();
  const before = all(moved).filter(({ provider }) => provider === "anthropic");
  moved.close();
  const db = new DatabaseSync(scene.path);
  expect(db.prepare("PRAGMA user_version").get()).toEqual({ user_version: schemaVersion });
  expect(db.prepare("PRAGMA auto_vacuum").get()).toEqual({ auto_vacuum: 2 });
  expect(db.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
  db.exec("DELETE FROM bucket; DELETE FROM request; DELETE FROM span");
  db.close();
  const ledger = scene.open();
  for (const row of rows) {
    const usage = { ...million, tokensOut: 5, cacheRead: 6, cacheWrite: 7, cacheWrite1h: 1 };
    ledger.add(
      exchangeOf({
        ...row,
        usage: row.unpriced === "usage" ? null : usage,
        cacheHit: row.cacheHit === 1,
        profile: null,
      } as never),
    );
  }
  ledger.flush();
  const written = all(ledger);
  expect(written).toHaveLength(before.length);
  for (const [index, bucket] of written.entries()) {
    expect(Object.keys(bucket)).toEqual(Object.keys(before[index] ?? {}));
    const { early, late, reached, firstBytes, durationMs, errors, requests, lastEndAt } = bucket;
    expect(before).toContainEqual(
      expect.objectContaining({
        early,
        late,
        reached,
        firstBytes,
        durationMs,
        errors,
        requests,
        lastEndAt,
      }),
    );
  }
});

test("requests of a time when nobody noted the profile are not taken for somebody else's", () => {
  makeOld();
  const ledger = scene.open();
  expect(ledger.awaiting({ profile, sinceMs: 0, limit: 9 })).toEqual([]);
  // Four of the rows are answered requests of that quarter that went through some aiGateway.
  ledger.settle(settledOf(noon, [{ requests: 4, costMicroUsd: 12_000_000 }]));
  const elsewhere = () => all(ledger).filter(({ by }) => by === "elsewhere");
  expect(elsewhere()).toEqual([]);
  ledger.settle(settledOf(noon, [{ requests: 5, costMicroUsd: 15_000_000 }]));
  expect(elsewhere()).toMatchObject([{ requests: 1, profile }]);
});

test("a file of the first form on a disk without room stays as it is", () => {
  makeOld();
  const other = new DatabaseSync(scene.path);
  other.exec("BEGIN IMMEDIATE");
  const ledger = scene.open();
  ledger.add(exchangeOf());
  expect(ledger.flush()).toBe(false);
  expect(sumOf(ledger).requests).toBe(1);
  other.exec("ROLLBACK");
  other.close();
  ledger.close();
  expect(sumOf(scene.open()).requests).toBe(9);
});

test("what the prompt cache saved before anybody reckoned it is not known, and nothing where it was not used", () => {
  makeOld();
  const plain = { ...old, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0, provider: "openai" };
  const db = new DatabaseSync(scene.path);
  const names = Object.keys(plain) as (keyof typeof plain)[];
  db.prepare(
    `INSERT INTO request (${names.map((name) => `"${name}"`)}) VALUES (${names.map(() => "?")})`,
  ).run(...names.map((name) => plain[name] ?? null));
  db.exec(`INSERT INTO bucket SELECT startedAt - startedAt % 900000, provider, model, route, "by", 1, 1, 0,
    tokensIn, tokensOut, 0, 0, costMicroUsd, startedAt + durationMs FROM request WHERE provider = 'openai'`);
  db.close();
  const ledger = scene.open();
  const rows = (by: "provider" | "hour") =>
    usageRange(ledger, { from: noon, to: noon + 4 * quarterMs, by }, "UTC");
  expect(rows("provider").map((row) => [row.provider, row.promptCacheMicroUsd])).toEqual([
    ["anthropic", null],
    ["openai", 0],
  ]);
  // Of eight and one, one was Sluice's own.
  expect(rows("hour")).toMatchObject([{ requests: 8, promptCacheMicroUsd: null }]);
});

test("what answers from Cloudflare's store would have cost before anybody kept it is not known, and of new ones it is", () => {
  makeOld();
  const ledger = scene.open();
  const stored = () =>
    usageRange(ledger, { from: noon, to: noon + 4 * quarterMs, by: "provider" }, "UTC").map(
      ({ cacheHits, responseCacheKnown, responseCacheMicroUsd }) => [
        ...[cacheHits, responseCacheKnown],
        responseCacheMicroUsd,
      ],
    );
  expect(stored()).toEqual([[1, 0, null]]);
  ledger.add(exchangeOf({ startedAt: noon, cacheHit: true, usage: million }));
  ledger.flush();
  // As far as it is known.
  expect(stored()).toEqual([[2, 1, 3_000_000]]);
});
