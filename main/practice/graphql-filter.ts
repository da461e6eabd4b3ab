/** Reads the filter of a dataset into a test for a row and the stretch of time it can be in. */
import { refuse } from "./graphql-error.ts";
import { type Dimension, dimensions, type Kind } from "./graphql-sets.ts";
import { isRecord, list } from "./json.ts";
import type { PracticeLog } from "./log.ts";

type Test = (row: PracticeLog) => boolean;

export type Filter = {
  readonly test: Test;
  /** Inclusive; null: no bound was given. */
  readonly fromMs: number | null;
  /** Exclusive; null: no bound was given. */
  readonly toMs: number | null;
};

const operators = ["geq", "leq", "gt", "lt", "in", "notin", "neq", "like", "has"] as const;
type Operator = (typeof operators)[number] | "eq";

/** The size of the step a bound of this dimension moves in. */
const sizes: Readonly<Record<string, number>> = {
  date: 86_400_000,
  datetime: 1000,
  datetimeMinute: 60_000,
  datetimeFiveMinutes: 300_000,
  datetimeFifteenMinutes: 900_000,
  datetimeHour: 3_600_000,
};

function comparable(kind: Kind, name: string, value: unknown): number | string {
  if (kind === "time" || kind === "date") {
    const at = typeof value === "string" ? Date.parse(value) : Number.NaN;
    const isDate = /^\d{4}-\d\d-\d\d$/.test(String(value));
    if (Number.isNaN(at) || isDate !== (kind === "date")) {
      refuse(`error parsing args: cannot parse "${String(value)}" as ${kind} for ${name}`);
    }
    return at;
  }
  if (kind === "number") {
    const given = typeof value === "boolean" ? Number(value) : value;
    if (typeof given !== "number") refuse(`error parsing args: ${name} must be a number`);
    return given;
  }
  if (typeof value !== "string") refuse(`error parsing args: ${name} must be a string`);
  return value;
}

function likeOf(pattern: unknown, { key }: Dimension): Test {
  const parts = String(pattern)
    .split("%")
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const shape = new RegExp(`^${parts.join(".*")}$`, "s");
  return (row) => shape.test(String(key(row)));
}

function testOf(name: string, dimension: Dimension, operator: Operator, wanted: unknown): Test {
  const { kind, key, of } = dimension;
  if (operator === "has") return (row) => list(of(row)).includes(wanted);
  if (operator === "like") return likeOf(wanted, dimension);
  if (operator === "in" || operator === "notin") {
    if (!Array.isArray(wanted)) refuse(`error parsing args: ${name}_${operator} must be a list`);
    const all = new Set(wanted.map((one) => comparable(kind, name, one)));
    return (row) => all.has(key(row)) === (operator === "in");
  }
  const bound = comparable(kind, name, wanted);
  switch (operator) {
    case "eq":
      return (row) => key(row) === bound;
    case "neq":
      return (row) => key(row) !== bound;
    case "geq":
      return (row) => key(row) >= bound;
    case "leq":
      return (row) => key(row) <= bound;
    case "gt":
      return (row) => key(row) > bound;
    case "lt":
      return (row) => key(row) < bound;
  }
}

function split(key: string): readonly [string, Operator] {
  const found = operators.find((operator) => key.endsWith(`_${operator}`));
  return found === undefined ? [key, "eq"] : [key.slice(0, -found.length - 1), found];
}

/** The stretch of time that one condition leaves. */
function stretch(
  name: string,
  operator: Operator,
  wanted: unknown,
): Pick<Filter, "fromMs" | "toMs"> {
  const size = sizes[name] ?? 0;
  const at = Date.parse(String(wanted));
  const from = { geq: at, gt: at, eq: at }[operator as string];
  // Not quite a whole step: a bound that is included makes the range no second longer.
  const last = at + size - 0.5;
  const to = { leq: last, lt: at, eq: last }[operator as string];
  return { fromMs: from ?? null, toMs: to ?? null };
}

const larger = (a: number | null, b: number | null) =>
  a === null || b === null ? (a ?? b) : Math.max(a, b);
const smaller = (a: number | null, b: number | null) =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);

const both = (a: Filter, b: Filter): Filter => ({
  test: (row) => a.test(row) && b.test(row),
  fromMs: larger(a.fromMs, b.fromMs),
  toMs: smaller(a.toMs, b.toMs),
});

const everything: Filter = { test: () => true, fromMs: null, toMs: null };

/** @throws {GraphqlProblem} on a name the dataset does not have, or a value that is none of its kind. */
export function readFilter(given: unknown, known: readonly string[]): Filter {
  if (given === undefined || given === null) return everything;
  if (!isRecord(given)) refuse("error parsing args: filter must be an object");
  return Object.entries(given)
    .map(([key, wanted]): Filter => {
      if (key === "AND") {
        return list(wanted)
          .map((one) => readFilter(one, known))
          .reduce(both, everything);
      }
      if (key === "OR") {
        const all = list(wanted).map((one) => readFilter(one, known));
        return { ...everything, test: (row) => all.some(({ test }) => test(row)) };
      }
      const [name, operator] = split(key);
      const dimension = known.includes(name) ? dimensions[name] : undefined;
      if (dimension === undefined) refuse(`unknown arg ${key}`);
      const test = testOf(name, dimension, operator, wanted);
      const time = Object.hasOwn(sizes, name) ? stretch(name, operator, wanted) : everything;
      return { fromMs: time.fromMs, toMs: time.toMs, test };
    })
    .reduce(both, everything);
}
