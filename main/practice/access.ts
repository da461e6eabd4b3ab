/** Decides who may pass the aiGateway and with which provider key the request goes on. */
import { type Address, credentialHeaders } from "./address.ts";
import {
  missing,
  noCredits,
  noStoredKey,
  type Refusal,
  unauthorized,
} from "./ai-gateway-errors.ts";
import type { Leg } from "./forward.ts";
import type { Call } from "./server.ts";
import type { PracticeSettings } from "./settings.ts";

export type Admission =
  /** `byAuthorization`: the token came in that header. */
  | { readonly ok: true; readonly byAuthorization: boolean }
  | { readonly ok: false; readonly refusal: Refusal };

export type Credential =
  | { readonly ok: true; readonly add: readonly string[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** Unified Billing has these on the provider-native paths. */
const billable = ["openai", "anthropic", "google-ai-studio", "google-vertex-ai", "grok", "groq"];

const opens = (header: string | undefined, tokens: readonly string[]): boolean =>
  header?.startsWith("Bearer ") === true && tokens.includes(header.slice("Bearer ".length));

/** `created` holds the accounts whose `default` aiGateway has come to be. */
export function admit(
  call: Pick<Call, "headers">,
  { accountId, aiGatewayId }: Address,
  settings: PracticeSettings,
  created: Set<string>,
): Admission {
  const { errorShape: shape, aiGatewayTokens: tokens } = settings;
  const header = call.headers["cf-aig-authorization"];
  const shown = typeof header === "string" ? header : undefined;
  const byHeader = opens(shown, tokens);
  // Alone, `authorization` may carry the token; beside the header it is the provider's.
  const byAuthorization = shown === undefined && opens(call.headers.authorization, tokens);
  const authenticated = byHeader || byAuthorization;
  const asksForToken = settings.authentication || shown !== undefined;
  const exists =
    settings.aiGateways.includes(aiGatewayId) ||
    (aiGatewayId === "default" && created.has(accountId));
  // Who shows no good token learns nothing about which accounts and aiGateways exist.
  const isWrong = !authenticated && (exists ? settings.authentication : asksForToken);
  if (!settings.accounts.includes(accountId) || isWrong) {
    return { ok: false, refusal: unauthorized(shape) };
  }
  if (!exists && !(aiGatewayId === "default" && authenticated)) {
    return { ok: false, refusal: missing(shape) };
  }
  if (!exists) created.add(accountId);
  return { ok: true, byAuthorization };
}

/** The order is Cloudflare's: the request's own key, a stored key, and then, silently, Unified Billing. */
export function credential(
  { headers, slug }: Pick<Leg, "headers" | "slug">,
  wholesaleKey: string,
  settings: PracticeSettings,
): Credential {
  const names = credentialHeaders[slug] ?? [];
  const [name = "authorization"] = names;
  const add = (key: string): Credential => ({
    ok: true,
    add: [name, name === "authorization" ? `Bearer ${key}` : key],
  });
  if (names.some((header) => headers[header] !== undefined)) return { ok: true, add: [] };
  const { errorShape: shape } = settings;
  // Who came in here showed a token, which stored keys and Unified Billing ask for.
  const isOpen = settings.authentication;
  const alias = headers["cf-aig-byok-alias"];
  const stored = settings.storedKeys[slug] ?? {};
  const wanted = typeof alias === "string" ? alias : "default";
  const key = Object.hasOwn(stored, wanted) ? stored[wanted] : undefined;
  if (key !== undefined && isOpen) return add(key);
  if (alias !== undefined) {
    return { ok: false, refusal: noStoredKey(slug, wanted, Object.keys(stored), shape) };
  }
  if (settings.byokOnly || headers["cf-aig-no-wholesale"] === "true") {
    // Documented as a 400; its body is not. Cloudflare is reported to say 2001 when it has no stored key.
    return { ok: false, refusal: missing(shape) };
  }
  const isBilled = isOpen && settings.credits !== "none" && billable.includes(slug);
  if (!isBilled) return { ok: true, add: [] };
  return settings.credits === "some" ? add(wholesaleKey) : { ok: false, refusal: noCredits(shape) };
}
