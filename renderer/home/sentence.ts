/** The sentences of Home that carry facts: what is proven about the route, and where today's figure comes from. */
import { providerName } from "../copy/provider.ts";
import { untilOf, whenOf } from "../copy/words.ts";
import type { Face } from "../face.ts";
import type { TodayView } from "./day.ts";
import type { Proof, RouteView } from "./view.ts";

type Speaker = Pick<Face, "format" | "now" | "words">;
type Teller = Pick<Face, "format" | "words">;

export function sentenceOf({ control, proof }: RouteView, face: Speaker): string {
  const sentence = proofOf(proof, face);
  // Without a switch the title has said it; beside one the sentence must.
  return control.is === "switch" && isAbsence(proof.is)
    ? `${face.words.route[proof.is]}. ${sentence}`
    : sentence;
}

const isAbsence = (is: Proof["is"]): is is "notFound" | "notLinked" | "unreadable" =>
  is === "notFound" || is === "notLinked" || is === "unreadable";

function proofOf(proof: Proof, { format, now, words }: Speaker): string {
  switch (proof.is) {
    case "direct":
      return words.proof.direct(
        proof.provider ? providerName(proof.provider) : words.flow.providers,
      );
    case "tested":
    case "verified":
      return words.proof[proof.is](whenOf(words, format, proof.at, now));
    case "paused":
      return proof.untilAt === null
        ? words.proof.paused
        : words.proof.pausedUntil(untilOf(words, format, proof.untilAt, now));
    case "stillDirect":
    case "refusing":
      return words.proof[proof.is](words.codes[proof.code].head);
    case "allowance":
      return words.proof.allowance(format.money(proof.microUsd));
    default:
      return words.proof[proof.is];
  }
}

/** The one line under the figure. */
export function provenanceOf(view: TodayView, { format, words }: Teller): string {
  const { asOf, requests, source, tokens, unpriced, value } = view;
  const { meter, today } = words;
  if (value.is === "known") {
    if (asOf === null) return today.zeroRequests;
    const clock = format.clock(asOf);
    const { giveMicroUsd } = value;
    if (giveMicroUsd === null) return meter.lineAtLeast(clock, withoutCost(view));
    return giveMicroUsd === 0
      ? meter.line(clock, meter.sources[source])
      : meter.lineWithin(clock, meter.sources[source], format.money(giveMicroUsd));
  }
  if (value.why === "noRequests") {
    // The list below has them.
    const isTested = view.testedAt !== null && format.dayOf(view.testedAt) === view.day;
    return isTested ? today.onlyTests : today.noRequests;
  }
  const reason =
    value.why === "unpriced"
      ? today.unpriced(requests, format.list(unpriced))
      : today.unmetered(requests);
  return asOf === null || tokens === 0
    ? reason
    : `${reason} ${today.known(format.clock(asOf), tokens)}`;
}

/** "At least" is said because of one request at the least. */
const withoutCost = ({ priced, requests }: TodayView): number => Math.max(requests - priced, 1);

/** Everything there is to say about the figure, for whoever asks. */
export function factsOf(view: TodayView, teller: Teller): readonly string[] {
  const { facts } = teller.words.meter;
  const { format } = teller;
  const { openclaw, priced, source, value } = view;
  const known =
    value.is === "known" && priced > 0
      ? [source === "both" ? facts.both(view.confirmed, priced) : facts[source]]
      : [];
  return [
    ...known,
    ...certaintyOf(view, teller),
    elsewhereOf(view, teller),
    ...(openclaw
      ? [facts.openclaw(format.money(openclaw.costMicroUsd), format.clock(openclaw.asOf))]
      : []),
  ];
}

function certaintyOf(view: TodayView, { format, words }: Teller): readonly string[] {
  const { facts } = words.meter;
  const { unpriced, value } = view;
  if (value.is === "unknown" || value.giveMicroUsd === 0) return [];
  if (value.giveMicroUsd !== null) return [facts.within(format.money(value.giveMicroUsd))];
  const amount = format.money(value.microUsd);
  const requests = withoutCost(view);
  return [
    unpriced.length === 0
      ? facts.atLeast(amount, requests)
      : facts.atLeastOf(amount, requests, format.list(unpriced)),
  ];
}

function elsewhereOf({ elsewhere }: TodayView, { format, words }: Teller): string {
  const { facts } = words.meter;
  if (elsewhere === null) return facts.notAsked;
  const { costMicroUsd, knownUntil, requests } = elsewhere;
  if (knownUntil === null) return facts.notYet;
  const clock = format.clock(knownUntil);
  if (costMicroUsd === null && requests > 0) return facts.elsewhereUnpriced(requests, clock);
  return costMicroUsd === null || requests === 0
    ? facts.nothingElse(clock)
    : facts.elsewhere(format.money(costMicroUsd), requests, clock);
}

/** Shown without being asked for: two sources that do not agree. */
export function driftOf(
  { driftPercent }: Pick<TodayView, "driftPercent">,
  { format, words: { meter } }: Teller,
): string | null {
  if (driftPercent === null) return null;
  return driftPercent > 0
    ? meter.driftAbove(format.percent(driftPercent))
    : meter.driftBelow(format.percent(-driftPercent));
}
