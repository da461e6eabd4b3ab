/** The list as the ledger gives it: the newest page, older ones as they are scrolled to, newer ones as they come. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { Query, QueryReply } from "../../preload/contract/command.ts";
import type { RequestRow } from "../../preload/contract/state.ts";
import type { Refusal } from "../face.ts";
import { useFace } from "../page-face.ts";
import { readOf, useAsking } from "../usage/asking.ts";
import { begunWith, type Loaded, pageSize, withFresh, withNewest, withOlder } from "./list.ts";

export type Filters = Pick<Extract<Query, { type: "requests.list" }>, "outcome" | "route"> & {
  readonly search: string;
};

export type Feed = {
  /** Null: nothing has been answered yet. */
  readonly loaded: (Loaded & { readonly filters: Filters }) | null;
  /** What is shown are the rows of the filters before. */
  readonly isBehind: boolean;
  readonly refusal: Refusal | null;
  readonly loadMore: () => void;
  readonly showFresh: () => void;
  readonly askAgain: () => void;
};

type Page = { readonly filters: Filters; readonly reply: QueryReply };

/** @param filters the same object as long as they are the same · @param isReading asked when there are newer ones. */
export function useFeed(filters: Filters, isReading: () => boolean): Feed {
  const { read, state } = useFace();
  const { recent, today } = state.usage;
  const [tries, setTries] = useState(0);
  const [loaded, setLoaded] = useState<Feed["loaded"]>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const older = useRef<{ readonly filters: Filters; readonly before: number } | null>(null);
  const reading = useRef(isReading);
  reading.current = isReading;

  const ask = useCallback(
    async (before?: number): Promise<Page> => {
      const { outcome, route, search } = filters;
      const reply = await readOf(read)({
        type: "requests.list",
        limit: pageSize,
        ...(before !== undefined && { before }),
        ...(outcome && { outcome }),
        ...(route && { route }),
        ...(search && { search }),
        ...(before === undefined && (outcome || route || search) && { isLive: true }),
      });
      return { filters, reply };
    },
    [filters, read],
  );
  const newest = useCallback(() => ask(), [ask]);
  const stamp = [recent[0]?.id, today.requests, today.confirmed, today.costMicroUsd, tries];
  const { answer, isBehind } = useAsking(newest, stamp.join(" "));

  useEffect(() => {
    if (answer === null) return;
    const { reply } = answer;
    setRefusal(reply.ok ? null : reply.error);
    if (!reply.ok) return;
    const rows = reply.rows as readonly RequestRow[];
    setLoaded((held) => ({
      ...(held?.filters === answer.filters
        ? withNewest(held, rows, reading.current())
        : begunWith(rows)),
      filters: answer.filters,
    }));
  }, [answer]);

  const loadMore = useCallback(() => {
    const before = loaded?.rows.at(-1)?.id;
    if (loaded === null || before === undefined || loaded.isComplete) return;
    if (loaded.filters !== filters || older.current?.before === before) return;
    older.current = { filters, before };
    void ask(before).then(({ reply }) => {
      if (older.current?.filters === filters) older.current = null;
      if (!reply.ok) return setRefusal(reply.error);
      const rows = reply.rows as readonly RequestRow[];
      setLoaded((held) =>
        held?.filters === filters && held.rows.at(-1)?.id === before
          ? { ...withOlder(held, rows), filters }
          : held,
      );
    });
  }, [ask, filters, loaded]);

  return {
    loaded,
    isBehind,
    refusal,
    loadMore,
    showFresh: useCallback(
      () => setLoaded((held) => held && { ...withFresh(held), filters: held.filters }),
      [],
    ),
    askAgain: useCallback(() => setTries((before) => before + 1), []),
  };
}
