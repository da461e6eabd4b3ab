/** Groups the rows the analytics have by now, sums them, and puts them in order. */
import type { ApiParts } from "./api-ask.ts";
import { type AskedGroups, askedOf } from "./graphql-asked.ts";
import type { Field } from "./graphql-reader.ts";
import { datasets, dimensions, limits, sums } from "./graphql-sets.ts";
import { endOf, lagOf, type PracticeLog } from "./log.ts";

export type Viewer = {
  readonly accountId: string;
  /** False: the token lacks AI Gateway Read, and sees no rows, without being told. */
  readonly seesRows: boolean;
};

/** Rows of one group and for how many each counts. */
type Group = { readonly rows: PracticeLog[]; readonly weights: number[] };

const total = ({ weights }: Group): number => weights.reduce((sum, weight) => sum + weight, 0);

const weighed = ({ rows, weights }: Group, of: (row: PracticeLog) => number): number =>
  rows.reduce((sum, row, index) => sum + of(row) * (weights[index] ?? 1), 0);

/** "Transient overcount seen (+20 %)": a row counts for more until it has been there a while. */
function weightOf(row: PracticeLog, { now, settings }: ApiParts): number {
  const { overcount, lagMs } = settings();
  if (overcount === null) return 1;
  const thereMs = now() - endOf(row) - lagOf(lagMs, row);
  return thereMs < overcount.lastsMs ? overcount.factor : 1;
}

function rowsOf({ dataset, filter }: AskedGroups, viewer: Viewer, parts: ApiParts) {
  const nowMs = parts.now();
  const kind = datasets[dataset]?.rows;
  if (!viewer.seesRows || kind === "none") return [];
  const { lagMs } = parts.settings();
  const oldestMs = nowMs - limits.notOlderThanSeconds * 1000;
  return parts.logs
    .between(viewer.accountId, filter.fromMs ?? oldestMs, filter.toMs ?? nowMs + 1)
    .filter((row) => kind !== "errors" || row.status >= 400)
    .filter((row) => kind !== "size" || row.isStored)
    .filter((row) => endOf(row) + lagOf(lagMs, row) <= nowMs && filter.test(row));
}

function measured(by: string, group: Group): number | string {
  if (by === "count") return total(group);
  const sum = by.startsWith("sum_") ? sums[by.slice(4)] : undefined;
  if (sum !== undefined) return weighed(group, sum.of);
  const [row] = group.rows;
  return (row === undefined ? null : dimensions[by]?.key(row)) ?? "";
}

function compare(a: Group, b: Group, { orders }: AskedGroups): number {
  for (const { by, isDown } of orders) {
    const [left, right] = [measured(by, a), measured(by, b)];
    if (left !== right) return left < right !== isDown ? -1 : 1;
  }
  return 0;
}

/** The parts of one part: `{ "ts": "2026-…", "model": … }`. */
const each = (field: Field, of: (name: string) => unknown) =>
  Object.fromEntries((field.fields ?? []).map(({ as, name }) => [as, of(name)]));

function shown(group: Group, { fields }: AskedGroups, { settings }: ApiParts): object {
  const [row] = group.rows;
  const wide = (value: number) =>
    settings().wideNumbers === "text" ? String(Math.round(value)) : Math.round(value);
  const summed = (name: string) => {
    const sum = sums[name];
    const value = sum === undefined ? 0 : weighed(group, sum.of);
    return sum?.isWhole === false ? value / 1e6 : wide(value);
  };
  const part = (field: Field): unknown => {
    switch (field.name) {
      case "count":
        return wide(total(group));
      case "dimensions":
        return each(field, (name) => (row === undefined ? null : dimensions[name]?.of(row)));
      case "sum":
        return each(field, summed);
      case "avg":
        return each(field, () => 1);
      case "max":
        return each(field, () => wide(group.rows.length));
      default:
        return "AccountAiGatewayRequestsAdaptiveGroups";
    }
  };
  return Object.fromEntries(fields.map((field) => [field.as, part(field)]));
}

/** The groups of one dataset. @throws {GraphqlProblem} */
export function groupsOf(field: Field, viewer: Viewer, parts: ApiParts): readonly object[] {
  const { accountId } = viewer;
  const limited = { accountId, nowMs: parts.now(), unentitled: parts.settings().unentitledFields };
  const asked = askedOf(field, limited, ["viewer", "accounts", "0", field.as]);
  const keys = asked.dimensions.map(({ name }) => dimensions[name]?.key);
  const groups = new Map<string, Group>();
  for (const row of rowsOf(asked, viewer, parts)) {
    const key = keys.map((keyOf) => keyOf?.(row)).join("\0");
    const group = groups.get(key) ?? { rows: [], weights: [] };
    groups.set(key, group);
    group.rows.push(row);
    group.weights.push(weightOf(row, parts));
  }
  return [...groups.values()]
    .sort((a, b) => compare(a, b, asked))
    .slice(0, asked.limit)
    .map((group) => shown(group, asked, parts));
}
