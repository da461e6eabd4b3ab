/** What of a person's edit to a linked file holds without the link, too. */
import { type Edit, isObject, type Json } from "../json5-edit.ts";
import { idOf } from "./entry.ts";
import { hasOwnEntries, type Link, slugsOf } from "./plan.ts";
import { providerPath } from "./providers.ts";

/** Left out is what names the link's own entries: without the link they would lead nowhere. */
export function lastingEdits(edits: readonly Edit[], link: Link): readonly Edit[] {
  const ids = hasOwnEntries(link) ? slugsOf(link).map(idOf) : [];
  const isBelow = ({ path }: Edit, id: string) =>
    providerPath(id).every((name, i) => path[i] === name);
  return edits.flatMap((edit) => {
    if (ids.some((id) => isBelow(edit, id))) return [];
    if (edit.value === undefined || edit.path[0] !== "agents") return [edit];
    const value = without(edit.value, ids);
    return value === undefined ? [] : [{ path: edit.path, value }];
  });
}

/** Undefined when nothing is left. */
function without(value: Json, ids: readonly string[]): Json | undefined {
  if (typeof value === "string")
    return ids.some((id) => value.startsWith(`${id}/`)) ? undefined : value;
  if (Array.isArray(value)) {
    const rest = value.flatMap((item: Json) => without(item, ids) ?? []);
    return rest.length === 0 && value.length > 0 ? undefined : rest;
  }
  if (!isObject(value)) return value;
  const rest = Object.entries(value).flatMap(([name, item]) => {
    const left = without(item, ids);
    return left === undefined ? [] : [[name, left] as const];
  });
  return rest.length === 0 && Object.keys(value).length > 0 ? undefined : Object.fromEntries(rest);
}
