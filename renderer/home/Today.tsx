/** Today's cost: the value, whose day it is, how sure it is, and on demand all there is to know about it. */
import { type ReactNode, useId } from "react";
import { cityOf } from "../copy/city.ts";
import { useFace } from "../face.ts";
import { Down, ToneMark } from "../ui/Marks.tsx";
import { AllowanceBar } from "./Allowance.tsx";
import type { TodayView } from "./day.ts";
import { Hours } from "./Hours.tsx";
import { driftOf, factsOf, provenanceOf } from "./sentence.ts";

export function Today({ view }: { readonly view: TodayView }): ReactNode {
  const face = useFace();
  const { format, language, words } = face;
  const id = useId();
  const city = cityOf(view.zone, language);
  return (
    <section className="block today" aria-labelledby={id}>
      <div className="between">
        <h2 className="strong" id={id}>
          {words.today.title}
        </h2>
        <span className="small three day">
          {format.day(view.day)}, {city ? words.today.zone(city) : view.zone}
        </span>
      </div>
      <div className="hero">
        <Money microUsd={view.value.is === "known" ? view.value.microUsd : null} />
        {view.allowance && <AllowanceBar view={view.allowance} />}
      </div>
      <Provenance view={view} />
      {view.requests > 0 && <Hours />}
    </section>
  );
}

/** How sure today's figure is, on demand all there is to know about it, and where prices lie apart. */
export function Provenance({ view }: { readonly view: TodayView }): ReactNode {
  const face = useFace();
  return (
    <ProvenanceOf
      line={<Line view={view} />}
      facts={factsOf(view, face)}
      drift={driftOf(view, face)}
    />
  );
}

/** Of whatever figure: a line, all there is to know behind it, and two sources that do not agree. */
export function ProvenanceOf(props: {
  readonly line: ReactNode;
  readonly facts: readonly string[];
  readonly drift: string | null;
}): ReactNode {
  const { drift, facts, line } = props;
  return (
    <>
      <details className="provenance small two">
        <summary>
          {line}
          <Down />
        </summary>
        <ul className="facts">
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      </details>
      {drift !== null && (
        <p className="small two">
          <ToneMark tone="calm" size={12} />
          {drift}
        </p>
      )}
    </>
  );
}

function Line({ view }: { readonly view: TodayView }): ReactNode {
  const face = useFace();
  if (!view.isStale || view.asOf === null) return <span>{provenanceOf(view, face)}</span>;
  return (
    <span className="caution">
      <span className="ring" />
      {face.words.today.stale(face.format.clock(view.asOf))}
    </span>
  );
}

/** Null: not known. */
export function Money({ microUsd }: { readonly microUsd: number | null }): ReactNode {
  const { format, words } = useFace();
  if (microUsd === null)
    return (
      <p className="money">
        <span className="dash">—</span> <span className="lead two">{words.today.notKnown}</span>
      </p>
    );
  const { after, before, sign } = format.moneyParts(microUsd);
  return (
    <p className="money">
      {before}
      <span className="sign">{sign}</span>
      {after}
    </p>
  );
}
