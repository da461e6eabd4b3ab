/** What the schema says of itself: the types of the datasets by `__type`, and the limits of an account by `settings`. */
import { refuse } from "./graphql-error.ts";
import type { Field } from "./graphql-reader.ts";
import { datasets, dimensions, limits, sums } from "./graphql-sets.ts";
import { isRecord, type Json } from "./json.ts";

const scalars: Readonly<Record<string, string>> = {
  text: "string",
  number: "uint64",
  time: "Time",
  date: "Date",
  list: "string",
};

const named = (kind: string, name: string): Json => ({ kind, name, ofType: null });
const needed = (type: Json): Json => ({ kind: "NON_NULL", name: null, ofType: type });
const field = (name: string, type: Json): Json => ({
  name,
  description: "",
  type: needed(type),
  args: [],
});

const operators: Readonly<Record<string, readonly string[]>> = {
  text: ["", "_neq", "_in", "_notin", "_like"],
  number: ["", "_geq", "_leq", "_gt", "_lt", "_in", "_neq"],
  time: ["", "_geq", "_leq", "_gt", "_lt", "_in", "_neq"],
  date: ["", "_geq", "_leq", "_gt", "_lt", "_in", "_neq"],
  list: ["_has"],
};

const object = (name: string, fields: readonly Json[]): Json => ({
  kind: "OBJECT",
  name,
  description: "",
  fields,
  inputFields: null,
  enumValues: null,
});

function typesOf(dataset: string): readonly Json[] {
  const set = datasets[dataset];
  if (set === undefined) return [];
  const base = `Account${dataset.charAt(0).toUpperCase()}${dataset.slice(1)}`;
  const kindOf = (name: string) => dimensions[name]?.kind ?? "text";
  const parts = [
    field("count", named("SCALAR", "uint64")),
    field("dimensions", named("OBJECT", `${base}Dimensions`)),
    ...(set.sums.length > 0 ? [field("sum", named("OBJECT", `${base}Sum`))] : []),
  ];
  const filters = set.dimensions.flatMap((name) =>
    (operators[kindOf(name)] ?? []).map((operator) => ({
      name: `${name}${operator}`,
      description: "",
      type: named("SCALAR", scalars[kindOf(name)] ?? "string"),
      defaultValue: null,
    })),
  );
  return [
    object(base, parts),
    object(
      `${base}Dimensions`,
      set.dimensions.map((name) => field(name, named("SCALAR", scalars[kindOf(name)] ?? "string"))),
    ),
    object(
      `${base}Sum`,
      set.sums.map((name) =>
        field(name, named("SCALAR", sums[name]?.isWhole === false ? "float64" : "uint64")),
      ),
    ),
    {
      kind: "INPUT_OBJECT",
      name: `${base}Filter_InputObject`,
      description: "",
      fields: null,
      inputFields: filters,
      enumValues: null,
    },
  ];
}

/** The datasets as fields of an account. */
const accountType = object("account", [
  ...Object.keys(datasets).map((name) =>
    field(name, {
      kind: "LIST",
      name: null,
      ofType: named("OBJECT", `Account${name.charAt(0).toUpperCase()}${name.slice(1)}`),
    }),
  ),
  field("settings", named("OBJECT", "AccountSettings")),
]);

const types = new Map(
  [accountType, ...Object.keys(datasets).flatMap(typesOf)].map((type) => [String(type.name), type]),
);

/** The asked-for parts of a plain value. @throws {GraphqlProblem} on a part it does not have. */
function project(value: unknown, fields: readonly Field[] | null): unknown {
  if (Array.isArray(value)) return value.map((one) => project(one, fields));
  if (!isRecord(value)) {
    if (fields !== null && value !== null) refuse("scalar fields must have no selections");
    return value;
  }
  if (fields === null) refuse("object field must have selections");
  return Object.fromEntries(
    fields.map(({ as, name, fields: inner }) => {
      if (!Object.hasOwn(value, name)) refuse(`unknown field "${name}"`);
      return [as, project(value[name], inner)];
    }),
  );
}

export function typeOf({ args, fields }: Field): unknown {
  return project(types.get(String(args.name)) ?? null, fields);
}

/** "Account limits via `settings` node." */
export function settingsOf(
  fields: readonly Field[] | null,
  unentitled: readonly string[],
): unknown {
  const all = Object.entries(datasets).map(([name, set]) => [
    name,
    {
      enabled: true,
      availableFields: [
        "count",
        ...set.dimensions.map((one) => `dimensions_${one}`),
        ...set.sums.map((one) => `sum_${one}`),
      ].filter((one) => !unentitled.includes(one)),
      maxDuration: limits.maxDurationSeconds,
      maxNumberOfFields: limits.maxNumberOfFields,
      maxPageSize: limits.maxPageSize,
      notOlderThan: limits.notOlderThanSeconds,
    },
  ]);
  return project(Object.fromEntries(all), fields);
}
