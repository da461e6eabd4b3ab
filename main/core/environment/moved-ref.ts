/** How a key that was moved into the keychain for good is named in OpenClaw's files: apart from those of an edge link, which come and go. */
import {
  applyEdit,
  type Edit,
  isObject,
  type Json,
  type JsonObject,
  type JsonPath,
  valueAt,
} from "../json5-edit.ts";

const provider = "sluice";

export const movedProviderPath: JsonPath = ["secrets", "providers", provider];

/** `id`: the resolver's. */
export const movedRef = (id: string): JsonObject => ({ source: "exec", provider, id });

/** A place that is asked from the keychain for good, and the resolver's id of what it gets. */
export type MovedPlace = { readonly path: JsonPath; readonly id: string };

export function movedPlaces(config: JsonObject): readonly MovedPlace[] {
  const found: MovedPlace[] = [];
  const left: { readonly path: JsonPath; readonly value: Json }[] = [{ path: [], value: config }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { path, value } = next;
    if (value === null || typeof value !== "object") continue;
    const id = idIn(value);
    if (id !== null) found.push({ path, id });
    for (const [key, inner] of Object.entries(value))
      left.push({ path: [...path, key], value: inner });
  }
  return found;
}

/** Null for everything but a reference to the keychain for good. */
export function idIn(value: Json | undefined): string | null {
  if (!isObject(value) || value.source !== "exec" || value.provider !== provider) return null;
  return typeof value.id === "string" ? value.id : "";
}

/** Whether anything in the configuration is asked from the keychain for good. */
export const asksForMoved = (config: JsonObject): boolean => movedPlaces(config).length > 0;

/** The keys themselves where they were asked for, and no word of the keychain any more. `texts` has one for each place of the configuration. */
export function giveBackEdits(
  config: JsonObject,
  texts: ReadonlyMap<string, string>,
): readonly Edit[] {
  const edits: Edit[] = movedPlaces(config).flatMap(({ id, path }) => {
    const value = texts.get(id);
    return value === undefined ? [] : [{ path, value }];
  });
  const meant = edits.reduce((rest, edit) => applyEdit(rest, edit) ?? rest, config);
  if (asksForMoved(meant) || valueAt(meant, movedProviderPath) === undefined) return edits;
  let gone = movedProviderPath;
  while (gone.length > 1 && isOnly(meant, gone)) gone = gone.slice(0, -1);
  return [...edits, { path: gone }];
}

/** Nothing else stands in the object of this place. */
export function isOnly(config: JsonObject, path: JsonPath): boolean {
  const parent = valueAt(config, path.slice(0, -1));
  return isObject(parent) && Object.keys(parent).length === 1;
}
