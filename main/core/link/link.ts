/** What a link writes into OpenClaw's configuration. */
import {
  type Edit,
  editJson5,
  isObject,
  type Json,
  type JsonObject,
  valueAt,
} from "../json5-edit.ts";
import { allowEdits } from "../models/allow.ts";
import {
  edgeEntry,
  edgeHeaders,
  entryPath,
  fallbacksPath,
  idOf,
  isOwnRef,
  modelPath,
  modePath,
  pluginPath,
  primaryPath,
  resolverEntry,
  resolverPath,
  routerEntry,
  tokenHeader,
} from "./entry.ts";
import { heldWrites } from "./hold.ts";
import { type Change, changeOf, type Write } from "./places.ts";
import { type EdgePlan, isHeld, type LinkPlan, type OverlayLink, type OwnLink } from "./plan.ts";
import { behindCloudflare, keyHeader, leadOf, neededApi, providerPath } from "./providers.ts";

export type Written = { readonly edits: readonly Edit[]; readonly changes: readonly Change[] };

/** The edits that make the link, and how to undo them. `config` holds no link of ours, and nothing stands in the way. */
export function linkOn(config: JsonObject, plan: LinkPlan): Written {
  const writes = writesOf(config, plan);
  return written(config, isHeld(plan) ? heldWrites(config, writes) : writes);
}

export const written = (config: JsonObject, writes: readonly Write[]): Written => ({
  edits: writes.map(({ path, value }) => ({ path, value })),
  changes: writes.map((write) => changeOf(config, write)),
});

function writesOf(config: JsonObject, plan: LinkPlan): readonly Write[] {
  switch (plan.kind) {
    case "own": {
      const entries = plan.entries.map((entry) => [entry.slug, routerEntry(plan, entry)] as const);
      return ownWrites(config, entries, true, plan);
    }
    case "overlay": {
      const base = `http://127.0.0.1:${plan.port}`;
      const key: Write = { path: [keyHeader], value: plan.localKey, isSecret: true };
      return plan.providers.flatMap((one) => overlayWrites(config, one, base, [key]));
    }
    case "edge":
      return edgeWrites(config, plan);
  }
}

function edgeWrites(config: JsonObject, plan: EdgePlan): readonly Write[] {
  const { exec, model = null, fallbacks = null, providers, shape } = plan;
  const resolver = exec ? [{ path: resolverPath, value: resolverEntry(exec) }] : [];
  if (shape === "overlay") {
    const headers = edgeHeaders(plan).map(([name, value]) => ({ path: [name], value }));
    const led = providers.filter(({ id }) => !isEdgeAlready(config, id));
    if (led.length === 0) return [];
    return [...resolver, ...led.flatMap((one) => overlayWrites(config, one, plan.base, headers))];
  }
  const entries = providers.map((one) => [one.slug, edgeEntry(plan, one)] as const);
  return [...resolver, ...ownWrites(config, entries, false, model && { model, fallbacks })];
}

/**
 * True for an entry that the user has led to Cloudflare with a token of their own. An edge link leaves all of it as it is: our
 * token is not for their aiGateway, nor theirs for ours.
 */
export function isEdgeAlready(config: JsonObject, id: string): boolean {
  if (behindCloudflare(config, id) === null) return false;
  const headers = valueAt(config, [...providerPath(id), "headers"]);
  return Object.entries(isObject(headers) ? headers : {}).some(
    ([name, value]) => name.toLowerCase() === tokenHeader && !isOwnRef(value),
  );
}

/** `headers` by their name alone. */
function overlayWrites(
  config: JsonObject,
  { id, slug }: OverlayLink["providers"][number],
  base: string,
  headers: readonly Write[],
): readonly Write[] {
  const entry = providerPath(id);
  const api = neededApi(id);
  const isSpoken = api === null || valueAt(config, [...entry, "api"]) !== undefined;
  return [
    { path: [...entry, "baseUrl"], value: base + (leadOf(config, id)?.tail ?? `/${slug}`) },
    ...(isSpoken ? [] : [{ path: [...entry, "api"], value: api }]),
    ...headers.map((write) => ({ ...write, path: [...entry, "headers", ...write.path] })),
  ];
}

function ownWrites(
  config: JsonObject,
  entries: readonly (readonly [string, Json])[],
  isSecret: boolean,
  choice: Pick<OwnLink, "model" | "fallbacks"> | null,
): readonly Write[] {
  const writes: Write[] = [];
  // First, so that no reader of the file ever sees the entry without it.
  if (entries.some(([slug]) => slug === "anthropic"))
    writes.push({ path: pluginPath, value: false });
  if (valueAt(config, modePath) === undefined) writes.push({ path: modePath, value: "merge" });
  for (const [slug, value] of entries) writes.push({ path: entryPath(slug), value, isSecret });
  if (choice) {
    const { provider, model } = choice.model;
    writes.push(...modelWrites(config, `${idOf(provider)}/${model}`, choice.fallbacks));
  }
  return writes;
}

/** The default model, the fallbacks where they are given, and what lets OpenClaw use it; a plain string makes room for both. */
export function modelWrites(
  config: JsonObject,
  primary: string,
  fallbacks: readonly Json[] | null,
): readonly Write[] {
  const path = primaryPath(config);
  const allowed = allowEdits(config, primary).map(({ path, value = {} }) => ({ path, value }));
  if (fallbacks === null) return [{ path, value: primary }, ...allowed];
  if (path === modelPath) return [{ path, value: { primary, fallbacks } }, ...allowed];
  return [{ path, value: primary }, { path: fallbacksPath, value: fallbacks }, ...allowed];
}

/** The whole text of a first configuration: what OpenClaw's daemon needs to start, and the link. */
export function firstConfig(plan: LinkPlan): string {
  const daemon: Edit[] = [
    { path: ["gateway", "mode"], value: "local" },
    // In a container the default is not loopback.
    { path: ["gateway", "bind"], value: "loopback" },
  ];
  return textOf("{}\n", [...daemon, ...linkOn({}, plan).edits]);
}

/** What to paste where the file cannot be edited in place. */
export const snippetOf = (edits: readonly Edit[]): string =>
  textOf(
    "// What Sluice adds to OpenClaw's configuration: put each part in its place there.\n{}\n",
    edits,
  );

function textOf(text: string, edits: readonly Edit[]): string {
  const edited = editJson5(text, edits);
  if (!edited.ok) throw new Error("A link cannot be written into an empty object");
  return edited.text;
}
