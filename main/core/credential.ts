/** Tells a usable secret from a paste that went wrong, before it is stored or sent anywhere. */
import type { SecretKind } from "../../preload/contract/state.ts";

export type Inspection =
  | { readonly ok: true; readonly secret: string }
  | { readonly ok: false; readonly code: "secret.malformed" | "secret.wrongKind" };

/** No provider's key comes near it; the log hides none that is longer. */
export const maxSecretLength = 4_096;

const malformed = { ok: false, code: "secret.malformed" } as const;
const wrongKind = { ok: false, code: "secret.wrongKind" } as const;

/**
 * `raw` as it was pasted: outer whitespace, one layer of quotes, `NAME=`, `export NAME=` and `Bearer` are taken off.
 * Only shapes known to belong elsewhere are refused; what nobody knows is accepted, for providers change their keys.
 * `provider` is the slug, with kind "provider" only.
 */
export function inspectSecret(
  kind: SecretKind,
  provider: string | undefined,
  raw: string,
): Inspection {
  const secret = unwrap(raw);
  // Printable ASCII without spaces: anything else cannot stand in a header.
  if (!/^[\x21-\x7e]+$/.test(secret) || secret.length > maxSecretLength) return malformed;
  // `ANTHROPIC_API_KEY=` with nothing behind it.
  if (/^[A-Z0-9]+_[A-Z0-9_]*=$/.test(secret)) return malformed;
  return belongs(secret, kind, provider) ? { ok: true, secret } : wrongKind;
}

/** The last four characters, for people to recognise it by; empty where four would tell too much. */
export function tailOf(secret: string): string {
  return secret.length < 12 ? "" : secret.slice(-4);
}

function unwrap(raw: string): string {
  let text = raw.trim();
  const unquoted = unquote(text);
  const assigned = withoutName(unquoted);
  // One layer only: `"NAME=value"` or `NAME="value"`, not both.
  text = unquoted === text ? unquote(assigned) : assigned;
  return text.replace(/^bearer(?:\s+|$)/i, "").trim();
}

function unquote(text: string): string {
  const first = text[0];
  const isQuoted = text.length > 1 && (first === '"' || first === "'" || first === "`");
  return isQuoted && text.endsWith(first) ? text.slice(1, -1).trim() : text;
}

/** A name has an underscore, so that a key ending in base64 padding is not taken for one. */
function withoutName(text: string): string {
  const match =
    /^export\s+[A-Za-z_][A-Za-z0-9_]*=(.*)$/s.exec(text) ??
    /^[A-Za-z][A-Za-z0-9]*_[A-Za-z0-9_]*=([^=].*)$/s.exec(text);
  return match?.[1]?.trim() ?? text;
}

function belongs(secret: string, kind: SecretKind, provider: string | undefined): boolean {
  const isCloudflare = /^cf[au]t_/.test(secret);
  const isAnthropic = secret.startsWith("sk-ant-");
  const isOtherProvider = /^(?:sk-|AIza|gsk_|xai-)/.test(secret) && !isAnthropic;
  if (kind !== "provider") return !isAnthropic && !isOtherProvider;
  // Workers AI is Cloudflare's own provider: a Cloudflare token is its key.
  if (isCloudflare) return provider === "workers-ai";
  if (isAnthropic) return provider === undefined || provider === "anthropic";
  return !(provider === "anthropic" && isOtherProvider);
}
