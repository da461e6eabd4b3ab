/** What the page of usage asks: the range by its hours or days, and by what it is split. */
import { useCallback, useMemo } from "react";
import type {
  AgentRow,
  QueryReply,
  RangeFigure,
  RangeRow,
} from "../../preload/contract/command.ts";
import type { AppState } from "../../preload/contract/state.ts";
import { useFace } from "../page-face.ts";
import { type Asking, readOf, useAsking } from "./asking.ts";
import type { PartName } from "./parts.ts";
import { type RangeName, type Span, spanOf } from "./span.ts";

type Failed = Extract<QueryReply, { readonly ok: false }>;
type Rows<T> = { readonly ok: true; readonly rows: readonly T[] } | Failed;

/** All answers belong together, and say what they answer. */
export type Answer = {
  readonly span: Span;
  readonly by: PartName;
  readonly series: Rows<RangeRow>;
  readonly parts: Rows<RangeRow | AgentRow>;
  /** How sure the figure of the range is; null: nobody could say. Today's is in the snapshot. */
  readonly whole: RangeFigure | null;
  /** When it was known. */
  readonly at: number;
};

const quarterMs = 900_000;

/** Another one: there were requests, or what they cost is known better. */
const stampOf = ({ recent, today }: AppState["usage"]): string =>
  [recent[0]?.id, today.requests, today.priced, today.confirmed, today.costMicroUsd].join(" ");

export function useAnswer(name: RangeName, by: PartName): Asking<Answer> & { readonly span: Span } {
  const { now, read, state } = useFace();
  const { day, zone } = state.usage.today;
  // The rolling range moves on with the ledger's quarters of an hour, the others at midnight.
  const moment = name === "hours" ? Math.floor(now / quarterMs) * quarterMs : 0;
  const span = useMemo(
    () => spanOf(name, { now: moment, today: day, zone }),
    [name, moment, day, zone],
  );
  const ask = useCallback(async (): Promise<Answer> => {
    const { from, to } = span;
    const asked = readOf(read);
    const [series, parts, whole] = await Promise.all([
      asked({ type: "usage.range", from, to, by: span.by }),
      asked(
        by === "agent" ? { type: "usage.agents", from, to } : { type: "usage.range", from, to, by },
      ),
      span.name === "today" ? null : asked({ type: "usage.figure", from, to }),
    ]);
    return {
      ...{ span, by, at: Date.now() },
      series: series as Rows<RangeRow>,
      parts: parts as Rows<RangeRow | AgentRow>,
      whole: whole?.ok ? (whole.figure ?? null) : null,
    };
  }, [by, read, span]);
  return { ...useAsking(ask, stampOf(state.usage)), span };
}
