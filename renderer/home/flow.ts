/** What the flow picture draws: how far the line runs, one word under each stop, how long each takes and where it is broken. */
import type { AppState, RequestRow } from "../../preload/contract/state.ts";
import type { Words } from "../copy/en.ts";
import { presenceOf } from "../openclaw/standing.ts";
import { isByCloudflare } from "../remedy.ts";
import { type Proof, providerOf } from "./view.ts";

type FlowWord = Exclude<keyof Words["flow"], "providers" | "severalProviders">;

/** through: proven past Cloudflare · unproven: dashes past the gate · direct: over Cloudflare · shut: dry behind the gate · dry: nothing comes at all */
export type FlowLine = "through" | "unproven" | "direct" | "shut" | "dry";

/** How the provider answered OpenClaw's last request on this route that got as far. */
export type Answer =
  /** Null: the answer had no first byte that was timed. */
  | { readonly is: "answered"; readonly ms: number | null }
  /** Null: the answer said no more than that. */
  | { readonly is: "error"; readonly status: number | null }
  | { readonly is: "failed" };

export type FlowView = {
  readonly line: FlowLine;
  readonly openclaw: FlowWord;
  readonly sluice: FlowWord;
  /** Null where there is nothing to say. */
  readonly cloudflare: FlowWord | null;
  /** What Cloudflare adds until the first byte, as the last trial measured it; null: not measured, or nothing flows that way. */
  readonly addedMs: number | null;
  /** Null where nothing flows, or nothing has yet. */
  readonly provider: Answer | null;
  /** Where it is broken. */
  readonly trouble: "openclaw" | "cloudflare" | "provider" | null;
};

export function flowOf(state: AppState, proof: Proof): FlowView {
  const line = lineOf(proof);
  const provider = line === "through" || line === "direct" ? answerOf(state) : null;
  const openclaw = openclawOf(state);
  const cloudflare = cloudflareOf(line, proof);
  return {
    line,
    openclaw,
    sluice: line === "dry" ? "waiting" : line === "shut" ? "shut" : "open",
    cloudflare,
    addedMs: line === "through" ? addedOf(state) : null,
    provider,
    trouble: troubleOf(openclaw, cloudflare, provider),
  };
}

function troubleOf(
  openclaw: FlowWord,
  cloudflare: FlowWord | null,
  provider: Answer | null,
): FlowView["trouble"] {
  if (openclaw === "stopped" || openclaw === "notFound") return "openclaw";
  if (cloudflare === "refused") return "cloudflare";
  return provider && provider.is !== "answered" ? "provider" : null;
}

/** Neither what Sluice refused, nor what was broken off on this side, nor what Cloudflare answered itself got to the provider. */
const gotThere = ({ cacheHit, outcome }: RequestRow): boolean =>
  !cacheHit && (outcome === "ok" || outcome === "providerError" || outcome === "failed");

function answerOf({ route, usage }: AppState): Answer | null {
  const last = usage.recent.find(
    (row) => row.by === "openclaw" && row.route === route.applied && gotThere(row),
  );
  if (!last) return null;
  if (last.outcome === "failed") return { is: "failed" };
  return last.outcome === "ok"
    ? { is: "answered", ms: last.firstByteMs }
    : { is: "error", status: last.status };
}

/** Of another provider it would say nothing. */
function addedOf(state: AppState): number | null {
  const { last } = state.trial;
  return last?.added && last.provider === providerOf(state) ? last.added.medianMs : null;
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
