/** Today's cost: the value, whose day it is, as of when, from where, and how much of it is priced. */
import { type ReactNode, useId } from "react";
import { cityOf } from "../copy/city.ts";
import { useFace } from "../face.ts";
import type { AllowanceView, TodayView } from "./day.ts";
import { Hours } from "./Hours.tsx";
import { provenanceOf } from "./sentence.ts";

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
        {view.value.is === "known" ? (
          <Money microUsd={view.value.microUsd} />
        ) : (
          <p className="money">
            <span className="dash">—</span> <span className="lead two">{words.today.notKnown}</span>
          </p>
        )}
        {view.allowance && <Allowance view={view.allowance} />}
      </div>
      {view.isStale && view.asOf !== null ? (
        <p className="provenance small caution">
          <span className="ring" />
          {words.today.stale(format.clock(view.asOf))}
        </p>
      ) : (
        <p className="provenance small two">{provenanceOf(view, face)}</p>
      )}
      {view.requests > 0 && <Hours />}
    </section>
  );
}

function Money({ microUsd }: { readonly microUsd: number }): ReactNode {
  const { after, before, sign } = useFace().format.moneyParts(microUsd);
  return (
    <p className="money">
      {before}
      <span className="sign">{sign}</span>
      {after}
    </p>
  );
}

function Allowance({ view }: { readonly view: AllowanceView }): ReactNode {
  const { format, words } = useFace();
  const { leftMicroUsd, ofMicroUsd, share } = view;
  const of = format.money(ofMicroUsd);
  return (
    <div className="allowance small two">
      {leftMicroUsd >= 0
        ? words.today.left(format.money(leftMicroUsd), of)
        : words.today.over(format.money(-leftMicroUsd), of)}
      <svg className="bar" height="4" aria-hidden="true">
        <rect className={share < 1 ? "water" : "full"} width={`${share * 100}%`} height="4" />
      </svg>
    </div>
  );
}
