/** The tables of the ledger and the way from each older form of them to the present one. */
import type { DatabaseSync } from "node:sqlite";

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
];

export const schemaVersion = steps.length;

/** False when the file was written by a newer Sluice: its rows must not be guessed at. */
export function migrate(db: DatabaseSync): boolean {
  const row = db.prepare("PRAGMA user_version").get();
  const version = Number(row?.user_version ?? 0);
  if (version > schemaVersion) return false;
  for (const [index, step] of steps.entries()) {
    if (index < version) continue;
    db.exec(`BEGIN IMMEDIATE; ${step} PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
  return true;
}
