/** Why a link cannot be made: of itself, or on this configuration. */
import type { Failure } from "../../../preload/contract/error.ts";
import { isObject, type JsonObject, valueAt } from "../json5-edit.ts";
import { edgeHeaders, entryPath, hasEntry, idOf, resolverPath } from "./entry.ts";
import { includeInTheWay } from "./found.ts";
import { isEdgeAlready, linkOn } from "./link.ts";
import {
  type EdgeLink,
  hasOwnEntries,
  type KeyRef,
  type Link,
  type LinkPlan,
  slugsOf,
} from "./plan.ts";
import { isSlug, keyHeader, leadOf, overlayRefusal, slugOf } from "./providers.ts";

/** What no file could hold: a provider there is no entry for, a default model none of the entries lists, a key nobody answers for. */
export function planRefusal(plan: Link): Failure | null {
  const isOwn = hasOwnEntries(plan);
  if (slugsOf(plan).length === 0) return { code: "link.nothingToOverlay" };
  const unknown = isOwn
    ? slugsOf(plan).find((slug) => !hasEntry(slug))
    : overlaid(plan).find(({ slug, id }) => !isSlug(slug) || (slugOf(id) ?? slug) !== slug)?.id;
  if (unknown !== undefined) return { code: "link.providerUnavailable", detail: unknown };
  if (plan.kind === "edge" && plan.exec === null && refsOf(plan).some(isExec))
    return { code: "edge.keysUnavailable" };
  if (!isOwn || isServed(plan)) return null;
  return {
    code: "model.unknown",
    detail: plan.kind === "overlay" ? "" : (plan.model?.model ?? ""),
  };
}

/** What of this configuration stands in the way. It holds no link of ours. */
export function obstacleTo(config: JsonObject, plan: LinkPlan): Failure | null {
  const paths = linkOn(config, plan).edits.map(({ path }) => path);
  const include = includeInTheWay(config, paths);
  if (include) return { code: "config.includes", detail: include };
  const resolver = valueAt(config, resolverPath);
  if (plan.kind === "edge" && plan.exec && resolver !== undefined)
    if (!isObject(resolver) || resolver.source !== "exec")
      return { code: "link.taken", detail: resolverPath.join(".") };
  if (hasOwnEntries(plan)) {
    const taken = slugsOf(plan).find((slug) => valueAt(config, entryPath(slug)) !== undefined);
    return taken === undefined ? null : { code: "link.taken", detail: idOf(taken) };
  }
  for (const { id, slug } of overlaid(plan)) {
    const isLeftAlone = plan.kind === "edge" && isEdgeAlready(config, id);
    const code = overlayRefusal(config, id, isLeftAlone ? [] : headersOf(plan));
    if (code) return { code, detail: id };
    // Where its address says whose entry it is, that may have changed since the plan was made.
    if (leadOf(config, id)?.slug !== slug) return { code: "link.providerUnavailable", detail: id };
  }
  return null;
}

/** False when the default model is none that its entries list. Without a default of its own a link only adds its entries. */
function isServed(plan: Link): boolean {
  if (plan.kind === "overlay" || !plan.model) return true;
  const { provider, model } = plan.model;
  const entries = plan.kind === "own" ? plan.entries : plan.providers;
  return entries.some(
    ({ slug, models }) => slug === provider && models?.some(({ id }) => id === model),
  );
}

const overlaid = (plan: Link): readonly { readonly slug: string; readonly id: string }[] =>
  plan.kind === "own" ? [] : plan.providers;

const headersOf = (plan: Link): readonly string[] =>
  plan.kind === "edge" ? edgeHeaders(plan).map(([name]) => name.toLowerCase()) : [keyHeader];

const refsOf = ({ token, providers }: EdgeLink): readonly (KeyRef | null)[] => [
  token,
  ...providers.map(({ key }) => key ?? null),
];

const isExec = (ref: KeyRef | null): boolean => ref?.source === "exec";
