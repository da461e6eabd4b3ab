/** Checks what a query wants of a dataset against what the dataset has: fields, order, limit, stretch of time. */
import { refuse } from "./graphql-error.ts";
import { type Filter, readFilter } from "./graphql-filter.ts";
import { type Field, isName } from "./graphql-reader.ts";
import { datasets, dimensions, limits, sums } from "./graphql-sets.ts";
import { list } from "./json.ts";

export type Order = {
  /** "count", "sum_cost" or the name of a dimension that is asked for. */
  readonly by: string;
  readonly isDown: boolean;
};

export type AskedGroups = {
  readonly dataset: string;
  readonly dimensions: readonly Field[];
  /** What is wanted of each group, dimensions and sums included. */
  readonly fields: readonly Field[];
  readonly limit: number;
  readonly filter: Filter;
  readonly orders: readonly Order[];
};

export type Limited = {
  readonly accountId: string;
  readonly nowMs: number;
  readonly unentitled: readonly string[];
};

type Path = readonly string[];

/** The parts of a group with parts of their own. */
function partsOf(dataset: string): Readonly<Record<string, readonly string[]>> {
  const set = datasets[dataset] ?? { dimensions: [], sums: [], rows: "none" };
  return {
    dimensions: set.dimensions,
    avg: ["sampleInterval"],
    ...(set.sums.length > 0 ? { sum: set.sums } : {}),
    ...(set.rows === "size" ? { max: ["rows"] } : {}),
  };
}

/** @throws {GraphqlProblem} on what the dataset does not have; one field too many, and the whole query fails. */
function checkFields(field: Field, limited: Limited, path: Path): readonly Field[] {
  const { fields } = field;
  if (fields === null) refuse(`object field must have selections: "${field.name}"`, path);
  const parts = partsOf(field.name);
  let leaves = 0;
  for (const { name, fields: inner } of fields) {
    const known = Object.hasOwn(parts, name) ? parts[name] : undefined;
    if (known === undefined) {
      if (name !== "count" && name !== "__typename") refuse(`unknown field "${name}"`, path);
      if (inner !== null) refuse(`scalar fields must have no selections: "${name}"`, path);
      continue;
    }
    if (inner === null) refuse(`object field must have selections: "${name}"`, path);
    for (const leaf of inner) {
      leaves += 1;
      if (!known.includes(leaf.name)) refuse(`unknown field "${leaf.name}"`, path);
      if (leaf.fields !== null)
        refuse(`scalar fields must have no selections: "${leaf.name}"`, path);
      if (limited.unentitled.includes(`${name}_${leaf.name}`)) {
        const called = leaf.name.toLowerCase();
        refuse(
          `account '${limited.accountId}' does not have access to the field '${called}'`,
          path,
        );
      }
    }
  }
  if (leaves > limits.maxNumberOfFields) {
    refuse(`number of fields can't be more than ${limits.maxNumberOfFields}`, path);
  }
  return fields;
}

const units = { w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 } as const;

/** A length of time the way Cloudflare writes it: "4w4d". */
function lengthOf(seconds: number): string {
  let rest = seconds;
  let said = "";
  for (const [unit, size] of Object.entries(units)) {
    const times = Math.floor(rest / size);
    if (times > 0) said += `${times}${unit}`;
    rest -= times * size;
  }
  return said || "0s";
}

/** "62 d back, 32 d per query." */
function checkTime({ fromMs, toMs }: Filter, { accountId, nowMs }: Limited, path: Path): void {
  if (fromMs === null) return;
  const { notOlderThanSeconds: oldest, maxDurationSeconds: longest } = limits;
  const age = Math.floor((nowMs - fromMs) / 1000);
  const span = Math.floor(((toMs ?? nowMs) - fromMs) / 1000);
  if (age > oldest) {
    const said = `cannot request data older than ${lengthOf(oldest)}, but your query requests data from ${lengthOf(age)} ago`;
    refuse(`account "${accountId}" ${said}`, path);
  }
  if (span > longest) {
    const said = `cannot request a time range wider than ${lengthOf(longest)}, but your query time range spans ${lengthOf(span)}`;
    refuse(`account "${accountId}" ${said}`, path);
  }
}

function ordersOf(given: unknown, asked: readonly Field[], path: Path): readonly Order[] {
  const all = given === undefined || given === null ? [] : Array.isArray(given) ? given : [given];
  return list(all).map((one) => {
    const name = isName(one) ? one.name : String(one);
    const [, by = "", direction = ""] = /^(.+)_(ASC|DESC)$/.exec(name) ?? [];
    const isDimension = Object.hasOwn(dimensions, by) && asked.some((field) => field.name === by);
    const isSum = by.startsWith("sum_") && Object.hasOwn(sums, by.slice(4));
    if (by !== "count" && !isDimension && !isSum) {
      refuse(`error parsing args: unknown order "${name}"`, path);
    }
    return { by, isDown: direction === "DESC" };
  });
}

/** @throws {GraphqlProblem} */
export function askedOf(field: Field, limited: Limited, path: Path): AskedGroups {
  const { limit, filter: given, orderBy, ...others } = field.args;
  const fields = checkFields(field, limited, path);
  for (const name of Object.keys(others)) refuse(`unknown arg ${name}`, path);
  const isLimit = typeof limit === "number" && Number.isInteger(limit) && limit >= 1;
  if (!isLimit || limit > limits.maxPageSize) {
    refuse(`limit must be positive number and not greater than ${limits.maxPageSize}`, path);
  }
  const filter = readFilter(given, datasets[field.name]?.dimensions ?? []);
  checkTime(filter, limited, path);
  const asked = fields
    .filter(({ name }) => name === "dimensions")
    .flatMap((one) => one.fields ?? []);
  const orders = ordersOf(orderBy, asked, path);
  return { dataset: field.name, dimensions: asked, fields, limit, filter, orders };
}
