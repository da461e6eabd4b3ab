/** What Cloudflare and OpenClaw say of the same time, each by itself: what nobody has told is not there. */
import type { ReactNode } from "react";
import { type Face, useFace } from "../page-face.ts";
import type { Answer } from "./answer.ts";
import type { RangeFigure } from "./figure.ts";

type Aside = { readonly name: string; readonly value: string; readonly what: string };

export function Beside(props: {
  readonly answer: Answer;
  readonly figure: RangeFigure;
}): ReactNode {
  const face = useFace();
  const asides = [
    // Today's is the snapshot's, as the figure is.
    ...confirmedOf(
      props.answer.span.name === "today" ? face.state.usage.today : props.figure,
      face,
    ),
    ...pastOf(props.answer, face),
    ...openClawOf(props.answer, face),
  ];
  if (asides.length === 0) return null;
  return (
    <dl className="beside">
      {asides.map(({ name, value, what }) => (
        <div key={name}>
          <dt className="small">{name}</dt>
          <dd className="lead">{value}</dd>
          <dd className="small three">{what}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Without a token for it Cloudflare is not asked, and none is not worth saying. */
function confirmedOf(
  { confirmed, priced }: Pick<RangeFigure, "confirmed" | "priced">,
  { state, words: { usage } }: Face,
): readonly Aside[] {
  if (priced === 0 || (confirmed === 0 && state.cloudflare.status === "off")) return [];
  const { beside } = usage;
  return [
    {
      name: beside.confirmed,
      value: beside.confirmedOf(confirmed, priced),
      what: beside.confirmedWhat,
    },
  ];
}

/** Today's from the snapshot, which says until when; that of another range is told behind its figure. */
function pastOf({ span, whole }: Answer, { format, state, words }: Face): readonly Aside[] {
  const { beside } = words.usage;
  const { elsewhere } = state.usage.today.coverage;
  const asideOf = (microUsd: number | null, what: string): readonly Aside[] => [
    { name: beside.past, value: microUsd === null ? "—" : format.money(microUsd), what },
  ];
  if (span.name === "today")
    return elsewhere === null || elsewhere.knownUntil === null || elsewhere.requests === 0
      ? []
      : asideOf(
          elsewhere.costMicroUsd,
          beside.pastKnown(elsewhere.requests, format.clock(elsewhere.knownUntil)),
        );
  const past = whole?.coverage.elsewhere;
  return !past || past.requests === 0
    ? []
    : asideOf(past.costMicroUsd, beside.pastRange(past.requests));
}

/** Today's is in the snapshot; another range's is known where its agents are looked at. */
function openClawOf(
  { at, by, parts, span }: Answer,
  { format, state, words }: Face,
): readonly Aside[] {
  const { beside } = words.usage;
  const asideOf = (microUsd: number, asOf: number): readonly Aside[] => [
    {
      name: beside.openclaw,
      value: format.money(microUsd),
      what: beside.openclawAt(format.clock(asOf)),
    },
  ];
  if (by === "agent" && parts.ok) {
    const known = parts.rows.flatMap(({ costMicroUsd }) => costMicroUsd ?? []);
    if (known.length > 0)
      return asideOf(
        known.reduce((sum, cost) => sum + cost, 0),
        at,
      );
  }
  const { openclaw } = state.usage.today;
  return span.name === "today" && openclaw !== null
    ? asideOf(openclaw.costMicroUsd, openclaw.asOf)
    : [];
}
