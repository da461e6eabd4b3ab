/** How sure the figure of a range is, in words: what it may be off by, what is missing in it, from when on anything is known. */
import { knownUntilOf } from "../copy/words.ts";
import { giveOf } from "../home/day.ts";
import type { Face } from "../page-face.ts";
import type { Answer } from "./answer.ts";
import type { RangeFigure } from "./figure.ts";

type Told = Pick<Answer, "at" | "span" | "whole">;
type Teller = Pick<Face, "format" | "now" | "words">;

/** The one line under the figure. */
export function lineOf({ at, span, whole }: Told, figure: RangeFigure, face: Teller): string {
  const { format, words } = face;
  const { costMicroUsd, priced, requests, source } = figure;
  const { meter, usage } = words;
  const known = sinceOf({ span, whole }, face);
  const say = (...parts: readonly (string | null)[]) => parts.filter(Boolean).join(" ");
  if (requests === 0) return say(usage.none, known);
  if (costMicroUsd === null) return say(usage.unpriced(requests), known);
  // Asked for just now: the time of day alone.
  const when = format.clock(at);
  if (priced < requests || whole?.uncertaintyMicroUsd === null)
    return say(
      meter.lineAtLeast(when, Math.max(requests - priced, 1)),
      usage.covered(priced, requests),
      known,
    );
  const give = whole === null ? null : giveOf(costMicroUsd, whole.uncertaintyMicroUsd);
  const by = meter.sources[source];
  const line =
    give === 0
      ? meter.line(when, by)
      : meter.lineWithin(when, by, give === null ? "—" : format.money(give));
  return say(line, usage.coveredAll(requests), known);
}

/** Only where the range begins before Sluice did. */
function sinceOf({ span, whole }: Pick<Told, "span" | "whole">, { format, words }: Teller) {
  const knownFrom = whole?.knownFrom ?? null;
  return knownFrom === null || knownFrom <= span.from
    ? null
    : words.usage.knownFrom(format.date(knownFrom));
}

/** Everything there is to say about it, for whoever asks. */
export function factsOf({ whole }: Told, figure: RangeFigure, face: Teller): readonly string[] {
  const { format, words } = face;
  const { confirmed, costMicroUsd, priced, requests, source } = figure;
  const { facts } = words.meter;
  const told: string[] = [];
  if (costMicroUsd !== null && priced > 0)
    told.push(source === "both" ? facts.both(confirmed, priced) : facts[source]);
  if (whole === null) return told;
  const unpriced = format.list(whole.coverage.unpriced);
  if (costMicroUsd !== null && priced < requests) {
    const amount = format.money(costMicroUsd);
    told.push(
      unpriced === ""
        ? facts.atLeast(amount, requests - priced)
        : facts.atLeastOf(amount, requests - priced, unpriced),
    );
  } else if (costMicroUsd !== null) {
    const give = giveOf(costMicroUsd, whole.uncertaintyMicroUsd);
    if (give) told.push(facts.within(format.money(give)));
  }
  return [...told, elsewhereOf(whole, face)];
}

function elsewhereOf(
  { coverage: { elsewhere } }: NonNullable<Told["whole"]>,
  { format, now, words }: Teller,
): string {
  const { facts } = words.usage;
  if (elsewhere === null) return words.meter.facts.notAsked;
  const { costMicroUsd, knownUntil, requests } = elsewhere;
  if (knownUntil === null) return facts.notYet;
  const until = knownUntilOf(words, format, knownUntil, now);
  if (requests === 0) return facts.nothingElse(until);
  return costMicroUsd === null
    ? facts.elsewhereUnpriced(requests, until)
    : facts.elsewhere(format.money(costMicroUsd), requests, until);
}
