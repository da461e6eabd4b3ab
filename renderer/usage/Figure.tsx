/** The figure of a range: the value, whose days, as of when, by whom and how sure; beside it what others say, never added. */
import type { ReactNode } from "react";
import { cityOf } from "../copy/city.ts";
import { todayOf } from "../home/day.ts";
import { driftOf } from "../home/sentence.ts";
import { Money, Provenance, ProvenanceOf } from "../home/Today.tsx";
import { type Face, useFace } from "../page-face.ts";
import type { Answer } from "./answer.ts";
import { Beside } from "./Beside.tsx";
import { factsOf, lineOf } from "./certainty.ts";
import type { RangeFigure } from "./figure.ts";
import type { Span } from "./span.ts";

export function FigureBlock(props: {
  readonly answer: Answer;
  readonly figure: RangeFigure;
}): ReactNode {
  const { answer, figure } = props;
  const face = useFace();
  const { language, state, words } = face;
  const isToday = answer.span.name === "today";
  const view = todayOf(state);
  const { zone } = state.usage.today;
  const city = cityOf(zone, language);
  // Today's is the very one Home shows, as new as the snapshot.
  const microUsd = !isToday
    ? figure.costMicroUsd
    : view.value.is === "known"
      ? view.value.microUsd
      : null;
  return (
    <section className="usage-figure" aria-label={words.usage.rangeNames[answer.span.name]}>
      <div className="grow">
        <h2>
          <span className="strong">{words.usage.rangeNames[answer.span.name]}</span>{" "}
          <span className="small three">
            {spanWord(answer.span, face)}, {city ? words.today.zone(city) : zone}
          </span>
        </h2>
        <Money microUsd={microUsd} />
        {isToday ? (
          <Provenance view={view} />
        ) : (
          <ProvenanceOf
            line={<span>{lineOf(answer, figure, face)}</span>}
            facts={factsOf(answer, figure, face)}
            drift={answer.whole && driftOf(answer.whole, face)}
          />
        )}
      </div>
      <Beside answer={answer} figure={figure} />
    </section>
  );
}

/** "Fri 20 Nov", "since Thu 19 Nov, 14:15", "Sat 14 Nov to Fri 20 Nov". */
function spanWord({ days, from, name }: Span, { format, state, words: { usage } }: Face): string {
  if (name === "hours") return usage.since(format.date(from), format.clock(from));
  const first = days[0];
  const last = days.at(-1);
  return first === undefined || last === undefined
    ? format.day(state.usage.today.day)
    : usage.span(...format.days(first, last));
}
