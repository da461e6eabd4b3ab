/** Keeps the orders to misbehave, per slug or for all, and hands each out as often as it was ordered. */

/** Answered by Cloudflare's edge or by nobody, before any aiGateway is looked at. */
export const edgeFaults = [
  "edgeBlocked",
  "edgeRateLimited",
  "edgeFailed",
  "edgeBadGateway",
  "edgeUnavailable",
  "edgeUnresolved",
  "edgeTimeout",
  "aiGatewayHangup",
] as const;

/** Answered by the aiGateway instead of the provider. */
export const aiGatewayFaults = [
  "unauthorized",
  "aiGatewayMissing",
  "rateLimited",
  "spendLimit",
  "spendLimitOld",
  "noCredits",
  "wholesaleRateLimited",
  "promptBlocked",
  "answerBlocked",
  "dlpRequest",
  "dlpAnswer",
  "policyDenied",
  "policySpend",
  "managementError",
  "unauthorizedAs400",
  "providerSilent",
  "providerUnknown",
  "modelFormat",
  "modelRejected",
  "storedKeyMissing",
  "keyRequired",
  "noCreditsRun",
  "noCreditsUnmarked",
  "answerBlockedRun",
  "guardrailsDown",
  "unknownCode",
  "buffered",
] as const;

/** Answered by the provider in its own words: the same behind the aiGateway and direct. */
export const providerRefusals = [
  "providerUnauthorized",
  "providerForbidden",
  "providerRateLimited",
  "providerOverloaded",
  "providerFailed",
  "providerBadRequest",
  "providerNoCredits",
] as const;

/** A good answer that goes wrong on the way. A body that is no stream knows only the first three. */
export const streamFaults = ["slowFirstByte", "gap", "cut", "endEarly", "errorEvent"] as const;

/** Of the management API, GraphQL included; `slug` names the resource then: "token", "accounts", "aiGateways", "logs", "credits", "graphql" … */
export const apiFaults = [
  "apiFailed",
  "apiPage",
  "apiErrorIn200",
  "apiNoJson",
  "apiRateLimited",
  "apiCut",
  "apiSlow",
  "apiHang",
  "apiHangup",
] as const;

/** One answer spelled out, for what has no name here. */
export type Scripted = {
  readonly at: "aiGateway" | "provider" | "api";
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
};

export type EdgeFault = (typeof edgeFaults)[number];
export type AiGatewayFault = (typeof aiGatewayFaults)[number];
export type ProviderRefusal = (typeof providerRefusals)[number];
export type StreamFault = (typeof streamFaults)[number];
export type ApiFault = (typeof apiFaults)[number];
export type FaultName =
  | ApiFault
  | EdgeFault
  | AiGatewayFault
  | ProviderRefusal
  | StreamFault
  | "providerHangup";

export type FaultOrder = {
  /** Null takes the order back; without a slug, all of them. */
  readonly fault: FaultName | Scripted | null;
  /** Only this provider's requests; left out: every request no order of its own matches. */
  readonly slug?: string;
  /** How many requests it meets; left out: all, until it is taken back. */
  readonly times?: number;
  /** slowFirstByte, gap, apiSlow: how long nothing comes. */
  readonly afterMs?: number;
  /** gap, cut, endEarly, errorEvent: how many events come first. */
  readonly afterEvents?: number;
};

/** What may go wrong at each place a request passes. */
export type Places = {
  readonly edge: EdgeFault;
  readonly aiGateway: AiGatewayFault | Scripted;
  readonly provider: ProviderRefusal | StreamFault | "providerHangup" | Scripted;
  readonly api: ApiFault | Scripted;
};
export type Place = keyof Places;

export type Fault<P extends Place = Place> = {
  readonly what: Places[P];
  readonly afterMs: number;
  readonly afterEvents: number;
};

export type Faults = {
  order(order: FaultOrder): void;
  /** The fault this request meets at this place, if any; counts as one time. */
  take<P extends Place>(place: P, slug: string | null): Fault<P> | null;
};

function placeOf(what: FaultName | Scripted): Place {
  if (typeof what === "object") return what.at;
  if (edgeFaults.some((name) => name === what)) return "edge";
  if (apiFaults.some((name) => name === what)) return "api";
  return aiGatewayFaults.some((name) => name === what) ? "aiGateway" : "provider";
}

const isAt = <P extends Place>(place: P, fault: Fault): fault is Fault<P> =>
  placeOf(fault.what) === place;

/** The management API fails beside the traffic, not instead of it. */
const api = (slug: string): string => `api ${slug}`;

export function createFaults(): Faults {
  const all = "*";
  const orders = new Map<string, { readonly fault: Fault; left: number }>();
  return {
    order: ({ fault, slug = all, times, afterMs, afterEvents }) => {
      if (fault === null) {
        for (const key of slug === all ? [...orders.keys()] : [slug, api(slug)]) orders.delete(key);
        return;
      }
      const met = { what: fault, afterMs: afterMs ?? 300, afterEvents: afterEvents ?? 4 };
      const key = placeOf(fault) === "api" ? api(slug) : slug;
      orders.set(key, { fault: met, left: times ?? Number.POSITIVE_INFINITY });
    },
    take: (place, slug) => {
      const keys = slug === null ? [all] : [slug, all];
      for (const key of place === "api" ? keys.map(api) : keys) {
        const order = orders.get(key);
        const fault = order?.fault;
        if (order === undefined || fault === undefined || !isAt(place, fault)) continue;
        order.left -= 1;
        if (order.left <= 0) orders.delete(key);
        return fault;
      }
      return null;
    },
  };
}
