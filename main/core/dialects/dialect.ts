/** What a provider's wire format must tell the meter, and how token counts in it are checked. */
import type { Usage } from "../traffic.ts";
import { KeySet } from "./key-set.ts";

/** `usage` is null unless the answer was read to the place where it states its final figures. */
export type Reading = { readonly usage: Usage | null; readonly model: string | null };

/** Where in an answer a dialect looks; one constant for each, so that nothing is made per answer. */
export type Format = {
  /** The key below the outermost object whose value is looked into as well; null when there is none. */
  readonly inside: string | null;
  /** Only a list of objects is looked into there, all of them alike; else only an object. */
  readonly isList: boolean;
  /** The answer may be a list of objects, which are then what events are to a stream. */
  readonly mayBeList: boolean;
  /** Few events of a stream carry a usage, under a key that ends in "usage"; those without one are skipped unread. */
  readonly isSparse: boolean;
  /** Every key looked at in a whole answer, and in an event of a stream. */
  readonly bodyKeys: KeySet;
  readonly eventKeys: KeySet;
};

export type Dialect = {
  readonly format: Format;
  /** One event of a stream, read whole. Only the first one, and those that carry a usage object, may change anything. */
  event(document: Found, first: boolean): void;
  /** The answer as one JSON object, read whole. */
  body(document: Found): void;
  reading(): Reading;
};

/** What a scan has found: raw JSON text by key, of the outermost object and of what was looked into below it. */
export type Found = {
  readonly top: ReadonlyMap<string, string>;
  readonly inner: ReadonlyMap<string, string>;
};

/** `body`: the keys of a whole answer. `event`: those looked at in an event beside these. */
export function formatOf(
  given: Partial<Format> & { readonly body: readonly string[]; readonly event?: readonly string[] },
): Format {
  const { inside = null, isList = false, mayBeList = false, isSparse = true } = given;
  const known = inside === null ? [] : [inside];
  const bodyKeys = new KeySet(given.body, known);
  const eventKeys = new KeySet([...given.body, ...(given.event ?? [])], known);
  return { inside, isList, mayBeList, isSparse, bodyKeys, eventKeys };
}

/** The tiers that bill at the list price ("on_demand" is Groq's and Google's); what is no text means the same. */
const standardTiers: ReadonlySet<string> = new Set([
  "",
  "standard",
  "default",
  "auto",
  "on_demand",
]);

/** A count above this is no count: it would also endanger the exactness of sums. */
const LARGEST_COUNT = 1_000_000_000;
const LONGEST_MODEL = 128;

export type Fields = Readonly<Record<string, unknown>>;

/** The object in `raw`, null when it is none: a stream may say `"usage": null`. */
export function objectIn(raw: string | undefined): Fields | null {
  if (raw === undefined || !raw.startsWith("{")) return null;
  try {
    return JSON.parse(raw) as Fields;
  } catch {
    return null;
  }
}

export function objectOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

/** The string in `raw`; null when it is none. */
export function stringIn(raw: string | undefined): string | null {
  if (raw === undefined || !raw.startsWith('"')) return null;
  try {
    return String(JSON.parse(raw));
  } catch {
    return null;
  }
}

/** The last name that was read: one model answers most of the time. */
let lastRaw: string | undefined;
let lastModel: string | null = null;

/** A model's name as it may be shown and stored: printable ASCII, bounded; null when nothing is left. */
export function modelIn(raw: string | undefined): string | null {
  if (raw !== lastRaw) {
    lastModel = readModel(raw);
    lastRaw = raw;
  }
  return lastModel;
}

function readModel(raw: string | undefined): string | null {
  const name = stringIn(raw);
  return name === null ? null : shownName(name);
}

/** The same of a name that was not read from JSON. */
export function shownName(name: string): string | null {
  const shown = name
    .replaceAll(/[^\x20-\x7e]/g, "?")
    .slice(0, LONGEST_MODEL)
    .trim();
  return shown || null;
}

/** A token count; undefined when absent, NaN when it is there and cannot be one. */
export function countOf(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  const isCount = Number.isInteger(value) && Number(value) >= 0 && Number(value) <= LARGEST_COUNT;
  return isCount ? Number(value) : Number.NaN;
}

/** The name of a tier that does not bill at the list price; null for the standard one. */
export function tierOf(value: unknown): string | null {
  return typeof value !== "string" || standardTiers.has(value) ? null : value.slice(0, 32);
}
