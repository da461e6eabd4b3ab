/** What a link is to bring about: the three ways OpenClaw's requests can be led, each with all it needs. */

/** OpenClaw's spelling of a model; its schema is strict, so exactly these members are written, and none that is unknown: OpenClaw has defaults of its own. `cost` is USD per million tokens. */
export type OpenClawModel = {
  readonly id: string;
  readonly name: string;
  readonly reasoning: boolean;
  readonly input: readonly string[];
  readonly cost?: {
    readonly input: number;
    readonly output: number;
    readonly cacheRead: number;
    readonly cacheWrite: number;
  };
  readonly contextWindow?: number;
  readonly maxTokens?: number;
};

/** Where OpenClaw finds a secret: asked from Sluice's resolver by its id, or in a variable of its environment. */
export type KeyRef =
  | { readonly source: "exec"; readonly id: string }
  | { readonly source: "env"; readonly name: string };

/** A model of one of the link's own entries. */
type Choice = { readonly provider: string; readonly model: string };

/** Made while spending is stopped: with it every fallback is taken out of the file. */
type Held = { readonly isHeld?: true };

/** Entries of Sluice's own that lead to the router. */
export type OwnLink = Held & {
  readonly kind: "own";
  readonly port: number;
  readonly entries: readonly {
    readonly slug: string;
    /** The person's own part of its address, where it has one. */
    readonly place?: string;
    readonly models: readonly OpenClawModel[];
  }[];
  /** `provider` is one of the slugs in `entries`. */
  readonly model: Choice;
  /** By OpenClaw's names; null: the user's stay. */
  readonly fallbacks: readonly string[] | null;
};

/** The user's own entries, led to the router. `id` is OpenClaw's name of the provider. */
export type OverlayLink = Held & {
  readonly kind: "overlay";
  readonly port: number;
  readonly providers: readonly { readonly slug: string; readonly id: string }[];
};

/** OpenClaw led to Cloudflare itself, for the time Sluice is closed: entries of Sluice's own, or the user's. Holds no secret. */
export type EdgeLink = {
  readonly kind: "edge";
  readonly shape: "own" | "overlay";
  /** "https://gateway.ai.cloudflare.com/v1/{account}/{aiGateway}", without a slash at its end. */
  readonly base: string;
  readonly providers: readonly {
    readonly slug: string;
    readonly id: string;
    /** Shape "own": the person's own part of its address, where it has one. */
    readonly place?: string;
    /** Shape "own". */
    readonly models?: readonly OpenClawModel[];
    /** Shape "own": where the provider key is. */
    readonly key?: KeyRef | null;
  }[];
  /** For `cf-aig-authorization`; its value is "Bearer …". Null: an aiGateway that asks for none. */
  readonly token: KeyRef | null;
  /** Sent as they are. */
  readonly headers: Readonly<Record<string, string>>;
  /** The resolver, where a key is asked from it; `command` is absolute. */
  readonly exec: { readonly command: string; readonly args: readonly string[] } | null;
  /** Shape "own". Left out or null: the user's default stays. */
  readonly model?: Choice | null;
  /** Shape "own"; null: the user's stay. */
  readonly fallbacks?: readonly string[] | null;
};

/** A link without its secret: what a journal may keep. */
export type Link = OwnLink | OverlayLink | EdgeLink;

export type OwnPlan = OwnLink & { readonly localKey: string };
export type OverlayPlan = OverlayLink & { readonly localKey: string };
export type EdgePlan = EdgeLink;
export type LinkPlan = OwnPlan | OverlayPlan | EdgePlan;

/** What a journal may keep of a plan. */
export function linkOf(plan: LinkPlan): Link {
  if (plan.kind === "edge") return plan;
  const { localKey: _, ...link } = plan;
  return link;
}

/** The link with no key to speak of: what it changes and where does not depend on it. */
export const keyless = (link: Link): LinkPlan =>
  link.kind === "edge" ? link : { ...link, localKey: "" };

/** The slugs a link leads elsewhere. */
export function slugsOf(link: Link): readonly string[] {
  const leads = link.kind === "own" ? link.entries : link.providers;
  return [...new Set(leads.map(({ slug }) => slug))];
}

/** Towards the edge nothing is ever held: what goes there does not pass the router that stops it. */
export const isHeld = (link: Link): boolean => link.kind !== "edge" && link.isHeld === true;

/** The same link while spending is stopped, or while it is not. */
export function withHold(plan: LinkPlan, isOn: boolean): LinkPlan {
  if (plan.kind === "edge") return plan;
  const { isHeld: _, ...free } = plan;
  return isOn ? { ...free, isHeld: true } : free;
}

/** False for a link that only lies over the user's own entries. */
export const hasOwnEntries = (link: Link): boolean =>
  link.kind === "own" || (link.kind === "edge" && link.shape === "own");
