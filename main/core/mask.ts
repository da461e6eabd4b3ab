/** Takes names and ids out of a text that goes to somebody else: whose account it is, whose machine, whose home. */
import { knownSecret, spansOf } from "./known-secret.ts";

export type Masked = {
  /** Nobody's business, and yet to be told apart: at most the last four characters of a long one are left. */
  readonly ids: readonly string[];
  /** Of people and of what they named. */
  readonly names: readonly string[];
  /** Becomes "~". */
  readonly homes: readonly string[];
};

type Entry = { readonly text: string; readonly mark: string; readonly isLong: boolean };

const hidden = "••••";
/** Shorter ones are words of the language as well: they are taken out where they stand alone. */
const longLength = 8;
/** Of a shorter id four characters would tell too much. */
const tailedLength = 12;
const tailLength = 4;
const wordPart = /^[\p{L}\p{N}]$/u;
/** A line end, or any character, as it is spelled in JSON and in addresses: what is behind it begins there. */
const escaped = /(?:\\[bfnrt]|\\u[0-9a-f]{4}|%[0-9a-f]{2})$/i;
const escapedLength = 6;

/**
 * Found in every usual spelling, upper or lower case alike: percent-encoded, escaped for JSON, and, where it has eight characters or more,
 * in the middle of other text and inside base64.
 */
export function createMask({ homes, ids, names }: Masked): (text: string) => string {
  const all = [...ids, ...names];
  const entries: readonly Entry[] = [
    ...homes.filter((home) => home.length > 1).map((home) => entryOf(home, "~")),
    ...ids.filter((id) => id !== "").map((id) => entryOf(id, markOf(id, all))),
    ...names.filter((name) => name !== "").map((name) => entryOf(name, hidden)),
  ].sort((one, other) => other.text.length - one.text.length);
  return (text) => entries.reduce((rest, entry) => without(rest, entry), text);
}

const entryOf = (text: string, mark: string): Entry => ({
  ...{ text, mark },
  isLong: text.length >= longLength,
});

/** What is left of one must not be another. */
function markOf(id: string, all: readonly string[]): string {
  const tail = id.slice(-tailLength);
  const tells = all.some((other) => other !== "" && lower(tail).includes(lower(other)));
  return id.length < tailedLength || tells ? hidden : `${hidden}${tail}`;
}

function without(text: string, { isLong, mark, text: wanted }: Entry): string {
  const find = (within: string, spelled: string) =>
    spansOf(within, [isLong ? knownSecret(spelled) : { text: spelled, base64: [] }]);
  // Base64 knows capitals from small letters; nobody else does.
  const found = [...find(text, wanted), ...find(lower(text), lower(wanted))];
  const spans = found.filter(([start, end]) => isLong || isAlone(text, start, end));
  let rest = "";
  let at = 0;
  for (const [start, end] of spans.sort((one, other) => one[0] - other[0])) {
    if (start >= at) rest += text.slice(at, start) + mark;
    at = Math.max(at, end);
  }
  return rest + text.slice(at);
}

/** Of the letters that ids and paths are made of; the length stays. */
const lower = (text: string): string => text.replace(/[A-Z]/g, (char) => char.toLowerCase());

/** An edge of it that is no letter and no digit parts it from what is beside. */
function isAlone(text: string, start: number, end: number): boolean {
  const isPart = (at: number): boolean => wordPart.test(text[at] ?? "");
  if (isPart(end - 1) && isPart(end)) return false;
  const before = text.slice(Math.max(0, start - escapedLength), start);
  return !(isPart(start) && isPart(start - 1)) || escaped.test(before);
}
