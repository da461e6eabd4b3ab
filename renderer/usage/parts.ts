/** What a range is made of, by model, provider, route or agent: rows whose costs sum to the figure above them. */
import type { AgentRow, RangeRow } from "../../preload/contract/command.ts";
import type { RouteName, Tokens } from "../../preload/contract/state.ts";

export const partNames = ["model", "provider", "route", "agent"] as const;
export type PartName = (typeof partNames)[number];

export type Part = Tokens & {
  readonly key: string;
  /** Of a model: what it is called, null where no request named it. */
  readonly model?: string | null;
  readonly provider?: string;
  readonly route?: RouteName | "elsewhere";
  readonly agent?: string;
  readonly requests: number | null;
  /** Of the requests: how many have no known cost. */
  readonly unpriced: number;
  readonly errors: number | null;
  readonly firstByteMs: number | null;
  readonly durationMs: number | null;
  /** Null: not known. */
  readonly microUsd: number | null;
};

/** What all rows add up to. */
export type Total = Tokens & {
  readonly requests: number | null;
  readonly errors: number | null;
};

export const isAgentRow = (row: RangeRow | AgentRow): row is AgentRow => "agent" in row;

/** Dearest first; what has no price comes last. */
export function partsOf(rows: readonly (RangeRow | AgentRow)[]): readonly Part[] {
  const sorted = rows.toSorted(
    (a, b) =>
      (b.costMicroUsd ?? -1) - (a.costMicroUsd ?? -1) || (b.requests ?? 0) - (a.requests ?? 0),
  );
  return sorted.map((row) => ({
    ...{ tokensIn: row.tokensIn, tokensOut: row.tokensOut },
    ...{ cacheRead: row.cacheRead, cacheWrite: row.cacheWrite },
    microUsd: row.costMicroUsd,
    requests: row.requests,
    ...(isAgentRow(row) ? ofAgent(row) : ofRange(row)),
  }));
}

const ofAgent = ({ agent }: AgentRow) => ({
  ...{ key: `agent ${agent}`, agent, unpriced: 0 },
  ...{ errors: null, firstByteMs: null, durationMs: null },
});

const ofRange = ({ durationMs, errors, firstByteMs, priced, requests, ...row }: RangeRow) => ({
  key: `${row.route ?? ""} ${row.provider ?? ""} ${row.model ?? ""}`,
  ...(row.model !== undefined && { model: row.model }),
  ...(row.provider !== undefined && { provider: row.provider }),
  ...(row.route !== undefined && { route: row.route }),
  errors,
  unpriced: requests - priced,
  firstByteMs: firstByteMs ?? null,
  durationMs: durationMs ?? null,
});

/** Costs are a column of their own. Unknown counts are left out of a sum, and nothing known is no sum. */
export function totalOf(parts: readonly Part[]): Total {
  const known = (what: (part: Part) => number | null) =>
    parts.flatMap((part) => what(part) ?? []).reduce((sum, value) => sum + value, 0);
  const orNull = (what: (part: Part) => number | null) =>
    parts.every((part) => what(part) === null) ? null : known(what);
  return {
    requests: orNull(({ requests }) => requests),
    errors: orNull(({ errors }) => errors),
    tokensIn: known(({ tokensIn }) => tokensIn),
    tokensOut: known(({ tokensOut }) => tokensOut),
    cacheRead: known(({ cacheRead }) => cacheRead),
    cacheWrite: known(({ cacheWrite }) => cacheWrite),
  };
}
