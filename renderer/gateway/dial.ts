/** What the dials of a profile come to, for one model or all of them, and what a person typed into one. */
import type { Dial, Dials } from "../../preload/contract/dials.ts";
import type { AppState, Profile } from "../../preload/contract/state.ts";
import { countIn, millisecondsIn, type Span, secondsIn, spanOf } from "./typed.ts";

const none: Dials = { all: {}, models: {} };
export const dialsOf = (profile: Pick<Profile, "dials"> | null): Dials => profile?.dials ?? none;

const isAsked = ({ cache = "skip" }: Dial): boolean => cache !== "skip";

/** Cloudflare's response cache is asked for any request at all. */
export function asksCache(profile: Pick<Profile, "dials"> | null): boolean {
  const { all, models } = dialsOf(profile);
  return isAsked(all) || Object.values(models).some((dial) => isAsked({ ...all, ...dial }));
}

/** The fields of a dial as a person sees them; "" is as it is without. */
export type DialDraft = {
  readonly cache: "" | "skip" | "asSet" | "keep";
  readonly keep: Span;
  readonly attempts: string;
  readonly delay: string;
  readonly backoff: "" | NonNullable<Dial["backoff"]>;
  readonly timeout: string;
};

export function draftOf({ attempts, backoff, cache, retryDelayMs, timeoutMs }: Dial): DialDraft {
  return {
    cache: cache === undefined ? "" : typeof cache === "number" ? "keep" : cache,
    keep: spanOf(typeof cache === "number" ? cache : 300),
    attempts: String(attempts ?? ""),
    delay: String(retryDelayMs ?? ""),
    backoff: backoff ?? "",
    timeout: timeoutMs === undefined ? "" : String(timeoutMs / 1000),
  };
}

/** The fields something is wrong with; bounds are Cloudflare's. */
export type DialFault = "keep" | "delay" | "timeout";

const keepBounds = [60, 2_592_000] as const;

/** The dial, or what is wrong. */
export function readDial(draft: DialDraft): Dial | readonly DialFault[] {
  const keep = secondsIn(draft.keep, ...keepBounds);
  const delay = draft.delay.trim() === "" ? undefined : countIn(draft.delay, 0, 60_000);
  const timeout =
    draft.timeout.trim() === "" ? undefined : millisecondsIn(draft.timeout, 1_000, 600_000);
  const faults: DialFault[] = [];
  if (draft.cache === "keep" && keep === null) faults.push("keep");
  if (delay === null) faults.push("delay");
  if (timeout === null) faults.push("timeout");
  if (faults.length > 0) return faults;
  return {
    ...(draft.cache === "keep"
      ? keep !== null && { cache: keep }
      : draft.cache !== "" && { cache: draft.cache }),
    ...(draft.attempts !== "" && { attempts: Number(draft.attempts) }),
    ...(delay != null && { retryDelayMs: delay }),
    ...(draft.backoff !== "" && { backoff: draft.backoff }),
    ...(timeout != null && { timeoutMs: timeout }),
  };
}

/** As the app reads a model's name. */
const refPattern = /^[a-z0-9][a-z0-9_-]{0,63}\/[A-Za-z0-9@][A-Za-z0-9._:@/-]{0,127}$/;

/** A model of a provider there is, or of one of the person's own. */
export function isModel(text: string, { providers }: Pick<AppState, "providers">): boolean {
  const [slug = ""] = text.split("/");
  return refPattern.test(text) && providers.some((provider) => provider.slug === slug);
}

/** Models a dial may be meant for: those with a price, those the person named, those that were used today. */
export function modelsOf({ models, providers, usage }: AppState): readonly string[] {
  const known = models.known.map(({ model, provider }) => `${provider}/${model}`);
  const named = providers.flatMap(({ models: own, slug }) =>
    own.map((model) => `${slug}/${model}`),
  );
  const used = usage.byModel.flatMap(({ model, provider }) =>
    model === null ? [] : [`${provider}/${model}`],
  );
  return [...new Set([...used, ...known, ...named])];
}
