/** A Cloudflare set-up of OpenClaw's own, told from its configuration, its stored sign-ins and its variables. */
import type { ImportOffer } from "../../../preload/contract/openclaw.ts";
import { tailOf } from "../credential.ts";
import { isObject, type Json, type JsonObject, valueAt } from "../json5-edit.ts";
import { standingIn } from "../link/standing.ts";
import { modelsOf, partsOf } from "./reference.ts";

/** `providerKey` and `token` are held in memory only. */
export type Onboarded = {
  readonly offer: ImportOffer;
  /** Null when there is none, or it is kept where only OpenClaw reads it. */
  readonly providerKey: string | null;
  /** Without "Bearer "; null likewise. */
  readonly token: string | null;
};

type Found = {
  readonly accountId: string;
  readonly aiGatewayId: string;
  /** What stands behind them in the base URL. */
  readonly slug: string;
};

const providerId = "cloudflare-ai-gateway";
const keyVariable = "CLOUDFLARE_AI_GATEWAY_API_KEY";
const tokenHeader = "cf-aig-authorization";
const base =
  /^https:\/\/gateway\.ai\.cloudflare\.com\/v1\/([\w-]{1,64})\/([\w-]{1,64})\/([a-z0-9-]{1,64})(?:\/|$)/;
const pathPart = /^[\w-]{1,64}$/;

/** Null when there is none of a shape that Sluice can continue. `stores` are OpenClaw's stored sign-ins, the first one found counts. */
export function onboardedIn(options: {
  readonly config: JsonObject;
  readonly stores: readonly Json[];
  /** Of OpenClaw's `.env`. */
  readonly variables: ReadonlyMap<string, string>;
}): Onboarded | null {
  const { config } = options;
  const value = reader(config, options.variables);
  const entry = entryIn(config);
  const profile = profileIn(options.stores, entry?.id ?? providerId);
  const found = entry ? placeOf(entry.entry.baseUrl) : inMetadata(profile);
  if (!found) return null;
  const provider = providerOf(found, entry?.entry ?? null);
  if (provider === null) return null;

  const headers = entry && isObject(entry.entry.headers) ? entry.entry.headers : {};
  const named = (name: string) =>
    Object.entries(headers).find(([one]) => one.toLowerCase() === name)?.[1];
  const header = named(tokenHeader);
  const written = entry?.entry.apiKey;
  const stored = profile?.key ?? profile?.keyRef;
  // OpenClaw's own rule: a stored sign-in wins, unless the entry says that its key is one.
  const places = entry?.entry.auth === "api-key" ? [written, stored] : [stored, written];
  const isPlugin = (entry?.id ?? providerId) === providerId;
  const providerKey =
    // An OpenAI-shaped entry of that id has the token as its key, and the provider's in a header (measured on 2026.9.6).
    bare(value(named("authorization"))) ??
    places.map(value).find((key) => key !== null && !isSameSecret(key, value(header))) ??
    (isPlugin ? value(`\${${keyVariable}}`) : null);
  return {
    offer: {
      accountId: found.accountId,
      aiGatewayId: found.aiGatewayId,
      provider,
      tail: providerKey === null ? null : tailOf(providerKey),
      hasToken: header !== undefined,
    },
    providerKey,
    token: bare(value(header)),
  };
}

/** The entry that leads to Cloudflare: the plugin's own first. Sluice's own and those it has led elsewhere are not OpenClaw's set-up. */
function entryIn(config: JsonObject): { readonly id: string; readonly entry: JsonObject } | null {
  const entries = valueAt(config, ["models", "providers"]);
  if (!isObject(entries)) return null;
  const ours = new Set(standingIn(config).map(({ id }) => id));
  const found = Object.entries(entries).flatMap(([id, entry]) =>
    isObject(entry) && !ours.has(id) && placeOf(entry.baseUrl) ? [{ id, entry }] : [],
  );
  return found.find(({ id }) => id === providerId) ?? found[0] ?? null;
}

function placeOf(url: Json | undefined): Found | null {
  const [, accountId, aiGatewayId, slug] = (typeof url === "string" && base.exec(url)) || [];
  return accountId && aiGatewayId && slug ? { accountId, aiGatewayId, slug } : null;
}

/** `onboard` of 2026.5 and the plugin since keep the ids beside the key. */
function inMetadata(profile: JsonObject | null): Found | null {
  const metadata = profile?.metadata;
  if (!isObject(metadata)) return null;
  const { accountId, gatewayId: aiGatewayId } = metadata;
  if (typeof accountId !== "string" || typeof aiGatewayId !== "string") return null;
  if (!pathPart.test(accountId) || !pathPart.test(aiGatewayId)) return null;
  return { accountId, aiGatewayId, slug: "anthropic" };
}

/** "compat" stands for any provider: its models say which one. */
function providerOf({ slug }: Found, entry: JsonObject | null): string | null {
  if (slug !== "compat") return slug;
  const names = new Set(
    (entry ? modelsOf(entry) : []).map(({ id }) => partsOf(String(id))?.provider),
  );
  const [only] = names.size === 1 ? names : [];
  return only !== undefined && /^[a-z0-9][a-z0-9-]*$/.test(only) ? only : null;
}

/** By the name `onboard` gives it, else any of that provider. */
function profileIn(stores: readonly Json[], provider: string): JsonObject | null {
  for (const store of stores) {
    const profiles = isObject(store) ? store.profiles : undefined;
    if (!isObject(profiles)) continue;
    const usable = Object.entries(profiles).flatMap(([name, profile]) =>
      isObject(profile) && profile.provider === provider && profile.type === "api_key"
        ? [{ name, profile }]
        : [],
    );
    const found = usable.find(({ name }) => name === `${provider}:default`) ?? usable[0];
    if (found) return found.profile;
  }
  return null;
}

/** Reads a value that stands there itself or is named by a variable; null for everything else, as a reference to a keychain. */
function reader(
  config: JsonObject,
  variables: ReadonlyMap<string, string>,
): (written: Json | undefined) => string | null {
  const env = valueAt(config, ["env"]);
  const variable = (name: string): string | null => {
    // `.env` wins over the configuration's own (measured on 2026.9.6).
    const found = variables.get(name) ?? valueAt(config, ["env", "vars", name]);
    const value = found ?? (isObject(env) ? env[name] : undefined);
    return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
  };
  return (written) => {
    if (isObject(written))
      return written.source === "env" && typeof written.id === "string"
        ? variable(written.id)
        : null;
    if (typeof written !== "string" || written.trim() === "") return null;
    // The name of a sign-in may stand in the place of a key.
    if (/^[a-z0-9-]+:[\w.-]{1,32}$/.test(written)) return null;
    const [, before, name] = /^(Bearer\s+)?\$\{?([A-Z_][A-Z0-9_]*)\}?$/i.exec(written.trim()) ?? [];
    if (name === undefined) return written.includes("${") ? null : written.trim();
    const value = variable(name);
    return value === null ? null : `${before ?? ""}${value}`;
  };
}

/** Without "Bearer ", and without the colon some write behind it. */
const bare = (value: string | null): string | null =>
  value === null ? null : value.replace(/^Bearer:?\s+/i, "").trim() || null;

const isSameSecret = (key: string, header: string | null): boolean => key === bare(header);
