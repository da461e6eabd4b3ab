/** The tables of the ledger and the way from each older form of them to the present one. */
import type { DatabaseSync } from "node:sqlite";

/** What a bucket and a day hold beside their key. */
const sums = `
    requests INTEGER NOT NULL,
    priced INTEGER NOT NULL,
    confirmed INTEGER NOT NULL,
    errors INTEGER NOT NULL,
    cacheHits INTEGER NOT NULL,
    unknownPrice INTEGER NOT NULL,
    tokensIn INTEGER NOT NULL,
    tokensOut INTEGER NOT NULL,
    cacheRead INTEGER NOT NULL,
    cacheWrite INTEGER NOT NULL,
    confirmedMicroUsd INTEGER NOT NULL,
    logged INTEGER NOT NULL,
    loggedMicroUsd INTEGER NOT NULL,
    talliedMicroUsd INTEGER NOT NULL,
    durationMs INTEGER NOT NULL,
    firstByteMs INTEGER NOT NULL,
    firstBytes INTEGER NOT NULL,
    free INTEGER NOT NULL,
    reached INTEGER NOT NULL,
    early INTEGER NOT NULL,
    late INTEGER NOT NULL,
    latePriced INTEGER NOT NULL,
    lateFree INTEGER NOT NULL,
    lateMicroUsd INTEGER NOT NULL,
    costMicroUsd INTEGER,
    lastEndAt INTEGER NOT NULL`;

const hex = (digits: number) => "[0-9a-f]".repeat(digits);
const uuid = [8, 4, 4, 4, 12].map(hex).join("-");

/** What a total holds beside its key and its cost. */
const totals = [
  ...["requests", "priced", "confirmed", "errors", "cacheHits"],
  ...["tokensIn", "tokensOut", "cacheRead", "cacheWrite"],
  ...[
    "durationMs",
    "firstByteMs",
    "firstBytes",
    "cacheSavedMicroUsd",
    "cacheKnown",
    "cacheUnpriced",
  ],
];
const bounded = (value: string) => `max(min(${value}, 9007199254740991), -9007199254740991)`;
const boundedSum = (name: string) => bounded(`sum(${bounded(name)})`);
const cacheSums = (table: string) => `
  ALTER TABLE ${table} ADD COLUMN cacheSavedMicroUsd INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE ${table} ADD COLUMN cacheKnown INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE ${table} ADD COLUMN cacheUnpriced INTEGER NOT NULL DEFAULT 0;
  UPDATE ${table} SET
    cacheKnown = iif(cacheRead + cacheWrite > 0, 0, min(priced + unknownPrice, requests)),
    cacheUnpriced = iif(cacheRead + cacheWrite > 0, requests, 0)
    WHERE kind IN (SELECT id FROM kind WHERE "by" IN ('openclaw', 'sluice'));`;

const storeSums = (table: string) => `
  ALTER TABLE ${table} ADD COLUMN hitsSavedMicroUsd INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE ${table} ADD COLUMN hitsKnown INTEGER NOT NULL DEFAULT 0;`;

/** Step n brings a file from version n to n + 1; a step that has shipped is never changed. */
const steps: readonly string[] = [
  `CREATE TABLE request (
    id INTEGER PRIMARY KEY,
    startedAt INTEGER NOT NULL,
    durationMs INTEGER NOT NULL,
    firstByteMs INTEGER,
    route TEXT NOT NULL,
    "by" TEXT NOT NULL,
    provider TEXT NOT NULL,
    model TEXT,
    status INTEGER,
    outcome TEXT NOT NULL,
    refusal TEXT,
    cacheHit INTEGER NOT NULL,
    tokensIn INTEGER NOT NULL,
    tokensOut INTEGER NOT NULL,
    cacheRead INTEGER NOT NULL,
    cacheWrite INTEGER NOT NULL,
    cacheWrite1h INTEGER NOT NULL,
    costMicroUsd INTEGER,
    unpriced TEXT,
    logId TEXT
  ) STRICT;
  CREATE TABLE bucket (
    startAt INTEGER NOT NULL,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    route TEXT NOT NULL,
    "by" TEXT NOT NULL,
    requests INTEGER NOT NULL,
    priced INTEGER NOT NULL,
    unknownPrice INTEGER NOT NULL,
    tokensIn INTEGER NOT NULL,
    tokensOut INTEGER NOT NULL,
    cacheRead INTEGER NOT NULL,
    cacheWrite INTEGER NOT NULL,
    costMicroUsd INTEGER NOT NULL,
    lastEndAt INTEGER NOT NULL,
    PRIMARY KEY (startAt, provider, model, route, "by")
  ) STRICT, WITHOUT ROWID;`,

  // Names are kept once. '' stands for none; profile '?' for "through an aiGateway, of which profile nobody noted".
  `ALTER TABLE request RENAME TO request1;
  ALTER TABLE bucket RENAME TO bucket1;
  CREATE TABLE kind (
    id INTEGER PRIMARY KEY,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    route TEXT NOT NULL,
    "by" TEXT NOT NULL,
    profile TEXT NOT NULL,
    UNIQUE (provider, model, route, "by", profile)
  ) STRICT;
  CREATE TABLE ending (
    id INTEGER PRIMARY KEY,
    status INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    refusal TEXT NOT NULL,
    cacheHit INTEGER NOT NULL,
    tier TEXT NOT NULL,
    unpriced TEXT NOT NULL,
    UNIQUE (status, outcome, refusal, cacheHit, tier, unpriced)
  ) STRICT;
  CREATE TABLE request (
    id INTEGER PRIMARY KEY,
    startedAt INTEGER NOT NULL,
    durationMs INTEGER NOT NULL,
    firstByteMs INTEGER,
    kind INTEGER NOT NULL,
    ending INTEGER NOT NULL,
    tokensIn INTEGER NOT NULL,
    tokensOut INTEGER NOT NULL,
    cacheRead INTEGER NOT NULL,
    cacheWrite INTEGER NOT NULL,
    cacheWrite1h INTEGER NOT NULL,
    searches INTEGER NOT NULL,
    tallyMicroUsd INTEGER,
    logMicroUsd INTEGER,
    isAwaited INTEGER NOT NULL,
    logId ANY
  ) STRICT;
  CREATE TABLE bucket (
    startAt INTEGER NOT NULL,
    kind INTEGER NOT NULL, ${sums},
    PRIMARY KEY (startAt, kind)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE day (
    startAt INTEGER NOT NULL,
    kind INTEGER NOT NULL, ${sums},
    PRIMARY KEY (startAt, kind)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE span (
    startAt INTEGER PRIMARY KEY,
    firstId INTEGER NOT NULL,
    lastId INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE settled (
    profile TEXT NOT NULL,
    startAt INTEGER NOT NULL,
    readAt INTEGER NOT NULL,
    groups TEXT NOT NULL,
    PRIMARY KEY (profile, startAt)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE note (name TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;

  INSERT INTO kind (provider, model, route, "by", profile)
    SELECT provider, coalesce(model, ''), route, "by", iif(route = 'cloudflare', '?', '') FROM request1
    UNION SELECT provider, model, route, "by", iif(route = 'cloudflare', '?', '') FROM bucket1;
  INSERT INTO ending (status, outcome, refusal, cacheHit, tier, unpriced)
    SELECT DISTINCT coalesce(status, 0), outcome, coalesce(refusal, ''), cacheHit, '', coalesce(unpriced, '') FROM request1;
  INSERT INTO request
    SELECT r.id, startedAt, durationMs, firstByteMs, k.id, e.id, tokensIn, tokensOut, cacheRead, cacheWrite, cacheWrite1h, 0,
      costMicroUsd, NULL, 0, iif(logId GLOB '${uuid}', unhex(replace(logId, '-', '')), logId)
    FROM request1 r
    CROSS JOIN kind k ON k.provider = r.provider AND k.model = coalesce(r.model, '') AND k.route = r.route AND k."by" = r."by"
    CROSS JOIN ending e ON e.status = coalesce(r.status, 0) AND e.outcome = r.outcome AND e.refusal = coalesce(r.refusal, '')
      AND e.cacheHit = r.cacheHit AND e.unpriced = coalesce(r.unpriced, '')
    ORDER BY r.id;
  INSERT INTO span
    SELECT startedAt - startedAt % 900000 AS startAt, min(id), max(id) FROM request1 GROUP BY 1;
  INSERT INTO bucket
    SELECT b.startAt, k.id, requests, priced, 0, coalesce(errors, 0), coalesce(cacheHits, 0), unknownPrice, b.tokensIn, b.tokensOut,
      b.cacheRead, b.cacheWrite, 0, 0, 0, 0, coalesce(sumMs, 0), coalesce(firstSumMs, 0), coalesce(firstBytes, 0),
      coalesce(free, 0), coalesce(reached, 0), coalesce(early, 0), coalesce(late, 0), coalesce(latePriced, 0), coalesce(lateFree, 0),
      coalesce(lateMicroUsd, 0), iif(priced > 0, b.costMicroUsd, NULL), lastEndAt
    FROM bucket1 b
    CROSS JOIN kind k USING (provider, model, route, "by")
    LEFT JOIN (
      SELECT r.startedAt - r.startedAt % 900000 AS startAt, r.kind,
        sum(e.outcome IN ('providerError', 'failed')) AS errors,
        sum(e.cacheHit) AS cacheHits,
        sum(coalesce(r.tallyMicroUsd = 0, 0)) AS free,
        sum(e.status <> 0) AS reached,
        sum(r.startedAt % 900000 < 5000) AS early,
        sum(r.startedAt % 900000 + r.durationMs >= 895000) AS late,
        sum(iif(r.startedAt % 900000 + r.durationMs >= 895000, tallyMicroUsd IS NOT NULL, 0)) AS latePriced,
        sum(iif(r.startedAt % 900000 + r.durationMs >= 895000, coalesce(tallyMicroUsd = 0, 0), 0)) AS lateFree,
        sum(iif(r.startedAt % 900000 + r.durationMs >= 895000, coalesce(tallyMicroUsd, 0), 0)) AS lateMicroUsd,
        sum(iif(e.status <> 0 AND firstByteMs IS NOT NULL, 1, 0)) AS firstBytes,
        sum(iif(e.status <> 0 AND firstByteMs IS NOT NULL, min(durationMs, 86400000), 0)) AS sumMs,
        sum(iif(e.status <> 0, min(coalesce(firstByteMs, 0), 86400000), 0)) AS firstSumMs
      FROM request r CROSS JOIN ending e ON e.id = r.ending GROUP BY 1, 2
    ) a ON a.startAt = b.startAt AND a.kind = k.id;
  DROP TABLE request1;
  DROP TABLE bucket1;
  CREATE INDEX awaited ON request (isAwaited) WHERE isAwaited = 1;`,

  // What the prompt cache saved was not reckoned before: of quarters in which it was used nobody says. And quarters with all their
  // kinds together, but for Sluice's own requests.
  `${["bucket", "day"].map(cacheSums).join("")}
  CREATE TABLE total (
    startAt INTEGER PRIMARY KEY, ${totals.map((name) => `${name} INTEGER NOT NULL`).join(", ")},
    costMicroUsd INTEGER
  ) STRICT;
  INSERT INTO total (startAt, ${totals.join(", ")}, costMicroUsd)
    SELECT startAt, ${[...totals, "costMicroUsd"].map(boundedSum).join(", ")}
    FROM bucket CROSS JOIN kind ON kind.id = bucket.kind WHERE "by" <> 'sluice' GROUP BY startAt;`,

  // What answers from Cloudflare's store would have cost was not kept before: of the older ones nobody knows it any more.
  `ALTER TABLE request ADD COLUMN savedMicroUsd INTEGER;
  ${["bucket", "day", "total"].map(storeSums).join("")}`,
];

export const schemaVersion = steps.length;

const numberOf = (db: DatabaseSync, pragma: string): number =>
  Number(Object.values(db.prepare(`PRAGMA ${pragma}`).get() ?? {})[0] ?? 0);

/** Free pages are handed back bit by bit. A file of a time when they were not is written anew, once; if it cannot be, it is as good. */
function makeShrinkable(db: DatabaseSync): void {
  if (numberOf(db, "auto_vacuum") === 2) return;
  try {
    db.exec("PRAGMA auto_vacuum = INCREMENTAL; VACUUM;");
  } catch {
    // A full disk, mostly: the next start tries again.
  }
}

/** False when the file was written by a newer Sluice: its rows must not be guessed at. */
export function migrate(db: DatabaseSync): boolean {
  const version = numberOf(db, "user_version");
  if (version > schemaVersion) return false;
  for (const [index, step] of steps.entries()) {
    if (index < version) continue;
    db.exec(`BEGIN IMMEDIATE; ${step} PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
  makeShrinkable(db);
  return true;
}
