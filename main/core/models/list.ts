/** The models OpenClaw could use, joined with their prices and the way their requests take. */
import type { LinkState, OpenClawModelInfo } from "../../../preload/contract/openclaw.ts";
import { isObject, type Json, type JsonObject, valueAt } from "../json5-edit.ts";
import { standingIn } from "../link/standing.ts";
import { knownModels } from "../price.ts";
import { priceFor, vendorOf } from "./list-price.ts";
import { isChoosable, modelsOf, partsOf } from "./reference.ts";

/** A row of `models.list`, as far as it is used: 2026.5.28 leaves `available` out. */
export type ListedModel = {
  readonly provider: string;
  readonly id: string;
  readonly name: string | null;
  readonly contextWindow: number | null;
  readonly isAvailable: boolean;
};

/** With every provider signed in to, OpenClaw lists hundreds: nobody reads more, and every snapshot carries them. */
const mostModels = 300;

/** What `models.list` answered; a row without a name to call it by is left out. */
export function listedIn(answer: unknown): readonly ListedModel[] {
  const rows = isObject(answer as Json) ? (answer as JsonObject).models : undefined;
  if (!Array.isArray(rows)) return [];
  return (rows as readonly Json[]).flatMap((row) => {
    if (!isObject(row) || typeof row.id !== "string" || typeof row.provider !== "string") return [];
    return {
      provider: row.provider,
      id: row.id,
      name: textOf(row.name),
      contextWindow: countOf(row.contextWindow),
      isAvailable: row.available !== false,
    };
  });
}

/**
 * `used`: what is in force or pinned, most important first; shown although OpenClaw may not list it. A provider led to the router
 * brings the models Sluice knows of it: OpenClaw 2026.9.6 lists none of a provider it has not asked yet. Sorted by name; each once.
 */
export function modelList(options: {
  readonly rows: readonly ListedModel[];
  readonly config: JsonObject;
  readonly linked: LinkState | null;
  readonly used: readonly string[];
  /** Epoch ms: the moment whose prices count. */
  readonly now: number;
}): readonly OpenClawModelInfo[] {
  const { rows, config, linked, used, now } = options;
  const routed = routedIds(config, linked);
  const listed = new Map(rows.map((row) => [`${row.provider}/${row.id}`, row]));
  const offered = [...listed.keys(), ...configuredRefs(config), ...knownRefs(config, routed)];
  const refs = new Set([
    ...used.filter((ref) => partsOf(ref) !== null),
    ...offered.filter((ref) => isChoosable(ref) && routed.has(partsOf(ref)?.provider ?? "")),
    ...offered.filter(isChoosable),
  ]);
  return [...refs]
    .slice(0, mostModels)
    .sort((a, b) => (a < b ? -1 : 1))
    .map((ref) => {
      const { provider, model } = partsOf(ref) ?? { provider: "", model: ref };
      const row = listed.get(ref);
      const written = writtenModel(config, provider, model);
      const slug = vendorOf(config, provider);
      const known = knownModels().find((one) => one.provider === slug && one.model === model);
      return {
        ref,
        name: row?.name ?? textOf(written?.name) ?? known?.name ?? model,
        route: routed.has(provider) ? ("sluice" as const) : ("own" as const),
        contextWindow:
          row?.contextWindow ?? countOf(written?.contextWindow) ?? known?.contextWindow ?? null,
        price: priceFor(slug, model, written, now),
        isAvailable: row?.isAvailable ?? true,
      };
    });
}

/** OpenClaw's ids of the providers whose requests pass the router. With an edge link they go to Cloudflare, and Sluice sees none. */
function routedIds(config: JsonObject, linked: LinkState | null): ReadonlySet<string> {
  if (!linked || linked.kind === "edge") return new Set();
  return new Set(
    standingIn(config)
      .filter(({ port, slug }) => port !== null && linked.providers.includes(slug))
      .map(({ id }) => id),
  );
}

/** Models that stand written in the configuration itself. */
function configuredRefs(config: JsonObject): readonly string[] {
  const entries = valueAt(config, ["models", "providers"]);
  if (!isObject(entries)) return [];
  return Object.entries(entries).flatMap(([provider, entry]) =>
    isObject(entry) ? modelsOf(entry).map(({ id }) => `${provider}/${String(id)}`) : [],
  );
}

/** An entry with models of its own says which there are. */
function knownRefs(config: JsonObject, routed: ReadonlySet<string>): readonly string[] {
  return [...routed].flatMap((id) => {
    const entry = valueAt(config, ["models", "providers", id]);
    if (isObject(entry) && modelsOf(entry).length > 0) return [];
    const slug = vendorOf(config, id);
    return knownModels()
      .filter((one) => one.provider === slug)
      .map(({ model }) => `${id}/${model}`);
  });
}

function writtenModel(config: JsonObject, provider: string, model: string): JsonObject | null {
  const entry = valueAt(config, ["models", "providers", provider]);
  return isObject(entry) ? (modelsOf(entry).find(({ id }) => id === model) ?? null) : null;
}

const textOf = (value: Json | undefined): string | null =>
  typeof value === "string" && value.trim() !== "" ? value.trim().slice(0, 120) : null;
const countOf = (value: Json | undefined): number | null =>
  typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : null;
