/** What Cloudflare's analytics are settled on, and the buckets that make the sums agree with it. */
import type { DatabaseSync } from "node:sqlite";
import type { AnalyticsGroup, Settled } from "../core/analytics.ts";
import {
  type Corrections as Corrected,
  correctionsOf,
  reconcileReachMs,
} from "../core/reconcile.ts";
import { type Bucket, isCorrection, quarterMs, quarterOf } from "../core/spend.ts";
import type { Days } from "./days.ts";
import { type Names, unnotedProfile } from "./names.ts";
import { modelName, providerName } from "./row.ts";
import { bucketColumns, quoted, type SumTable } from "./sum-table.ts";

/** A quarter of a profile, in which something changed. */
export type Change = Pick<Bucket, "profile" | "startAt">;

export type Corrections = {
  /** Returns those that say something else than before: the others bear upon nothing. */
  keep(profile: string, readAt: number, quarters: Settled["quarters"]): Settled["quarters"];
  /** Works out anew what these changes bear upon. */
  follow(changes: readonly Change[]): void;
  /** The stretches of settled time that these changes bear upon. */
  near(changes: readonly Change[]): readonly Stretch[];
  /** What the corrections of a stretch would be with these buckets beside those that are written. */
  with(stretch: Stretch, more: readonly Bucket[]): Corrected;
  settledUntil(profile: string, fromMs: number): number | null;
  reload(): void;
};

export type Stretch = { readonly profile: string; readonly fromMs: number; readonly toMs: number };

type Parts = {
  readonly db: DatabaseSync;
  readonly names: Names;
  readonly buckets: SumTable;
  readonly days: Days;
};

/** The group without its quarter. */
const textOf = (groups: readonly AnalyticsGroup[]) =>
  JSON.stringify(groups.map(({ startAt, ...group }) => group));

/** Cloudflare names them in an order that means nothing. */
const isSame = (a: string, b: string): boolean =>
  a === b || sortedText(JSON.parse(a)) === sortedText(JSON.parse(b));
const sortedText = (groups: readonly AnalyticsGroup[]) =>
  groups
    .map((group) => JSON.stringify(group))
    .sort()
    .join();

/** Changes this close are worked out together: what lies around them is read anyway. */
const together = reconcileReachMs;

function stretchesOf(changes: readonly Change[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  const byProfile = Map.groupBy(changes, ({ profile }) => profile);
  for (const [profile, ofOne] of byProfile) {
    if (profile === null) continue;
    const starts = [...new Set(ofOne.map(({ startAt }) => startAt))].sort((a, b) => a - b);
    for (const fromMs of starts) {
      const toMs = fromMs + quarterMs;
      const last = stretches.at(-1);
      if (last && last.profile === profile && fromMs - last.toMs <= together) {
        stretches[stretches.length - 1] = { ...last, toMs };
      } else stretches.push({ profile, fromMs, toMs });
    }
  }
  return stretches;
}

export function createCorrections({ db, names, buckets, days }: Parts): Corrections {
  const keep = db.prepare(
    "INSERT OR REPLACE INTO settled (profile, startAt, readAt, groups) VALUES (?, ?, ?, ?)",
  );
  const select = db.prepare(
    "SELECT startAt, groups FROM settled WHERE profile = ? AND startAt >= ? AND startAt < ? ORDER BY startAt",
  );
  const one = db.prepare(
    "SELECT 1 AS found FROM settled WHERE profile = ? AND startAt >= ? AND startAt <= ? LIMIT 1",
  );
  const kept = db.prepare("SELECT groups FROM settled WHERE profile = ? AND startAt = ?");
  const last = db.prepare("SELECT max(startAt) AS startAt FROM settled");
  const endOfRun = db.prepare(`SELECT startAt FROM settled AS s
    WHERE profile = ? AND startAt >= ? AND NOT EXISTS
      (SELECT 1 FROM settled AS n WHERE n.profile = s.profile AND n.startAt = s.startAt + ${quarterMs})
    ORDER BY startAt LIMIT 1`);
  const router =
    db.prepare(`SELECT ${quoted(bucketColumns)} FROM bucket CROSS JOIN kind ON kind.id = bucket.kind
    WHERE startAt >= ? AND startAt < ? AND profile IN (?, '${unnotedProfile}') AND "by" IN ('openclaw', 'sluice')
    ORDER BY startAt, kind`);
  const remove = db.prepare(`DELETE FROM bucket WHERE startAt >= ? AND startAt < ?
    AND kind IN (SELECT id FROM kind WHERE profile = ? AND "by" IN ('elsewhere', 'repriced'))
    RETURNING startAt, kind`);
  router.setReturnArrays(true);

  /** No quarter after this one is settled: most rows are of now, and no table is asked about them. */
  let newest = 0;
  const reload = () => {
    newest = Number(last.get()?.startAt ?? 0);
  };
  reload();

  const quartersOf = ({ profile, fromMs, toMs }: Stretch): Settled["quarters"] =>
    select.all(profile, fromMs, toMs).map(({ startAt, groups }) => {
      const kept = JSON.parse(String(groups)) as Omit<AnalyticsGroup, "startAt">[];
      const at = Number(startAt);
      return { startAt: at, groups: kept.map((group) => ({ startAt: at, ...group })) };
    });

  const compared = (stretch: Stretch, more: readonly Bucket[]): Corrected => {
    const { profile, fromMs, toMs } = stretch;
    const [from, to] = [fromMs - reconcileReachMs, toMs + reconcileReachMs];
    const written = buckets.rows(router.all(from, to, profile)).map((own) => ({ ...own, profile }));
    const beside = more.filter(
      (own) => own.profile === profile && from <= own.startAt && own.startAt < to,
    );
    const quarters = quartersOf({ profile, fromMs: from, toMs: to });
    return correctionsOf({ ...stretch, router: [...written, ...beside], quarters });
  };

  /** A request may be counted in the quarter beside its own. */
  const isNear = ({ profile, startAt }: Change): boolean =>
    profile !== null &&
    startAt <= newest + quarterMs &&
    one.get(profile, startAt - quarterMs, startAt + quarterMs) !== undefined;

  const correct = (stretch: Stretch) => {
    const corrected = compared(stretch, []);
    const { profile } = stretch;
    const touched = new Map<string, { readonly startAt: number; readonly kind: number }>();
    const touch = (startAt: number, kind: number) => {
      touched.set(`${startAt} ${kind}`, { startAt, kind });
    };
    for (const row of remove.all(corrected.fromMs, corrected.toMs, profile)) {
      touch(Number(row.startAt), Number(row.kind));
      buckets.touch(Number(row.startAt));
    }
    for (const found of corrected.buckets) {
      if (!isCorrection(found)) continue;
      const provider = providerName(found.provider);
      const bucket: Bucket = { ...found, profile, provider, model: modelName(found.model) };
      const kind = names.kindId(bucket);
      buckets.add(bucket, kind);
      touch(bucket.startAt, kind);
    }
    days.refresh([...touched.values()]);
  };

  return {
    keep(profile, readAt, quarters) {
      return quarters.filter(({ startAt, groups }) => {
        const at = quarterOf(startAt);
        const text = textOf(groups);
        const before = kept.get(profile, at)?.groups;
        if (typeof before === "string" && isSame(before, text)) return false;
        keep.run(profile, at, readAt, text);
        newest = Math.max(newest, at);
        return true;
      });
    },
    follow(changes) {
      for (const stretch of stretchesOf(changes.filter(isNear))) correct(stretch);
    },
    near: (changes) => stretchesOf(changes.filter(isNear)),
    with: compared,
    settledUntil(profile, fromMs) {
      const from = quarterOf(fromMs);
      if (one.get(profile, from, from) === undefined) return null;
      return Number(endOfRun.get(profile, from)?.startAt) + quarterMs;
    },
    reload,
  };
}
