/** What Sluice's own link writes into OpenClaw's configuration, and what taking it back means. */
import {
  applyEdit,
  type Edit,
  editJson5,
  isObject,
  isSameJson,
  type Json,
  type JsonObject,
  type JsonPath,
  valueAt,
} from "./json5-edit.ts";
import {
  entryFor,
  entryPath,
  idOf,
  isForeign,
  isModelPath,
  modelPath,
  modelRef,
  modePath,
  type OwnLink,
  type OwnLinkPlan,
  ownEntry,
  ownSlugs,
  pluginPath,
  refersTo,
} from "./link-entry.ts";

/** One place a link writes to, and what stood there. Holds no secret. */
export type Change = {
  readonly path: JsonPath;
  /** What was written; absent for a provider's entry, which holds the local key and is known by its shape. */
  readonly wrote?: Json;
  /** What stood there; absent when nothing did. */
  readonly before?: Json;
  /** How many leading members of the path were there already: an object made on the way goes when it is empty again. */
  readonly kept: number;
};

/** The edits that make the link, and how to undo them. `config` holds no link of ours, and every slug is one of `ownSlugs`. */
export function ownLink(
  config: JsonObject,
  plan: OwnLinkPlan,
): { readonly edits: readonly Edit[]; readonly changes: readonly Change[] } {
  const entries = plan.entries.map(
    ({ slug, models }) => [slug, entryFor(plan, slug, models)] as const,
  );
  return linkOf(config, entries, modelRef(plan));
}

/** The link that stands in `linked`, as if made on `original`: what undoes it. Null when none of our shape stands there. */
export function ownLinkAgain(
  original: JsonObject,
  linked: JsonObject,
): ReturnType<typeof ownLink> | null {
  const entries = ownSlugs.flatMap((slug) => {
    const entry = ownEntry(linked, slug) && valueAt(linked, entryPath(slug));
    return entry ? [[slug, entry] as const] : [];
  });
  const ref = valueAt(linked, modelPath(linked));
  const isOurs = entries.some(([slug]) => refersTo(slug, ref));
  return entries.length === 0 ? null : linkOf(original, entries, isOurs ? ref : undefined);
}

function linkOf(
  config: JsonObject,
  entries: readonly (readonly [string, Json])[],
  ref: Json | undefined,
): ReturnType<typeof ownLink> {
  const edits: Edit[] = [];
  // First, so that no reader of the file ever sees the entry without it.
  if (entries.some(([slug]) => slug === "anthropic"))
    edits.push({ path: pluginPath, value: false });
  if (valueAt(config, modePath) === undefined) edits.push({ path: modePath, value: "merge" });
  for (const [slug, value] of entries) edits.push({ path: entryPath(slug), value });
  if (ref !== undefined) edits.push({ path: modelPath(config), value: ref });
  return { edits, changes: edits.map((edit) => changeOf(config, edit)) };
}

/** The whole text of a first configuration: what OpenClaw's daemon needs to start, and the link. */
export function firstConfig(plan: OwnLinkPlan): string {
  const daemon: Edit[] = [
    { path: ["gateway", "mode"], value: "local" },
    // In a container the default is not loopback.
    { path: ["gateway", "bind"], value: "loopback" },
  ];
  return textOf("{}\n", [...daemon, ...ownLink({}, plan).edits]);
}

/** What to paste where the file cannot be edited in place; the local key is shown as a placeholder. */
export function snippetOf(plan: OwnLink): string {
  return textOf("{}", ownLink({}, { ...plan, localKey: "<local key>" }).edits);
}

/** The edits that take a link back: each place as it was, unless somebody else has changed it since. */
export function unlinkEdits(config: JsonObject, changes: readonly Change[]): readonly Edit[] {
  const edits: Edit[] = [];
  // A model of an id this link has no entry under is the user's: OpenClaw's own plugin serves one without any entry.
  const slugs = ownSlugs.filter((slug) =>
    changes.some(({ path, wrote }) => wrote === undefined && path.at(-1) === idOf(slug)),
  );
  let rest = config;
  for (const change of changes.toReversed().filter((one) => isStillOurs(config, one, slugs))) {
    const path = isModelPath(change.path) ? modelPath(rest) : change.path;
    const edit =
      change.before === undefined
        ? { path: emptied(rest, path, change.kept) }
        : { path, value: change.before };
    edits.push(edit);
    rest = applyEdit(rest, edit) ?? rest;
  }
  return edits;
}

function isStillOurs(
  config: JsonObject,
  { path, wrote }: Change,
  slugs: readonly string[],
): boolean {
  // An entry somebody made their own still needs the model that points at it, and the plugin off.
  if (isModelPath(path)) {
    const ref = valueAt(config, modelPath(config));
    return slugs.some((slug) => refersTo(slug, ref) && !isForeign(config, slug));
  }
  if (path[0] === pluginPath[0] && isForeign(config, "anthropic")) return false;
  if (wrote === undefined)
    return slugs.some((slug) => path.at(-1) === idOf(slug) && ownEntry(config, slug));
  const now = valueAt(config, path);
  return now !== undefined && isSameJson(now, wrote);
}

function changeOf(config: JsonObject, { path, value = null }: Edit): Change {
  const before = valueAt(config, path);
  const missing = path.findIndex((_, i) => valueAt(config, path.slice(0, i + 1)) === undefined);
  const isEntry = isObject(value);
  return {
    path,
    ...(isEntry ? {} : { wrote: value }),
    ...(before === undefined ? {} : { before }),
    kept: missing < 0 ? path.length : missing,
  };
}

/** The path itself, or that of the outermost object made for it that would be left empty. */
function emptied(config: JsonObject, path: JsonPath, kept: number): JsonPath {
  let target = path;
  while (target.length - 1 > kept) {
    const parent = valueAt(config, target.slice(0, -1));
    if (!isObject(parent) || Object.keys(parent).length !== 1) break;
    target = target.slice(0, -1);
  }
  return target;
}

function textOf(text: string, edits: readonly Edit[]): string {
  const edited = editJson5(text, edits);
  if (!edited.ok) throw new Error("A link cannot be written into an empty object");
  return edited.text;
}
