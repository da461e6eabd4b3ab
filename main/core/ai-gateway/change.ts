/** Turns a change into what would differ and into the whole object to be written: nothing but what is meant changes in it. */
import type { AiGatewayChange, AiGatewayLine } from "../../../preload/contract/ai-gateway.ts";
import { type AiGatewayObject, isSame } from "./object.ts";
import { type Setting, type SettingName, settingNames, settingRules } from "./settings.ts";

/** What Cloudflare alone writes; the id is in the path. */
const readOnly = new Set([
  "id",
  "created_at",
  "modified_at",
  "is_default",
  "internal_id",
  "account_id",
  "account_tag",
  "internal",
  "wholesale",
]);

/** Without one of them Cloudflare takes no PUT; null is "not set", and where that is no value it says so. */
const required = {
  cache_invalidate_on_update: null,
  cache_ttl: null,
  collect_logs: null,
  rate_limiting_interval: null,
  rate_limiting_limit: null,
} as const;

/** Only what really differs. What is unreadable is left alone. */
export const linesOf = (
  object: AiGatewayObject,
  change: AiGatewayChange,
): readonly AiGatewayLine[] => settingNames.flatMap((name) => lineOf(name, object, change) ?? []);

function lineOf<K extends SettingName>(
  name: K,
  object: AiGatewayObject,
  change: AiGatewayChange,
): AiGatewayLine | null {
  const after = change[name] as Setting<K> | undefined;
  const before = settingRules[name].read(object);
  if (after === undefined || before === "unreadable" || isSameSetting(before, after)) return null;
  return { name, before, after } as AiGatewayLine;
}

/**
 * The body of the PUT, which replaces the whole object: what is left out of it would be reset. So everything is in it as it was,
 * known or not, but what Cloudflare alone writes and what the change means.
 */
export function bodyOf(object: AiGatewayObject, change: AiGatewayChange): AiGatewayObject {
  const kept = Object.entries(object).filter(([name]) => !readOnly.has(name));
  const meant = linesOf(object, change).map((line) => membersOf(line, object));
  return { ...required, ...Object.fromEntries(kept), ...Object.assign({}, ...meant) };
}

/** Every line of it stands in the object. */
export const hasAll = (object: AiGatewayObject, lines: readonly AiGatewayLine[]): boolean =>
  lines.every(({ name, after }) => isSameSetting(settingRules[name].read(object), after));

/** As it was when it was last read; when it was last written says nothing about what is in it. */
export const isUnchanged = (one: AiGatewayObject, other: AiGatewayObject): boolean =>
  isSame({ ...one, modified_at: null }, { ...other, modified_at: null });

const membersOf = <K extends SettingName>(
  { name, after }: { readonly name: K; readonly after: Setting<K> },
  object: AiGatewayObject,
): AiGatewayObject => settingRules[name].write(after, object);

/** In which order the rules of a list stand says nothing. */
const isSameSetting = (one: unknown, other: unknown): boolean => isSame(sorted(one), sorted(other));

const sorted = (value: unknown): unknown =>
  Array.isArray(value) ? value.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)) : value;

/** Whatever the order of its members. */
const keyOf = (value: object): string => JSON.stringify(Object.entries(value).toSorted());
