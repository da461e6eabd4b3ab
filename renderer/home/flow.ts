/** What the flow picture draws: how far the line runs, and one word under each stop. */
import type { AppState } from "../../preload/contract/state.ts";
import type { Words } from "../copy/en.ts";
import { presenceOf } from "../openclaw/standing.ts";
import { isByCloudflare } from "../remedy.ts";
import type { Proof } from "./view.ts";

type FlowWord = Exclude<keyof Words["flow"], "providers" | "severalProviders">;

/** through: proven past Cloudflare · unproven: dashes past the gate · direct: over Cloudflare · shut: dry behind the gate · dry: nothing comes at all */
export type FlowLine = "through" | "unproven" | "direct" | "shut" | "dry";

export type FlowView = {
  readonly line: FlowLine;
  readonly openclaw: FlowWord;
  readonly sluice: FlowWord;
  /** Null where there is nothing to say. */
  readonly cloudflare: FlowWord | null;
  /** Time to the first byte of the last whole answer on this route; null when there is none. */
  readonly firstByteMs: number | null;
};

export function flowOf(state: AppState, proof: Proof): FlowView {
  const line = lineOf(proof);
  const isFlowing = line === "through" || line === "direct";
  const last = state.usage.recent.find(
    ({ by, outcome, route }) =>
      by === "openclaw" && outcome === "ok" && route === state.route.applied,
  );
  return {
    line,
    openclaw: openclawOf(state),
    sluice: line === "dry" ? "waiting" : line === "shut" ? "shut" : "open",
    cloudflare: cloudflareOf(line, proof),
    firstByteMs: isFlowing ? (last?.firstByteMs ?? null) : null,
  };
}

function lineOf(proof: Proof): FlowLine {
  switch (proof.is) {
    case "verified":
      return "through";
    case "direct":
    case "stillDirect":
      return "direct";
    case "paused":
    case "allowance":
    case "allowanceUnread":
    case "refusing":
      return "shut";
    case "unproven":
    case "tested":
    case "asked":
      return "unproven";
    default:
      return "dry";
  }
}

function openclawOf({ openclaw }: AppState): FlowWord {
  if (openclaw.link === null) return presenceOf(openclaw) === "notFound" ? "notFound" : "notLinked";
  return openclaw.daemon?.status ?? "connected";
}

function cloudflareOf(line: FlowLine, proof: Proof): FlowWord | null {
  if (line === "through" || proof.is === "tested") return "answered";
  if (line === "unproven") return "notSeen";
  if (line === "direct") return "notUsed";
  if (proof.is === "refusing" && isByCloudflare(proof.code)) return "refused";
  return line === "shut" ? "noTraffic" : null;
}
