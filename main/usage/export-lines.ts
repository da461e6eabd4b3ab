/** One request, or one sum, as a line of a file of the person's own: every cell named once, for both forms. */
import { type Bucket, isCorrection, quarterOf } from "../core/spend.ts";
import type { FullRow } from "./full-row.ts";
import type { Kind } from "./row.ts";
import { emptySum } from "./sums.ts";

export type Cell = string | number | boolean | null;
/** Always the same names in the same order. */
export type Line = Readonly<Record<string, Cell>>;

export type Ids = { readonly accountId: string; readonly aiGatewayId: string };

export type LineOptions = {
  readonly zone: string;
  readonly withIds: boolean;
  /** By id of a profile; asked only with ids. */
  readonly profiles: Readonly<Record<string, Ids>>;
};

const perDollar = 1_000_000;

/** Cells that are amounts of dollars: digits with a decimal point. */
export const moneyNames: ReadonlySet<string> = new Set(["costUsd", "talliedUsd", "loggedUsd"]);

/** Exact: a double has room for the digits only by chance. Below zero where Cloudflare charged less than was thought. */
function dollars(microUsd: number | null): string | null {
  if (microUsd === null) return null;
  const size = Math.abs(microUsd);
  const digits = `${Math.floor(size / perDollar)}.${String(size % perDollar).padStart(6, "0")}`;
  return microUsd < 0 ? `-${digits}` : digits;
}

/** "2026-11-21T18:30:00.000+05:30". The formatter is asked once for each quarter of an hour: no zone changes within one. */
export function createClock(zone: string): (atMs: number) => string {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  let quarter = Number.NaN;
  let offset = "+00:00";
  let offsetMs = 0;
  return (atMs) => {
    if (quarterOf(atMs) !== quarter) {
      quarter = quarterOf(atMs);
      // "11/21/2026, GMT+05:30", or "GMT" alone.
      const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(format.format(atMs)) ?? [];
      offset = sign ? `${sign}${hours}:${minutes}` : "+00:00";
      offsetMs =
        (sign === "-" ? -60_000 : 60_000) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
    }
    return new Date(atMs + offsetMs).toISOString().replace("Z", offset);
  };
}

export function createLines({ zone, withIds, profiles }: LineOptions) {
  const clock = createClock(zone);
  const idsOf = (profile: string | null, logId: string | null): Line => {
    if (!withIds) return {};
    const { accountId, aiGatewayId } = (profile !== null && profiles[profile]) || nobody;
    return { accountId, aiGatewayId, logId };
  };
  /** To the millisecond for a program; day and time apart, as spreadsheets know them, for a person. */
  const momentOf = (atMs: number): Line => {
    const startedAt = clock(atMs);
    const [date = "", time = ""] = startedAt.split("T");
    return { startedAt, date, time: time.slice(0, "00:00:00".length), zone };
  };
  const ofSum = (bucket: Bucket): Line => ({
    ...momentOf(bucket.startAt),
    requests: bucket.requests,
    ...{ by: bucket.by, route: bucket.route, provider: bucket.provider, model: bucket.model },
    ...{ outcome: null, status: null, refusal: null },
    ...{ durationMs: null, firstByteMs: null, cacheHit: null },
    ...{ tokensIn: bucket.tokensIn, tokensOut: bucket.tokensOut },
    ...{ cacheRead: bucket.cacheRead, cacheWrite: bucket.cacheWrite, searches: null },
    tier: null,
    costUsd: dollars(bucket.costMicroUsd),
    costFrom: sourceOf(bucket),
    ...{ talliedUsd: null, loggedUsd: null },
    ...idsOf(bucket.profile, null),
  });
  return {
    names: Object.keys(ofSum(emptySum(0, nothingKind))),
    ofRow: (row: FullRow): Line => ({
      ...momentOf(row.startedAt),
      requests: 1,
      ...{ by: row.by, route: row.route, provider: row.provider, model: row.model },
      ...{ outcome: row.outcome, status: row.status, refusal: row.refusal },
      ...{ durationMs: row.durationMs, firstByteMs: row.firstByteMs, cacheHit: row.cacheHit },
      ...{ tokensIn: row.tokensIn, tokensOut: row.tokensOut },
      ...{ cacheRead: row.cacheRead, cacheWrite: row.cacheWrite, searches: row.searches },
      tier: row.tier,
      costUsd: dollars(row.costMicroUsd),
      costFrom: row.costFrom,
      ...{ talliedUsd: dollars(row.tallyMicroUsd), loggedUsd: dollars(row.logMicroUsd) },
      ...idsOf(row.profile, row.logId),
    }),
    /** What Cloudflare says beyond the rows, and what the rows of a time came to that are not kept any more. */
    ofSum,
  };
}

const nothingKind: Kind = {
  ...{ provider: "", model: null, route: "direct", by: "openclaw", profile: null },
};

const nobody = { accountId: null, aiGatewayId: null };

function sourceOf(bucket: Bucket): string | null {
  if (bucket.costMicroUsd === null) return null;
  if (isCorrection(bucket)) return "analytics";
  if (bucket.logged === 0) return "router";
  return bucket.logged === bucket.priced ? "log" : "mixed";
}
