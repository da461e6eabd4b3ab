/** Tells a voice what another range comes to, once it is there. */
import { useEffect, useRef } from "react";
import { type Face, useFace } from "../page-face.ts";
import { say } from "../voice.ts";
import type { Answer } from "./answer.ts";
import { figureOf } from "./figure.ts";
import type { RangeName } from "./span.ts";

export function useTold(answer: Answer | null): void {
  const face = useFace();
  const before = useRef<RangeName | null>(null);
  useEffect(() => {
    const name = answer?.span.name ?? null;
    if (answer === null || before.current === name) return;
    // The first one is the page itself.
    if (before.current !== null) say(sentenceOf(answer, face));
    before.current = name;
  }, [answer, face]);
}

/** "The last 7 days: $12.40, 812 requests" */
function sentenceOf({ series, span }: Answer, { format, state, words }: Face): string {
  const { lists, usage } = words;
  const { costFrom, line } = usage.requests.detail;
  const range = usage.rangeNames[span.name];
  if (!series.ok) return line(range, words.codes[series.error.code].head);
  const figure = figureOf(series.rows);
  if (figure.requests === 0) return line(range, usage.empty);
  const { costMicroUsd } = span.name === "today" ? state.usage.today : figure;
  const cost = costMicroUsd === null ? costFrom.none : format.money(costMicroUsd);
  return line(range, `${cost}, ${lists.requests(figure.requests)}`);
}
