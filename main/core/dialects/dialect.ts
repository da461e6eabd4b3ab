/** What a provider's wire format must tell the meter, and how token counts in it are checked. */
import type { Usage } from "../traffic.ts";
import type { DocumentScan } from "./document.ts";
import { KeySet } from "./key-set.ts";

/** `usage` is null unless the answer was read to the place where it states its final figures. */
export type Reading = { readonly usage: Usage | null; readonly model: string | null };

export type Dialect = {
  /** The object below the outermost one that may hold the usage of a stream's event; null when there is none. */
  readonly inside: (typeof insides)[number] | null;
  /** One event of a stream, read whole. Only the first one, and those that carry a usage object, may change anything. */
  event(document: DocumentScan, first: boolean): void;
  /** The answer as one JSON object, read whole. */
  body(document: DocumentScan): void;
  reading(): Reading;
};

/** Every key a dialect looks at in a whole answer, and in an event of a stream. */
const named = ["type", "model", "usage", "service_tier"] as const;
const insides = ["message", "response"] as const;
export const bodyKeys = new KeySet(named, insides);
export const eventKeys = new KeySet([...named, "choices"], insides);

/** The tiers that bill at the list price; what is no text means the same. */
const standardTiers: ReadonlySet<string> = new Set(["", "standard", "default", "auto"]);

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
  const name = stringIn(raw)
    ?.replaceAll(/[^\x20-\x7e]/g, "?")
    .slice(0, LONGEST_MODEL)
    .trim();
  return name || null;
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
