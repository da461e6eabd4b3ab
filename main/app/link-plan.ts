/** From a wish to what OpenClaw's file must say: one pure step, or why there is no such link. */
import type { LinkKind, OverlayOffer } from "../../preload/contract/openclaw.ts";
import type { Profile, SecretKind } from "../../preload/contract/state.ts";
import { hasEntry, idOf } from "../core/link/entry.ts";
import {
  type EdgePlan,
  type LinkPlan,
  type OpenClawModel,
  type OverlayPlan,
  type OwnPlan,
  withHold,
} from "../core/link/plan.ts";
import { type KnownModel, knownModels } from "../core/price.ts";
import { namedModelsOf, payerOf, placeOf, providerOf } from "../core/providers.ts";
import type { Outcome } from "./linker.ts";
import { resolverIdFor } from "./secrets.ts";

export type Wish = {
  readonly kind: LinkKind;
  /** Slugs. */
  readonly providers: readonly string[];
  /** Whose entries an edge link uses. */
  readonly shape?: "own" | "overlay" | undefined;
};

export type Given = {
  readonly port: number;
  readonly localKey: string;
  readonly overlays: readonly OverlayOffer[];
  readonly model: { readonly provider: string; readonly model: string };
  readonly fallbacks: readonly string[] | null;
  /** Says where providers are and who pays them. */
  readonly profile: Profile | null;
  /** Spending is stopped. */
  readonly isHeld: boolean;
};

export type Planned =
  | { readonly ok: true; readonly plan: LinkPlan }
  | Extract<Outcome, { ok: false }>;

/** For the links that lead to the router. */
export function planTo(wish: Wish, given: Given): Planned {
  const planned = wish.kind === "own" ? ownPlan(wish, given) : overlayPlan(wish, given);
  return planned.ok ? { ok: true, plan: withHold(planned.plan, given.isHeld) } : planned;
}

function ownPlan({ providers }: Wish, given: Given): Planned {
  const obstacle = entryRefusal(providers, given);
  if (obstacle) return obstacle;
  const plan: OwnPlan = {
    kind: "own",
    port: given.port,
    localKey: given.localKey,
    entries: providers.map((slug) => ({
      slug,
      ...placed(slug, given.profile),
      models: listedOf(slug, given),
    })),
    model: modelFor(providers, given),
    fallbacks: given.fallbacks,
  };
  return { ok: true, plan };
}

/** An entry needs an address that is whole, and a model: one with a price, or one the person named. */
function entryRefusal(
  providers: readonly string[],
  given: Pick<Given, "fallbacks" | "model" | "profile">,
): Extract<Outcome, { ok: false }> | null {
  for (const slug of providers) {
    if (!hasEntry(slug) || listedOf(slug, given).length === 0)
      return { ok: false, code: "link.providerUnavailable", detail: slug };
    if (providerOf(slug)?.place && placeOf(given.profile, slug) === null)
      return { ok: false, code: "provider.placeMissing", detail: slug };
  }
  return null;
}

function placed(slug: string, profile: Profile | null): { readonly place?: string } {
  const place = placeOf(profile, slug);
  return place === null ? {} : { place };
}

function overlayPlan({ providers }: Wish, given: Given): Planned {
  const chosen = overlaid(providers, given.overlays);
  if (!chosen.ok) return chosen;
  const plan: OverlayPlan = {
    kind: "overlay",
    port: given.port,
    localKey: given.localKey,
    providers: chosen.providers,
  };
  return { ok: true, plan };
}

/** The user's own entries for these slugs; the first that cannot be overlaid says why. */
function overlaid(
  slugs: readonly string[],
  offers: readonly OverlayOffer[],
):
  | { readonly ok: true; readonly providers: readonly { slug: string; id: string }[] }
  | Extract<Outcome, { ok: false }> {
  const providers: { slug: string; id: string }[] = [];
  for (const slug of slugs) {
    const offered = offers.filter((offer) => offer.slug === slug);
    const usable = offered.filter(({ refusal }) => refusal === null);
    const [refused] = offered;
    if (usable.length === 0)
      return {
        ok: false,
        code: refused?.refusal ?? "link.providerUnavailable",
        detail: refused?.id ?? slug,
      };
    providers.push(...usable.map(({ id }) => ({ slug, id })));
  }
  return providers.length > 0
    ? { ok: true, providers }
    : { ok: false, code: "link.nothingToOverlay" };
}

/** For the time without Sluice: the same entries, led to Cloudflare itself. No secret is in it. */
export function edgePlan(
  { providers, shape = "own" }: Wish,
  given: Omit<Given, "port" | "localKey" | "isHeld" | "profile"> & {
    readonly profile: Profile;
    /** Without a slash at its end. */
    readonly base: string;
    readonly hasToken: boolean;
    readonly keys: "resolver" | "dotenv";
    readonly exec: EdgePlan["exec"];
    readonly headers: EdgePlan["headers"];
  },
): Planned {
  const obstacle = shape === "own" ? entryRefusal(providers, given) : null;
  if (obstacle) return obstacle;
  // OpenClaw itself sends a key with every request, and one that comes along is taken before what is stored at Cloudflare.
  const paidThere = providers.find((slug) => payerOf(given.profile, slug) !== "key");
  if (paidThere !== undefined)
    return { ok: false, code: "provider.payerInvalid", detail: paidThere };
  const named =
    shape === "overlay"
      ? overlaid(providers, given.overlays)
      : { ok: true as const, providers: providers.map((slug) => ({ slug, id: slug })) };
  if (!named.ok) return named;
  const ref = (kind: SecretKind, slug?: string) =>
    given.keys === "dotenv"
      ? { source: "env" as const, name: edgeVariable(kind, slug) }
      : {
          source: "exec" as const,
          id: resolverIdFor({ profile: given.profile.id, kind, provider: slug }),
        };
  const plan: EdgePlan = {
    kind: "edge",
    shape,
    base: given.base,
    providers: named.providers.map(({ slug, id }) => ({
      slug,
      id,
      ...(shape === "own" && placed(slug, given.profile)),
      models: listedOf(slug, given),
      key: shape === "own" ? ref("provider", slug) : null,
    })),
    token: given.hasToken ? ref("aiGateway") : null,
    headers: given.headers,
    exec: given.keys === "resolver" ? given.exec : null,
    model: modelFor(providers, given),
    fallbacks: given.fallbacks,
  };
  return { ok: true, plan };
}

/** The name a key goes by in OpenClaw's `.env`. Not the documented one of OpenClaw's Cloudflare plugin: that name alone makes every start of OpenClaw try to install it. */
export function edgeVariable(kind: SecretKind, slug?: string): string {
  if (kind === "aiGateway") return "SLUICE_AI_GATEWAY_AUTHORIZATION";
  return `SLUICE_${(slug ?? "").replaceAll("-", "_").toUpperCase()}_API_KEY`;
}

/** The chosen model when the link brings its provider here, else the first one of a provider it does bring. */
function modelFor(
  providers: readonly string[],
  { model, profile }: Pick<Given, "model" | "profile">,
): Given["model"] {
  if (providers.includes(model.provider)) return model;
  const first = knownModels().find(({ provider }) => providers.includes(provider));
  if (first) return { provider: first.provider, model: first.model };
  const [named] = providers.flatMap((provider) =>
    namedModelsOf(profile, provider).map((one) => ({ provider, model: one })),
  );
  return named ?? model;
}

const microUsdPerUsd = 1_000_000;

function usdOf(rates: KnownModel["costPerMillionMicroUsd"]) {
  return {
    input: rates.input / microUsdPerUsd,
    output: rates.output / microUsdPerUsd,
    cacheRead: rates.cacheRead / microUsdPerUsd,
    cacheWrite: rates.cacheWrite / microUsdPerUsd,
  };
}

/** What our entry for a slug lists: the models with a price, and those the person named beyond them. */
function listedOf(
  slug: string,
  { fallbacks, model, profile }: Pick<Given, "fallbacks" | "model" | "profile">,
): readonly OpenClawModel[] {
  const known = modelsOf(slug);
  const named = [
    ...namedModelsOf(profile, slug),
    ...(model.provider === slug ? [model.model] : []),
    ...(fallbacks ?? []).flatMap((ref) =>
      ref.startsWith(`${idOf(slug)}/`) ? [ref.slice(idOf(slug).length + 1)] : [],
    ),
  ];
  const added = [...new Set(named)].filter((id) => !known.some((one) => one.id === id));
  return [...known, ...added.map((id) => ({ id, name: id, reasoning: false, input: ["text"] }))];
}

/** The priced models of a provider, in OpenClaw's spelling: USD per million tokens. */
function modelsOf(slug: string) {
  return knownModels()
    .filter(({ provider }) => provider === slug)
    .map((known) => ({
      id: known.model,
      name: known.name,
      reasoning: known.reasoning,
      input: known.input,
      cost: usdOf(known.costPerMillionMicroUsd),
      contextWindow: known.contextWindow,
      maxTokens: known.maxTokens,
    }));
}
