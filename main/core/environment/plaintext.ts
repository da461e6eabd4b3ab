/** Keys that stand readable in OpenClaw's files: where, and whose. What must not be asked for is left alone: references, profile names, Sluice's own. */
import type { SecretKind } from "../../../preload/contract/state.ts";
import { isObject, type Json, type JsonObject, type JsonPath, valueAt } from "../json5-edit.ts";
import { keyHeader, overlayRefusal } from "../link/providers.ts";
import { providerOf, slugOf } from "./names.ts";
import { type Reference, referencesIn } from "./references.ts";

/** Where a key stands and what it takes to clean the place. Holds no secret. */
export type KeyPlace = {
  readonly kind: SecretKind;
  /** Sluice's slug of the provider; null with the other kinds, and where no slug could be made of OpenClaw's id. */
  readonly provider: string | null;
  /** OpenClaw's id of the provider whose entry must name the key once the place is clean; null when none needs to. */
  readonly entry: string | null;
  /** What stands before the key in its place: "Bearer ", in headers and in what goes there. */
  readonly prefix: string;
} & (
  | { readonly at: "config"; readonly path: JsonPath }
  | { readonly at: "configEnv"; readonly path: JsonPath; readonly name: string }
  | { readonly at: "dotenv"; readonly name: string }
  | { readonly at: "authProfile"; readonly file: string; readonly profile: string }
);

export type Found = {
  readonly place: KeyPlace;
  /** As people would name the place: "models.providers.anthropic.apiKey", "ANTHROPIC_API_KEY". */
  readonly label: string;
  readonly secret: string;
};

/** Shorter ones are what people write where no key is needed: "ollama-local", "none". */
const minKeyLength = 16;

export function keysInConfig(config: JsonObject): readonly Found[] {
  const entries = Object.entries(objectAt(config, ["models", "providers"]));
  const keys = entries.flatMap(([id, entry]) => (isObject(entry) ? keysOfEntry(id, entry) : []));
  const vars = [
    ...variablesAt(config, ["env", "vars"]),
    ...variablesAt(config, ["env"]).filter(({ name }) => name !== "vars" && name !== "shellEnv"),
  ];
  const owned = vars.flatMap(({ name, path, value }): Found[] => {
    const owner = ownerOf(name, config);
    const { prefix, secret } = split(value, owner);
    if (!owner || !isKey(secret)) return [];
    return [
      { place: { at: "configEnv", name, path, prefix, ...owner }, label: path.join("."), secret },
    ];
  });
  return [...keys, ...owned];
}

/** `values`: of `.env`. */
export function keysInDotEnv(
  values: ReadonlyMap<string, string>,
  config: JsonObject | null,
): readonly Found[] {
  return [...values].flatMap(([name, value]): Found[] => {
    const owner = ownerOf(name, config ?? {});
    const { prefix, secret } = split(value, owner);
    if (!owner || !isKey(secret)) return [];
    return [{ place: { at: "dotenv", name, prefix, ...owner }, label: name, secret }];
  });
}

/** `auth-profiles.json` of an agent, as OpenClaw kept it up to 2026.5: later ones have a database instead. */
export function keysInProfiles(profiles: JsonObject, file: string): readonly Found[] {
  const all = Object.entries(objectAt(profiles, ["profiles"]));
  return all.flatMap(([profile, value]): Found[] => {
    const { key, provider, type } = isObject(value) ? value : {};
    if (type !== "api_key" || typeof key !== "string" || typeof provider !== "string") return [];
    if (!isKey(key)) return [];
    const owner = {
      kind: "provider",
      provider: slug(provider),
      entry: provider,
      prefix: "",
    } as const;
    return [{ place: { at: "authProfile", file, profile, ...owner }, label: profile, secret: key }];
  });
}

function keysOfEntry(id: string, entry: JsonObject): readonly Found[] {
  const path = ["models", "providers", id];
  const base = typeof entry.baseUrl === "string" ? entry.baseUrl : "";
  const provider = slug(id, entry);
  const found: Found[] = [];
  const { apiKey } = entry;
  if (isKey(apiKey) && !apiKey.startsWith(`${id}:`) && !isLocalKey(base, apiKey)) {
    const place = { at: "config", path: [...path, "apiKey"], prefix: "" } as const;
    found.push({
      place: { ...place, kind: "provider", provider, entry: id },
      label: place.path.join("."),
      secret: apiKey,
    });
  }
  for (const [name, value] of Object.entries(objectAt(entry, ["headers"]))) {
    const kind = kindOfHeader(name);
    const { prefix, secret } = splitBearer(typeof value === "string" ? value : "");
    if (!kind || !isKey(secret) || isLocalKey(base, secret)) continue;
    const place = { at: "config", path: [...path, "headers", name], prefix } as const;
    const whose = kind === "provider" ? provider : null;
    found.push({
      place: { ...place, kind, provider: whose, entry: id },
      label: place.path.join("."),
      secret,
    });
  }
  return found;
}

function kindOfHeader(name: string): SecretKind | null {
  if (/^cf-aig-authorization$/i.test(name)) return "aiGateway";
  return /^authorization$/i.test(name) ? "provider" : null;
}

/** Only what goes into a header has a word before the key. */
const split = (value: string, owner: Owner | null) =>
  owner?.kind === "aiGateway" ? splitBearer(value) : { prefix: "", secret: value };

function splitBearer(value: string): { readonly prefix: string; readonly secret: string } {
  const prefix = /^bearer\s+/i.exec(value)?.[0] ?? "";
  return { prefix, secret: value.slice(prefix.length) };
}

export type Owner = Pick<KeyPlace, "kind" | "provider" | "entry">;

/** Whose key a variable holds: as the configuration says by referring to it, else as OpenClaw's table says. */
function ownerOf(name: string, config: JsonObject): Owner | null {
  const references = referencesIn(config).filter((one) => one.name === name);
  const [owner] = references.flatMap((reference) => ownerByReference(reference, config) ?? []);
  if (owner) return owner;
  const provider = providerOf(name);
  if (provider === null) return null;
  return { kind: "provider", provider: slug(provider), entry: provider };
}

/** Whose key a place in the configuration takes that refers to a variable; null where it is no key. */
export function ownerByReference({ path }: Reference, config: JsonObject): Owner | null {
  const [models, providers, id, member, header] = path;
  if (models !== "models" || providers !== "providers" || id === undefined) return null;
  const kind = member === "apiKey" ? "provider" : kindOfHeader(header ?? "");
  if (!kind || (member !== "apiKey" && member !== "headers")) return null;
  return {
    kind,
    provider: kind === "provider" ? slug(id, objectAt(config, [models, providers, id])) : null,
    entry: id,
  };
}

/**
 * By the address where that leads to Cloudflare, else by OpenClaw's id. A key for an address of the person's own is not the provider's, whatever the
 * id: it gets a name that nothing else asks for.
 */
function slug(id: string, entry: JsonObject = {}): string | null {
  const base = typeof entry.baseUrl === "string" ? entry.baseUrl : "";
  const [, named] =
    /^https:\/\/gateway\.ai\.cloudflare\.com\/v1\/[^/]+\/[^/]+\/([a-z0-9-]+)/.exec(base) ?? [];
  const isLed = Object.keys(objectAt(entry, ["headers"])).some((name) => name === keyHeader);
  const refusal = overlayRefusal({ models: { providers: { [id]: entry } } }, id, []);
  const isOther = named === undefined && !isLed && refusal === "link.customBaseUrl";
  const found = named ?? (isOther ? `custom-${id}` : slugOf(id));
  return /^[a-z0-9][a-z0-9-]{0,63}$/.test(found) ? found : null;
}

/** A value that is neither a reference, nor a mark of OpenClaw's, nor too short to be anybody's key. */
const isKey = (value: Json | undefined): value is string =>
  typeof value === "string" &&
  value.length >= minKeyLength &&
  /^[\x21-\x7e]+$/.test(value) &&
  !/^\$[A-Z_{(]|\$\{|^__OPENCLAW_|^secretref/i.test(value);

/** The key of a link of Sluice's own opens nothing but the router. */
const isLocalKey = (base: string, key: string): boolean =>
  /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/.test(base) && /^[0-9a-f]{64}$/.test(key);

function variablesAt(config: JsonObject, path: JsonPath) {
  return Object.entries(objectAt(config, path)).flatMap(([name, value]) =>
    typeof value === "string" ? [{ name, path: [...path, name], value }] : [],
  );
}

function objectAt(object: JsonObject, path: JsonPath): JsonObject {
  const value = valueAt(object, path);
  return isObject(value) ? value : {};
}
