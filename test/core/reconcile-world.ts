/** Made-up requests as Sluice and as Cloudflare would sum them up, each on its own. */
import type { AnalyticsGroup, Settled } from "../../main/core/analytics.ts";
import {
  type Bucket,
  isEarly,
  isLate,
  nothing,
  plus,
  quarterMs,
  quarterOf,
} from "../../main/core/spend.ts";

export type Request = {
  readonly at: number;
  readonly durationMs: number;
  readonly by: "openclaw" | "sluice" | "elsewhere";
  readonly provider: string;
  /** As the router names it. */
  readonly model: string | null;
  /** As Cloudflare does. */
  readonly seenAs: string;
  readonly seenProvider: string;
  /** When Cloudflare says it was; null: it never heard of it. */
  readonly seenAt: number | null;
  readonly kind: "ok" | "error" | "hit";
  /** What Cloudflare says; 0 also where it knows no price. */
  readonly costMicroUsd: number;
  /** What Sluice reckons; null: it cannot. */
  readonly tallyMicroUsd: number | null;
  /** Its cost has been read from Cloudflare's log. */
  readonly isLogged: boolean;
  readonly isAnswered: boolean;
};

export const start = Date.UTC(2026, 10, 21, 12, 0);

export function requestOf(more: Partial<Request> = {}): Request {
  const at = more.at ?? start + 400_000;
  const cost = more.costMicroUsd ?? 5000;
  return {
    at,
    ...{ durationMs: 2000, by: "openclaw", provider: "anthropic", model: "claude-sonnet-4-6" },
    ...{ seenAs: "anthropic/claude-sonnet-4.6", seenProvider: "anthropic", seenAt: at, kind: "ok" },
    ...{ costMicroUsd: cost, tallyMicroUsd: cost, isLogged: false, isAnswered: true },
    ...more,
  };
}

const none: Omit<Bucket, "startAt" | "provider" | "model" | "by"> = {
  ...nothing,
  ...{ route: "cloudflare", profile: "p1", unknownPrice: 0, lastEndAt: 0, confirmedMicroUsd: 0 },
  ...{ logged: 0, loggedMicroUsd: 0, talliedMicroUsd: 0, durationMs: 0, firstByteMs: 0 },
  ...{ firstBytes: 0, free: 0, reached: 0, early: 0, late: 0 },
  ...{ latePriced: 0, lateFree: 0, lateMicroUsd: 0 },
  ...{ cacheSavedMicroUsd: 0, cacheKnown: 0, cacheUnpriced: 0 },
  ...{ hitsSavedMicroUsd: 0, hitsKnown: 0 },
};

export const bucketOf = (more: Partial<Bucket> = {}): Bucket => ({
  ...none,
  ...{ startAt: start, provider: "anthropic", model: "claude-sonnet-4-6", by: "openclaw" },
  ...more,
});

/** One request's bucket. */
function ownOf(request: Request): Bucket {
  const { at, durationMs, by, provider, model, kind, costMicroUsd, tallyMicroUsd } = request;
  const cost = request.isLogged ? costMicroUsd : tallyMicroUsd;
  const both = request.isLogged && tallyMicroUsd !== null;
  const span = { startedAt: at, durationMs };
  return {
    ...none,
    ...{ startAt: quarterOf(at), provider, model, by, requests: 1, costMicroUsd: cost },
    priced: cost === null ? 0 : 1,
    confirmed: request.isLogged ? 1 : 0,
    confirmedMicroUsd: request.isLogged ? costMicroUsd : 0,
    errors: kind === "error" ? 1 : 0,
    cacheHits: kind === "hit" ? 1 : 0,
    unknownPrice: cost === null ? 1 : 0,
    lastEndAt: at + durationMs,
    logged: request.isLogged ? 1 : 0,
    loggedMicroUsd: both ? costMicroUsd : 0,
    talliedMicroUsd: both ? (tallyMicroUsd ?? 0) : 0,
    durationMs,
    free: cost === 0 ? 1 : 0,
    reached: request.isAnswered ? 1 : 0,
    early: isEarly(span) ? 1 : 0,
    late: isLate(span) ? 1 : 0,
    latePriced: isLate(span) && cost !== null ? 1 : 0,
    lateFree: isLate(span) && cost === 0 ? 1 : 0,
    lateMicroUsd: isLate(span) ? (cost ?? 0) : 0,
  };
}

const grown = [
  ...["unknownPrice", "confirmedMicroUsd", "logged", "loggedMicroUsd", "talliedMicroUsd"],
  ...["durationMs", "firstByteMs", "firstBytes", "free", "reached", "early", "late"],
  ...["latePriced", "lateFree", "lateMicroUsd"],
] as const satisfies readonly (keyof Bucket)[];

const merged = (a: Bucket, b: Bucket): Bucket => ({
  ...a,
  ...plus(a, b),
  ...Object.fromEntries(grown.map((name) => [name, a[name] + b[name]])),
  lastEndAt: Math.max(a.lastEndAt, b.lastEndAt),
});

function gathered<T>(all: readonly T[], keyOf: (one: T) => unknown, add: (a: T, b: T) => T): T[] {
  const groups = Map.groupBy(all, (one) => JSON.stringify(keyOf(one)));
  return [...groups.values()].map((group) => group.reduce(add));
}

/** What the ledger holds of what passed Sluice. */
export const bucketsOf = (requests: readonly Request[]): readonly Bucket[] =>
  gathered(
    requests.filter(({ by }) => by !== "elsewhere").map(ownOf),
    ({ startAt, provider, model, by }) => [startAt, provider, model, by],
    merged,
  );

/** What Cloudflare's analytics say in the end. */
export const groupsOf = (requests: readonly Request[]): readonly AnalyticsGroup[] =>
  gathered(
    requests.flatMap((request): AnalyticsGroup[] => {
      if (request.seenAt === null) return [];
      const { seenAs, seenProvider, kind, costMicroUsd } = request;
      return [
        {
          ...{ startAt: quarterOf(request.seenAt), provider: seenProvider, model: seenAs },
          ...{ requests: 1, costMicroUsd, tokensIn: 0, tokensOut: 0 },
          ...{ errors: kind === "error" ? 1 : 0, cacheHits: kind === "hit" ? 1 : 0 },
        },
      ];
    }),
    ({ startAt, provider, model }) => [startAt, provider, model],
    (a, b) => ({
      ...a,
      requests: a.requests + b.requests,
      costMicroUsd: a.costMicroUsd + b.costMicroUsd,
      errors: a.errors + b.errors,
      cacheHits: a.cacheHits + b.cacheHits,
    }),
  );

/** Every quarter in `[fromMs, toMs)` with its groups. */
export function quartersOf(
  requests: readonly Request[],
  fromMs: number,
  toMs: number,
): Settled["quarters"] {
  const groups = Map.groupBy(groupsOf(requests), ({ startAt }) => startAt);
  const quarters: Settled["quarters"][number][] = [];
  for (let at = fromMs; at < toMs; at += quarterMs)
    quarters.push({ startAt: at, groups: groups.get(at) ?? [] });
  return quarters;
}
