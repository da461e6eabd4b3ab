/** What opens the daemon's socket: the shared secrets that may be the right one, the likeliest first. In memory only. */
import { isObject, type Json, type JsonObject, valueAt } from "../json5-edit.ts";
import type { Variables } from "./port.ts";

/**
 * How the daemon wants to be spoken to. none: nobody has to prove anything · shared: one of `secrets`, sent as `field` ·
 * other: by a way that is not ours (a proxy that vouches, a secret only OpenClaw itself can read).
 */
export type Passes =
  | { readonly kind: "none" }
  | {
      readonly kind: "shared";
      readonly field: "token" | "password";
      readonly secrets: readonly [string, ...string[]];
    }
  | { readonly kind: "other" };

const tried = 3;

/**
 * `layers` are the environments the daemon may have been started with, the likeliest first. OpenClaw takes the
 * configuration's own word before a variable (gateway/auth-resolve.ts), so a literal there leaves nothing to guess.
 */
export function passesOf(config: JsonObject | null, layers: readonly Variables[]): Passes {
  const given = config ? valueAt(config, ["gateway", "auth"]) : undefined;
  const auth = isObject(given) ? given : {};
  const env = [...layers, variablesOf(config)];
  const valuesOf = (field: "token" | "password"): readonly string[] | null => {
    const value = auth[field];
    if (value === undefined) return lookUp(env, variables[field]);
    if (typeof value === "string") return spelledOut(value, env);
    const isFromEnv = isObject(value) && value.source === "env" && typeof value.id === "string";
    return isFromEnv ? lookUp(env, String(value.id)) : null;
  };
  if (auth.mode === "none") return { kind: "none" };
  if (auth.mode !== undefined && auth.mode !== "token" && auth.mode !== "password")
    return { kind: "other" };
  const isPassword = auth.mode === "password" || (auth.mode === undefined && hasPassword(auth));
  const field = isPassword ? "password" : "token";
  const [first, ...rest] = new Set(valuesOf(field) ?? []);
  if (first === undefined) return { kind: "other" };
  return { kind: "shared", field, secrets: [first, ...rest.slice(0, tried - 1)] };
}

const variables = {
  token: "OPENCLAW_GATEWAY_TOKEN",
  password: "OPENCLAW_GATEWAY_PASSWORD",
} as const;

const hasPassword = ({ password }: JsonObject): boolean => password !== undefined;

/** Variables the configuration itself sets: the last word, after every real environment. */
function variablesOf(config: JsonObject | null): Variables {
  const env = config?.env;
  if (!isObject(env)) return {};
  const { vars, shellEnv: _, ...direct } = env;
  return texts({ ...(isObject(vars) ? vars : {}), ...direct });
}

const texts = (object: JsonObject): Variables =>
  Object.fromEntries(
    Object.entries(object).filter((entry): entry is [string, Json & string] => {
      const [, value] = entry;
      return typeof value === "string";
    }),
  );

/** A text with `${NAME}` in it, once for each environment that knows every name. */
function spelledOut(text: string, env: readonly Variables[]): readonly string[] {
  const names = [...text.matchAll(reference)].map(([, name = ""]) => name);
  if (names.length === 0) return [text].filter(isSaid);
  return env
    .filter((layer) => names.every((name) => isSaid(layer[name])))
    .map((layer) => text.replace(reference, (_, name: string) => layer[name] ?? ""));
}

const reference = /\$\{([A-Z_][A-Z0-9_]*)\}/g;

const lookUp = (env: readonly Variables[], name: string): readonly string[] =>
  env.map((layer) => layer[name]?.trim()).filter(isSaid);

const isSaid = (value: string | undefined): value is string =>
  value !== undefined && value.trim() !== "";
