/** Finds requests by what they were, a piece of the ids at a time: names are looked through once each, rows go by the numbers of theirs. */
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { RequestRow } from "../../preload/contract/state.ts";
import { quarterMs } from "../core/spend.ts";
import { columns, createRowReader, type FullRow } from "./full-row.ts";
import { packedRange } from "./log-id.ts";
import type { Names } from "./names.ts";

/** The same object for all pieces of one search. */
export type Filter = {
  /** Begun in `[fromMs, toMs)`. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly route: RequestRow["route"] | null;
  readonly outcome: RequestRow["outcome"] | null;
  /** True: only those that were answered from Cloudflare's store. */
  readonly isHit?: boolean;
  /** Lowercase, each once: all of them stand somewhere in the names of a request, or begin its log id. */
  readonly words: readonly string[];
};

export type FindQuery = {
  readonly filter: Filter;
  /** Ids below this one. */
  readonly before: number;
  readonly limit: number;
};

/** Ids falling; `next` is the `before` of the following piece, null at the end. */
export type Found<T = FullRow> = { readonly rows: readonly T[]; readonly next: number | null };

export type Search = {
  find(query: FindQuery): Found;
  /** Numbers of names may be given anew. */
  forget(): void;
};

/** Half a millisecond where none of them is one: whatever a stream has to say waits for no more than that. */
const idsAtOnce = 1024;
const mostVerdicts = 4096;

/** What the names of a request say: it is one · it is none · it is one if its log id begins with the word of that number, from 1. */
const [isOne, isNone] = [0, -1];

type Asked = {
  readonly filter: Filter;
  /** Ids outside need not be looked at. */
  readonly firstId: number;
  readonly lastId: number;
  readonly statement: ReturnType<DatabaseSync["prepare"]>;
  readonly verdicts: Map<number, number>;
};

export function createSearch(db: DatabaseSync, names: Names): Search {
  // Apart, for asked together they are looked for in every row.
  const extent = db.prepare(
    "SELECT (SELECT min(id) FROM request) AS firstId, (SELECT max(id) FROM request) AS lastId",
  );
  const spanOf = db.prepare(
    "SELECT min(firstId) AS firstId, max(lastId) AS lastId FROM span WHERE startAt > ? AND startAt < ?",
  );
  const fullRow = createRowReader(names);
  let asked: Asked | null = null;

  const judge = (
    { isHit, outcome, route, words }: Filter,
    kindId: number,
    endingId: number,
  ): number => {
    const kind = names.kind(kindId);
    const ending = names.ending(endingId);
    if ((route ?? kind.route) !== kind.route) return isNone;
    if ((outcome ?? ending.outcome) !== ending.outcome) return isNone;
    if (isHit && !ending.cacheHit) return isNone;
    const texts = [
      ...[kind.provider, kind.model ?? "", String(ending.status ?? "")],
      ...[ending.refusal ?? "", ending.outcome],
    ].map((text) => text.toLowerCase());
    const missing = words.filter((word) => !texts.some((text) => text.includes(word)));
    const longest = missing.reduce((one, word) => (word.length > one.length ? word : one), "");
    // One log id begins with all of them only where each begins the longest.
    if (!missing.every((word) => longest.startsWith(word))) return isNone;
    return missing.length === 0 ? isOne : words.indexOf(longest) + 1;
  };

  db.function("verdictOfNames", (kindId, endingId) => {
    if (asked === null) return isNone;
    const [kind, ending] = [Number(kindId), Number(endingId)];
    const key = kind * 2 ** 26 + ending;
    const known = asked.verdicts.get(key);
    if (known !== undefined) return known;
    const verdict = judge(asked.filter, kind, ending);
    if (asked.verdicts.size >= mostVerdicts) asked.verdicts.clear();
    asked.verdicts.set(key, verdict);
    return verdict;
  });
  db.function("beginsWithWord", (logId, number) => {
    const word = asked?.filter.words[Number(number) - 1];
    return word !== undefined && String(logId).toLowerCase().startsWith(word) ? 1 : 0;
  });

  const begin = (filter: Filter): Asked => {
    const { fromMs, toMs, words } = filter;
    const isAlways = fromMs <= 0 && toMs === Number.MAX_SAFE_INTEGER;
    const { firstId, lastId } =
      (isAlways ? extent.get() : spanOf.get(fromMs - quarterMs, toMs)) ?? {};
    const begun = words.map(
      (_, index) => `WHEN ${index + 1} THEN
        iif(typeof(logId) = 'text', beginsWithWord(logId, ${index + 1}), logId BETWEEN ? AND ?)`,
    );
    const statement = db.prepare(`SELECT ${columns} FROM request
      WHERE id >= ? AND id < ? AND startedAt >= ? AND startedAt < ?
        AND CASE verdictOfNames(kind, ending) WHEN ${isOne} THEN 1 WHEN ${isNone} THEN 0 ${begun.join(" ")} END
      ORDER BY id DESC LIMIT ?`);
    statement.setReturnArrays(true);
    const ids = { firstId: Number(firstId ?? 1), lastId: Number(lastId ?? 0) };
    return { filter, ...ids, statement, verdicts: new Map() };
  };

  return {
    find({ before, filter, limit }) {
      if (asked?.filter !== filter) asked = begin(filter);
      const { firstId, lastId, statement } = asked;
      const endId = Math.min(before, lastId + 1);
      const startId = Math.max(endId - idsAtOnce, firstId);
      if (startId >= endId) return { rows: [], next: null };
      const ranges = filter.words.flatMap((word) => packedRange(word) ?? [null, null]);
      const found = statement.all(
        ...[startId, endId, filter.fromMs, filter.toMs],
        ...ranges,
        limit,
      ) as unknown as SQLOutputValue[][];
      const rows = found.map(fullRow);
      if (rows.length === limit) return { rows, next: rows.at(-1)?.id ?? null };
      return { rows, next: startId > firstId ? startId : null };
    },
    forget() {
      asked = null;
    },
  };
}
