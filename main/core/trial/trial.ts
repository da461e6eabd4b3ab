/** A trial as a whole: which probes there are, in which order they go, what they cost about, and what Cloudflare adds. */
import {
  type ProbeName,
  type ProbeResult,
  probeNames,
  type Trial,
} from "../../../preload/contract/desk.ts";
import type { Way } from "../guard.ts";
import { costOfUsage, priceOf } from "../price.ts";
import { anthropicProbe } from "./anthropic.ts";
import { chatProbe } from "./chat.ts";
import type { Probe, ProbeOptions } from "./probe.ts";

export const ways = ["direct", "cloudflare"] as const satisfies readonly Way[];

/** Null where the provider's dialect has no such thing. */
export const probeOf = (name: ProbeName, options: ProbeOptions): Probe | null =>
  options.provider === "anthropic" ? anthropicProbe(name, options) : chatProbe(name, options);

/** Whether this provider can be tried at all. */
export const canTry = (provider: string): boolean =>
  probeOf("plain", { provider, model: "", nonce: "" }) !== null;

export type TrialStep = { readonly probe: ProbeName; readonly way: Way };

/**
 * Both ways of a probe right after each other, so that they meet the same hour; which goes first is drawn, for half of the probes either.
 * @param random in [0, 1)
 */
export function orderOf(probes: readonly ProbeName[], random: () => number): readonly TrialStep[] {
  const isDirectFirst = probes.map((_, index) => index % 2 === 0);
  for (let last = isDirectFirst.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const held = isDirectFirst[last] === true;
    isDirectFirst[last] = isDirectFirst[other] === true;
    isDirectFirst[other] = held;
  }
  // An odd one out would always be direct.
  const isTurned = random() < 0.5;
  return probes.flatMap((probe, index) => {
    const both = ways.map((way) => ({ probe, way }));
    return isDirectFirst[index] !== isTurned ? both : both.reverse();
  });
}

const result = (status: ProbeResult["status"]): ProbeResult => ({
  ...{ status, firstByteMs: null, totalMs: null, error: null },
});

/** The rows before anything is sent: of `before` what is not asked for again, if it was of the same model. */
export function rowsOf(plan: {
  readonly provider: string;
  readonly model: string;
  readonly probes: readonly ProbeName[];
  /** The ways that exist. */
  readonly ways: readonly Way[];
  readonly before: Trial | null;
}): Trial["rows"] {
  const { before, model, probes, provider } = plan;
  const kept = before?.provider === provider && before.model === model ? before.rows : [];
  return probeNames.map((probe) => {
    const row = kept.find((one) => one.probe === probe);
    const isThere = probeOf(probe, { provider, model, nonce: "" }) !== null;
    const begun = (way: Way): ProbeResult => {
      if (!isThere || !plan.ways.includes(way)) return result("absent");
      if (probes.includes(probe)) return result("waiting");
      return row === undefined || row[way].status === "absent" ? result("skipped") : row[way];
    };
    return { probe, direct: begun("direct"), cloudflare: begun("cloudflare") };
  });
}

/** What has not been answered when a trial ends early. */
export const skipRest = (rows: Trial["rows"]): Trial["rows"] => {
  const left = (one: ProbeResult) =>
    one.status === "waiting" || one.status === "running" ? result("skipped") : one;
  return rows.map(({ cloudflare, direct, probe }) => ({
    ...{ probe, direct: left(direct), cloudflare: left(cloudflare) },
  }));
};

const fewestPairs = 3;

/** Over the pairs of which both passed; the middle one, since a model's own moods are larger than what is measured. */
export function addedOf(rows: Trial["rows"]): Trial["added"] {
  const differences = rows
    .flatMap(({ cloudflare, direct }) =>
      cloudflare.status === "passed" &&
      direct.status === "passed" &&
      cloudflare.firstByteMs !== null &&
      direct.firstByteMs !== null
        ? [cloudflare.firstByteMs - direct.firstByteMs]
        : [],
    )
    .sort((a, b) => a - b);
  const pairs = differences.length;
  const [lowMs, highMs] = [differences[0], differences[pairs - 1]];
  const middle = differences.slice(Math.ceil(pairs / 2) - 1, Math.floor(pairs / 2) + 1);
  if (pairs < fewestPairs || lowMs === undefined || highMs === undefined) return null;
  const medianMs = Math.round(middle.reduce((sum, one) => sum + one, 0) / middle.length);
  return { medianMs, lowMs, highMs, pairs };
}

/** Integer micro-dollars for `probes` on that many ways; null where no price is known. */
export function estimateOf(
  options: Pick<ProbeOptions, "provider" | "model">,
  wayCount: number,
  atMs: number,
  probes: readonly ProbeName[] = probeNames,
): number | null {
  const price = priceOf(options.provider, options.model, atMs);
  if (price === null || wayCount === 0) return null;
  const usages = probes.flatMap((name) => probeOf(name, { ...options, nonce: "" })?.usages ?? []);
  return wayCount * usages.reduce((sum, usage) => sum + costOfUsage(usage, price), 0);
}
