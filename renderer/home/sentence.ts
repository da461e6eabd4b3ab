/** The two sentences of Home that carry facts: what is proven about the route, and where today's figure comes from. */
import { providerName } from "../copy/provider.ts";
import { untilOf, whenOf } from "../copy/words.ts";
import type { Face } from "../face.ts";
import type { TodayView } from "./day.ts";
import type { Proof, RouteView } from "./view.ts";

type Speaker = Pick<Face, "format" | "now" | "words">;

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

export function provenanceOf(
  { asOf, priced, requests, tokens, value }: TodayView,
  { format, words: { today } }: Pick<Speaker, "format" | "words">,
): string {
  if (value.is === "known")
    return asOf === null
      ? today.zeroRequests
      : today.provenance(format.clock(asOf), priced, requests);
  if (value.why === "noRequests") return today.noRequests;
  const reason =
    value.why === "unpriced"
      ? today.unpriced(requests, format.list(value.models))
      : today.unmetered(requests);
  return asOf === null || tokens === 0
    ? reason
    : `${reason} ${today.known(format.clock(asOf), tokens)}`;
}
