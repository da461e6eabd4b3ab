/** Decides who may pass the aiGateway and with which provider key the request goes on. */
import { type Address, credentialHeaders } from "./address.ts";
import {
  keyRequired,
  missing,
  noCredits,
  noStoredKey,
  type Refusal,
  unauthorized,
} from "./ai-gateway-errors.ts";
import type { AiGateway, AiGateways } from "./ai-gateways.ts";
import type { Leg } from "./forward.ts";
import { signedBy } from "./providers/bedrock.ts";
import type { Call } from "./server.ts";
import type { PracticeSettings } from "./settings.ts";
import { may, reaches, statusOf } from "./tokens.ts";

export type Admission =
  /** `byAuthorization`: the token came in that header. */
  | { readonly ok: true; readonly aiGateway: AiGateway; readonly byAuthorization: boolean }
  /** `aiGateway`: the one that refuses; null: there is none. */
  | { readonly ok: false; readonly aiGateway: AiGateway | null; readonly refusal: Refusal };

export type Credential =
  /** `isWholesale`: Unified Billing pays. */
  | { readonly ok: true; readonly add: readonly string[]; readonly isWholesale: boolean }
  | { readonly ok: false; readonly refusal: Refusal };

/** Unified Billing has these on the provider-native paths. */
const billable = ["openai", "anthropic", "google-ai-studio", "google-vertex-ai", "grok", "groq"];

/** "AI Gateway Run"; Read/Run/Edit cannot be limited to one aiGateway. */
function opens(
  header: string | undefined,
  accountId: string,
  settings: PracticeSettings,
  nowMs: number,
): boolean {
  if (header?.startsWith("Bearer ") !== true) return false;
  const shown = header.slice("Bearer ".length);
  const token = Object.hasOwn(settings.tokens, shown) ? settings.tokens[shown] : undefined;
  if (token === undefined) return settings.aiGatewayTokens.includes(shown);
  const isGood = statusOf(token, nowMs) === "active" && may(token, "aiGateway.run");
  return isGood && reaches(token, accountId);
}

export function admit(
  call: Pick<Call, "headers">,
  { accountId, aiGatewayId }: Address,
  settings: PracticeSettings,
  aiGateways: AiGateways,
  nowMs: number,
): Admission {
  const { errorShape: shape } = settings;
  const header = call.headers["cf-aig-authorization"];
  const shown = typeof header === "string" ? header : undefined;
  const isGood = (value: string | undefined) => opens(value, accountId, settings, nowMs);
  // Alone, `authorization` may carry the token; beside the header it is the provider's.
  const byAuthorization = shown === undefined && isGood(call.headers.authorization);
  const authenticated = isGood(shown) || byAuthorization;
  const known = aiGateways.get(accountId, aiGatewayId);
  // Who shows no good token learns nothing about which accounts and aiGateways exist.
  const asksForToken = known?.authentication ?? (settings.authentication || shown !== undefined);
  if (!settings.accounts.includes(accountId) || (asksForToken && !authenticated)) {
    return { ok: false, aiGateway: known, refusal: unauthorized(shape) };
  }
  if (known !== null) return { ok: true, aiGateway: known, byAuthorization };
  if (aiGatewayId !== "default" || !authenticated) {
    return { ok: false, aiGateway: null, refusal: missing(shape) };
  }
  return { ok: true, aiGateway: aiGateways.makeDefault(accountId), byAuthorization };
}

/** What is signed is the path at Amazon's, below service and region. */
const signedPath = (rest: string): string =>
  rest.replace(/^\/[^/?]*\/[^/?]*/, "").replace(/\?.*$/s, "");

/** The order is Cloudflare's: the request's own key, a stored key, and then, silently, Unified Billing. */
export function credential(
  { headers, slug, rest }: Pick<Leg, "headers" | "slug" | "rest">,
  wholesaleKey: string,
  settings: PracticeSettings,
  aiGateway: AiGateway,
): Credential {
  const names = credentialHeaders[slug] ?? ["authorization"];
  const [name = "authorization"] = names;
  const add = (key: string, isWholesale: boolean): Credential => {
    const bearer = name === "authorization" ? `Bearer ${key}` : key;
    // Amazon's are no keys to be shown: Cloudflare signs with them.
    const shown = slug === "aws-bedrock" ? signedBy(key, signedPath(rest)) : bearer;
    return { ok: true, add: [name, shown], isWholesale };
  };
  const asItIs: Credential = { ok: true, add: [], isWholesale: false };
  if (names.some((header) => headers[header] !== undefined)) return asItIs;
  const { errorShape: shape } = settings;
  // Who came in here showed a token, which stored keys and Unified Billing ask for.
  const isOpen = aiGateway.authentication;
  const alias = headers["cf-aig-byok-alias"];
  const stored = settings.storedKeys[slug] ?? {};
  const wanted = typeof alias === "string" ? alias : "default";
  const key = Object.hasOwn(stored, wanted) ? stored[wanted] : undefined;
  if (key !== undefined && isOpen) return add(key, false);
  if (alias !== undefined) {
    return { ok: false, refusal: noStoredKey(slug, wanted, Object.keys(stored), shape) };
  }
  if (aiGateway.byok_only || headers["cf-aig-no-wholesale"] === "true") {
    return { ok: false, refusal: keyRequired(shape) };
  }
  const isBilled = isOpen && settings.credits !== "none" && billable.includes(slug);
  if (!isBilled) return asItIs;
  return settings.credits === "some"
    ? add(wholesaleKey, true)
    : { ok: false, refusal: noCredits(shape) };
}
