/** The way of a request that fails, as things are set now: who stops it, who asks again, who is turned to; nothing is guessed. */
import type { AiGatewaySettings } from "../../preload/contract/ai-gateway.ts";
import type { Dial } from "../../preload/contract/dials.ts";
import type { AppState, RefusalReason } from "../../preload/contract/state.ts";
import { dialNameOf } from "../model-dial.ts";

type Known = Pick<
  AppState,
  "aiGateway" | "allowance" | "models" | "openclaw" | "profile" | "providers" | "route"
>;

/** A model whose way can be looked at. */
export type Start = {
  readonly name: string;
  /** OpenClaw's name of it; null: OpenClaw has not been asked. */
  readonly ref: string | null;
  /** Through Sluice; null: it goes past it. */
  readonly to: { readonly provider: string; readonly model: string } | null;
};

/** How often Cloudflare asks, and who said so. Null: nobody knows. */
export type Retries = {
  readonly attempts: number;
  readonly delayMs: number | null;
  readonly backoff: Dial["backoff"] | null;
  readonly from: "model" | "all" | "gateway" | null;
};

export type Fallback = { readonly name: string; readonly way: "sluice" | "own" | null };

export type Step =
  | {
      readonly is: "sluice";
      readonly refusing: RefusalReason | null;
      /** It stops requests when it is used up; null: there is none that does. */
      readonly allowedMicroUsd: number | null;
    }
  | { readonly is: "past" }
  | {
      readonly is: "cloudflare";
      /** Not on the way. */
      readonly isOff: boolean;
      readonly retries: Retries | null;
      readonly timeout: { readonly ms: number; readonly from: "model" | "all" } | null;
    }
  | { readonly is: "dynamic"; readonly route: string }
  | { readonly is: "provider" }
  /** Null: OpenClaw has not been asked. */
  | { readonly is: "openclaw"; readonly fallbacks: readonly Fallback[] | null }
  | { readonly is: "bypass"; readonly use: "never" | "inUse" | "absent" };

/** OpenClaw's default and its fallbacks in their order, else the one Sluice's own link names. */
export function startsOf({ models, providers }: Pick<Known, "models" | "providers">): Start[] {
  const { known, openclaw, selected } = models;
  const nameOf = (model: string) => known.find((each) => each.model === model)?.name ?? model;
  const refs = openclaw?.primary ? [openclaw.primary, ...openclaw.fallbacks] : [];
  if (refs.length === 0) return [{ name: nameOf(selected.model), ref: null, to: selected }];
  return refs.map((ref) => {
    const info = openclaw?.list.find((each) => each.ref === ref);
    const model = ref.slice(ref.indexOf("/") + 1);
    const id = ref.slice(0, ref.indexOf("/"));
    // OpenClaw's own name of a provider may be another than Cloudflare's.
    const slug =
      providers.find((each) => each.slug === id)?.slug ??
      known.find((each) => each.model === model)?.provider ??
      selected.provider;
    const to = info?.route === "sluice" ? { provider: slug, model } : null;
    return { name: info?.name ?? model, ref, to };
  });
}

export function chainOf(state: Known, start: Start): readonly Step[] {
  const { models, profile, providers, route } = state;
  const openclaw: Step = { is: "openclaw", fallbacks: fallbacksOf(models, start) };
  if (start.to === null) return [{ is: "past" }, openclaw];
  const { model, provider } = start.to;
  const info = providers.find(({ slug }) => slug === provider);
  const isOff = (route.asked === "paused" ? route.resumesTo : route.asked) === "direct";
  const canBypass = info === undefined || (info.isDirect && info.payer === "key");
  const dynamic = /^dynamic\/(.+)/.exec(model)?.[1];
  return [
    { is: "sluice", refusing: route.refusing, allowedMicroUsd: allowedOf(state) },
    {
      is: "cloudflare",
      isOff,
      ...cloudflareOf(profile, state.aiGateway.settings, `${provider}/${model}`),
    },
    ...(dynamic === undefined || isOff ? [] : [{ is: "dynamic", route: dynamic } as const]),
    { is: "provider" },
    openclaw,
    { is: "bypass", use: isOff ? "inUse" : canBypass ? "never" : "absent" },
  ];
}

const allowedOf = ({ allowance }: Known): number | null =>
  allowance.microUsdPerDay === null || allowance.then !== "pause" || allowance.isIgnored
    ? null
    : allowance.microUsdPerDay + allowance.extraMicroUsd;

function fallbacksOf({ openclaw }: Known["models"], { ref }: Start): readonly Fallback[] | null {
  if (openclaw === null) return null;
  const { fallbacks, list } = openclaw;
  // Of a fallback, those behind it.
  return fallbacks.slice(ref === null ? 0 : fallbacks.indexOf(ref) + 1).map((each) => {
    const info = list.find((one) => one.ref === each);
    return { name: info?.name ?? each, way: info?.route ?? null };
  });
}

/** A header goes before the AI Gateway's own setting, member by member; each model's before that of all. */
function cloudflareOf(
  profile: AppState["profile"],
  settings: AiGatewaySettings | null,
  name: string,
) {
  const { all = {}, models = {} } = profile?.dials ?? {};
  const own: Dial = models[dialNameOf({ profile }, name)] ?? {};
  const fromOf = (member: keyof Dial): "model" | "all" | null =>
    own[member] !== undefined ? "model" : all[member] !== undefined ? "all" : null;
  const dial = { ...all, ...own };
  const { timeoutMs } = dial;
  const timeoutFrom = fromOf("timeoutMs");
  const timeout =
    timeoutMs === undefined || timeoutFrom === null ? null : { ms: timeoutMs, from: timeoutFrom };
  const there = settings?.retries;
  const isRead = there !== undefined && there !== "unreadable";
  const set = isRead ? there : null;
  const attempts = dial.attempts ?? set?.attempts ?? (isRead ? 1 : null);
  const retries: Retries | null =
    attempts === null
      ? null
      : {
          attempts,
          delayMs: dial.retryDelayMs ?? set?.delayMs ?? null,
          backoff: dial.backoff ?? set?.backoff ?? null,
          from: fromOf("attempts") ?? (set ? "gateway" : null),
        };
  return { retries, timeout };
}
