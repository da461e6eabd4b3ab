/** Gives every kind and every ending of a request one small number: names repeat a million times and are kept once. */
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { Ending, Kind } from "./row.ts";

export type Names = {
  /** Writes it down when it is new. */
  kindId(kind: Kind): number;
  endingId(ending: Ending): number;
  kind(id: number): Kind;
  ending(id: number): Ending;
  /** After a transaction that did not come to its end: numbers given in it are void. */
  forget(): void;
};

/** Of a time when nobody noted the profile; no id of one. */
export const unnotedProfile = "?";

/** Whoever makes up names by the thousand finds the list begun anew. */
const mostKept = 4096;

/** The order of the values is that of the columns. */
type Form<T> = {
  readonly table: string;
  readonly columns: readonly string[];
  readonly valuesOf: (one: T) => SQLInputValue[];
  readonly from: (values: readonly unknown[]) => T;
};

const textOrNull = (value: unknown) => (value === "" ? null : value);

const kinds: Form<Kind> = {
  table: "kind",
  columns: ["provider", "model", "route", "by", "profile"],
  valuesOf: ({ provider, model, route, by, profile }) => [
    ...[provider, model ?? "", route, by],
    profile ?? "",
  ],
  from: ([provider, model, route, by, profile]) => {
    const known = profile === unnotedProfile ? null : textOrNull(profile);
    return { provider, model: textOrNull(model), route, by, profile: known } as Kind;
  },
};

const endings: Form<Ending> = {
  table: "ending",
  columns: ["status", "outcome", "refusal", "cacheHit", "tier", "unpriced"],
  valuesOf: ({ status, outcome, refusal, cacheHit, tier, unpriced }) => [
    ...[status ?? 0, outcome, refusal ?? "", cacheHit ? 1 : 0],
    ...[tier ?? "", unpriced ?? ""],
  ],
  from: ([status, outcome, refusal, cacheHit, tier, unpriced]) =>
    ({
      ...{ status: status === 0 ? null : status, outcome, refusal: textOrNull(refusal) },
      ...{ cacheHit: cacheHit === 1, tier: textOrNull(tier), unpriced: textOrNull(unpriced) },
    }) as Ending,
};

function createList<T>(db: DatabaseSync, { table, columns, valuesOf, from }: Form<T>) {
  const quoted = columns.map((name) => `"${name}"`);
  const where = quoted.map((name) => `${name} = ?`).join(" AND ");
  const find = db.prepare(`SELECT id FROM ${table} WHERE ${where}`);
  const marks = columns.map(() => "?").join(", ");
  const insert = db.prepare(`INSERT INTO ${table} (${quoted.join(", ")}) VALUES (${marks})`);
  const read = db.prepare(`SELECT ${quoted.join(", ")} FROM ${table} WHERE id = ?`);
  read.setReturnArrays(true);
  const ids = new Map<string, number>();
  const known = new Map<number, T>();
  return {
    id(one: T, key: string): number {
      const given = ids.get(key);
      if (given !== undefined) return given;
      const values = valuesOf(one);
      const id = Number(find.get(...values)?.id ?? insert.run(...values).lastInsertRowid);
      if (ids.size >= mostKept) ids.clear();
      ids.set(key, id);
      return id;
    },
    one(id: number): T {
      const before = known.get(id);
      if (before !== undefined) return before;
      const one = from((read.get(id) ?? []) as unknown as readonly unknown[]);
      if (known.size >= mostKept) known.clear();
      known.set(id, one);
      return one;
    },
    forget() {
      ids.clear();
      known.clear();
    },
  };
}

export function createNames(db: DatabaseSync): Names {
  const kindList = createList(db, kinds);
  const endingList = createList(db, endings);
  return {
    kindId(kind) {
      const { provider, model, route, by, profile } = kind;
      return kindList.id(kind, `${route} ${by} ${profile ?? ""} ${provider}\0${model ?? ""}`);
    },
    endingId(ending) {
      const { status, outcome, refusal, cacheHit, tier, unpriced } = ending;
      const key = `${status} ${outcome} ${refusal} ${cacheHit} ${unpriced} ${tier}`;
      return endingList.id(ending, key);
    },
    kind: kindList.one,
    ending: endingList.one,
    forget() {
      kindList.forget();
      endingList.forget();
    },
  };
}
