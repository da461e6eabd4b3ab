/** What Cloudflare's analytics allow this account to ask: asked once an hour, and the documented limits where it does not say. */
import { dataset, type Graphql } from "./graphql.ts";
import { done, failed, type Outcome } from "./outcome.ts";
import { limitsReply } from "./replies.ts";

export type Limits = {
  /** The most rows of one answer. */
  readonly rows: number;
  /** How wide a range may be, and how far back it may begin. */
  readonly rangeMs: number;
  readonly reachMs: number;
  /** Of `sum { … }`, each under the name of ours it is read by. */
  readonly sums: readonly string[];
};

const query = `query Limits($account: String!) { viewer { accounts(filter: { accountTag: $account }) {
  settings { ${dataset} { enabled availableFields maxPageSize maxDuration notOlderThan } }
} } }`;

const dayMs = 86_400_000;
const documented = { rows: 10_000, rangeMs: 31 * dayMs, reachMs: 62 * dayMs } as const;
const keptMs = 3_600_000;

/** A page shorter than this is no limit of Cloudflare's, but would cost a question for every few groups. */
const fewestRows = 1_000;

/** One unknown field fails a whole query: these three are in the official example, more are asked for when they are named. */
const plain = ["cost: cost", "in: tokensIn", "out: tokensOut"];
const wanted: readonly (readonly [alias: string, field: string])[] = [
  ["cost", "cost"],
  ["in", "tokensIn"],
  ["out", "tokensOut"],
  ["hits", "cachedRequests"],
  ["errors", "erroredRequests"],
];
/** Where there is no sum of all tokens: that of the two kinds. */
const halves: readonly (readonly [alias: string, field: string, of: string])[] = [
  ["in", "uncachedTokensIn", "tokensIn"],
  ["in2", "cachedTokensIn", "tokensIn"],
  ["out", "uncachedTokensOut", "tokensOut"],
  ["out2", "cachedTokensOut", "tokensOut"],
];

function sumsOf(available: readonly string[]): readonly string[] {
  // "sum_tokensIn"; a dot or a slash would be as clear.
  const names = new Set(available.map((name) => name.toLowerCase().replace(/[./]/g, "_")));
  const has = (field: string) => names.has(`sum_${field.toLowerCase()}`);
  if (!has("cost")) return plain;
  return [
    ...wanted.filter(([, field]) => has(field)),
    ...halves.filter(([, field, of]) => !has(of) && has(field)),
  ].map(([alias, field]) => `${alias}: ${field}`);
}

/** Fails where the account may not use analytics at all; where only this question is refused, the documented limits stand. */
export function createLimits(graphql: Graphql, now: () => number) {
  const kept = new Map<string, { readonly at: number; readonly limits: Limits }>();

  return async (account: string): Promise<Outcome<Limits>> => {
    const known = kept.get(account);
    if (known && Math.abs(now() - known.at) < keptMs) return done(known.limits);
    const answer = await graphql.ask(query, { account });
    if (!answer.ok && answer.code !== "cloudflare.analyticsRefused") return answer;
    const settings = answer.ok ? answer.value.settings : null;
    const inner = settings && typeof settings === "object" ? Object.entries(settings) : [];
    const said = limitsReply.safeParse(inner.find(([name]) => name === dataset)?.[1]).data;
    if (said?.enabled === false) return failed("cloudflare.analyticsRefused", "not enabled");
    const page = said?.maxPageSize ?? 0;
    const limits = {
      rows: page < fewestRows ? documented.rows : Math.min(page, documented.rows),
      rangeMs: Math.min((said?.maxDuration || Number.POSITIVE_INFINITY) * 1000, documented.rangeMs),
      reachMs: said?.notOlderThan ? said.notOlderThan * 1000 : documented.reachMs,
      sums: said ? sumsOf(said.availableFields) : plain,
    };
    kept.set(account, { at: now(), limits });
    return done(limits);
  };
}
