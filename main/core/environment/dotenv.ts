/** A `.env` text read exactly as OpenClaw reads it, and changed one variable at a time with every other byte kept. */

export type DotEnvEdited =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly code: "config.cannotEdit" };

/** One definition. Offsets into the text as it is; `raw` is what stands behind the sign, empty where nothing does. */
type Definition = {
  readonly name: string;
  readonly start: number;
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly raw: string;
};

/**
 * dotenv 17's expression, which OpenClaw 2026.9.6 parses with; 2026.5.28 has the same. It reads line ends as "\n" only. One thing is
 * ours: the blanks it begins with are those of one line. It finds the same, but does not read all blank lines again from each of them.
 */
const definition =
  /^[^\S\n\r\u2028\u2029]*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?\s*(?:#.*)?(?:$|$)/dgm;
/** A name a shell could export: OpenClaw ignores all others. */
const portableName = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Means the same to dotenv, to a shell and to systemd without quotes. */
const bare = /^[A-Za-z0-9_./:+=@,%~-]+$/;
const cannotEdit = { ok: false, code: "config.cannotEdit" } as const;

/** Name to value; of namesakes the last one counts. Nothing is expanded, as in OpenClaw. */
export function parseDotEnv(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const { name, raw } of definitionsIn(text))
    if (portableName.test(name)) values.set(name, textOf(raw));
  return values;
}

/** Sets (or with null removes) one variable. Refused where the text could not be read back as exactly what was meant. */
export function editDotEnv(text: string, name: string, value: string | null): DotEnvEdited {
  if (!portableName.test(name)) return cannotEdit;
  const edited = value === null ? without(text, name) : withValue(text, name, value);
  if (edited === null || !isMeant(text, edited, name, value)) return cannotEdit;
  return { ok: true, text: edited };
}

/** Applies several; a refusal of one refuses all. */
export function editAllInDotEnv(
  text: string,
  entries: Readonly<Record<string, string | null>>,
): DotEnvEdited {
  let edited: DotEnvEdited = { ok: true, text };
  for (const [name, value] of Object.entries(entries)) {
    if (edited.ok) edited = editDotEnv(edited.text, name, value);
  }
  return edited;
}

function definitionsIn(text: string): Definition[] {
  const plain = text.replace(/\r\n?/g, "\n");
  const toText = offsetsOf(text, plain);
  return [...plain.matchAll(definition)].map((match) => {
    const name = match[1] ?? "";
    const [start, nameEnd] = match.indices?.[1] ?? [0, 0];
    const raw = match[2] ?? "";
    const sign = nameEnd + (/^\s*[=:]/.exec(plain.slice(nameEnd))?.[0].length ?? 0);
    const [from, to] = match.indices?.[2] ?? [sign, sign];
    const trimmed = raw.trim();
    const valueStart = trimmed === "" ? from : from + raw.indexOf(trimmed);
    const valueEnd = trimmed === "" ? from : valueStart + trimmed.length;
    return {
      name,
      start: toText(start),
      valueStart: toText(valueStart),
      // Blanks behind the sign are what a value replaces, so that none becomes a part of it.
      valueEnd: toText(trimmed === "" ? to : valueEnd),
      raw,
    };
  });
}

/** From positions in the text with single line ends to positions in the text as it is. */
function offsetsOf(text: string, plain: string): (position: number) => number {
  if (text.length === plain.length) return (position) => position;
  const pairs: number[] = [];
  for (let at = text.indexOf("\r\n"); at >= 0; at = text.indexOf("\r\n", at + 2))
    pairs.push(at - pairs.length);
  return (position) => {
    let [before, end] = [0, pairs.length];
    while (before < end) {
      const middle = (before + end) >>> 1;
      if ((pairs[middle] ?? 0) < position) before = middle + 1;
      else end = middle;
    }
    return position + before;
  };
}

/** dotenv's own steps. */
function textOf(raw: string): string {
  const trimmed = raw.trim();
  const unquoted = trimmed.replace(/^(['"`])([\s\S]*)\1$/gm, "$2");
  return trimmed.startsWith('"') ? unquoted.replace(/\\n/g, "\n").replace(/\\r/g, "\r") : unquoted;
}

function withValue(text: string, name: string, value: string): string | null {
  const found = definitionsIn(text).findLast((one) => one.name === name);
  const quoted = spell(value, found?.raw.trim()[0]);
  if (quoted === null) return null;
  // Behind a colon a blank is a part of the sign.
  const gap = found && text[found.valueStart - 1] === ":" ? " " : "";
  if (found) return text.slice(0, found.valueStart) + gap + quoted + text.slice(found.valueEnd);
  const end = lineEndOf(text);
  const isOpen = /[^\r\n\uFEFF]$/.test(text);
  // Where the last line had no end, the new last line has none either: taken out again, nothing is left behind.
  return isOpen ? `${text}${end}${name}=${quoted}` : `${text}${name}=${quoted}${end}`;
}

/** In the quotes it had where they fit, else in none or the first that fit; null for what no line can hold. */
function spell(value: string, former: string | undefined): string | null {
  if (/[\r\n\0]/.test(value)) return null;
  const kept = ["'", '"', "`"].find((quote) => quote === former);
  const fits = (quote: string) =>
    !value.includes(quote) && !value.endsWith("\\") && !(quote === '"' && /\\[nr]/.test(value));
  if (kept && fits(kept)) return kept + value + kept;
  if (bare.test(value)) return value;
  const quote = ["'", '"', "`"].find(fits);
  return quote === undefined ? null : quote + value + quote;
}

/** Every definition of the name goes, the lines it stands on with it: an earlier one would count again. */
function without(text: string, name: string): string | null {
  let left = text;
  for (const found of definitionsIn(text).toReversed()) {
    if (found.name !== name) continue;
    const start = startOfLine(left, found.start);
    const end = endOfLine(left, found.valueEnd);
    const isLast = end === left.length && !/[\r\n]$/.test(left.slice(start, end));
    // A last line without an end takes the end before it along, as it was put there.
    const from = isLast ? left.slice(0, start).replace(/\r\n$|[\r\n]$/, "").length : start;
    left = left.slice(0, from) + left.slice(end);
  }
  return left;
}

function startOfLine(text: string, position: number): number {
  const line = Math.max(text.lastIndexOf("\n", position - 1), text.lastIndexOf("\r", position - 1));
  return line + 1 === 0 && text.startsWith("\uFEFF") ? 1 : line + 1;
}

/** Behind the line's end. */
function endOfLine(text: string, position: number): number {
  const rest = /[\r\n]/.exec(text.slice(position));
  if (!rest) return text.length;
  const at = position + rest.index;
  return text.startsWith("\r\n", at) ? at + 2 : at + 1;
}

const lineEndOf = (text: string): string => /\r\n|\r|\n/.exec(text)?.[0] ?? "\n";

/** Read again, the one variable is as meant and all others are as they were. */
function isMeant(before: string, after: string, name: string, value: string | null): boolean {
  const meant = new Map(allValues(before));
  if (value === null) meant.delete(name);
  else meant.set(name, value);
  const found = allValues(after);
  return found.size === meant.size && [...meant].every(([key, text]) => found.get(key) === text);
}

/** The names OpenClaw ignores included. */
const allValues = (text: string): ReadonlyMap<string, string> =>
  new Map(definitionsIn(text).map(({ name, raw }) => [name, textOf(raw)]));
