/** What Cloudflare is told with a request beside where it goes: the headers of one dial, exactly as they are sent and shown. */
import type { Dial, Dials } from "../../preload/contract/dials.ts";
import { modelNameOf } from "./model-name.ts";

export type { Dial } from "../../preload/contract/dials.ts";

/** Name and value of each header, in the order they are sent. "Off" at the aiGateway is not surely off (facts: cloudflare.md §4): only skipping is. */
export function dialHeaders(dial: Dial): readonly (readonly [name: string, value: string])[] {
  const { attempts, backoff, cache = "skip", retryDelayMs, timeoutMs } = dial;
  const headers: (readonly [string, string])[] = [];
  if (cache === "skip") headers.push(["cf-aig-skip-cache", "true"]);
  else if (cache !== "asSet") headers.push(["cf-aig-cache-ttl", String(cache)]);
  if (attempts !== undefined) headers.push(["cf-aig-max-attempts", String(attempts)]);
  if (retryDelayMs !== undefined) headers.push(["cf-aig-retry-delay", String(retryDelayMs)]);
  if (backoff !== undefined) headers.push(["cf-aig-backoff", backoff]);
  if (timeoutMs !== undefined) headers.push(["cf-aig-request-timeout", String(timeoutMs)]);
  return headers;
}

/** The same as lines of a request's head. */
export const dialLines = (dial: Dial): string =>
  dialHeaders(dial)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");

/** What is set for models, by whatever spelling of a name. */
export type ByModel<T> = { get(model: string): T | undefined };

/**
 * The same name first. Else the same model with a date where this one has none, or without where it has one: answers, and so the rows
 * of requests, name a date where requests do not. Two dates are two models.
 */
export function byModel<T>(slug: string, entries: readonly (readonly [string, T])[]): ByModel<T> {
  const exact = new Map(entries.map(([model, of]) => [model.toLowerCase(), of]));
  const undated = new Map<string, T>();
  const dated = new Map<string, T>();
  for (const [model, of] of entries) {
    const named = modelNameOf(slug, model);
    if (named) (isDated(named) ? dated : undated).set(keyOf(named), of);
  }
  return {
    get(model) {
      const same = exact.get(model.toLowerCase());
      const named = same === undefined ? modelNameOf(slug, model) : null;
      if (named === null) return same;
      const other = undated.get(keyOf(named));
      return other ?? (isDated(named) ? undefined : dated.get(keyOf(named)));
    },
  };
}

type Named = NonNullable<ReturnType<typeof modelNameOf>>;
const keyOf = ({ family, provider }: Named): string => `${provider} ${family}`;
const isDated = ({ family, name }: Named): boolean =>
  name !== family && !/(?:latest|default)$/.test(name);

/** Under which name ("slug/model") what is set for a model stands, or would stand; and what holds of it with what is set for all. */
export function dialOf(dials: Dials | undefined, slug: string, model: string) {
  const { all, models } = dials ?? { all: {}, models: {} };
  const names = Object.keys(models).filter((name) => name.startsWith(`${slug}/`));
  const found = byModel(
    slug,
    names.map((name) => [name.slice(slug.length + 1), name]),
  ).get(model);
  const name = found ?? `${slug}/${model}`;
  return { name, whole: { ...all, ...models[name] } satisfies Dial };
}
