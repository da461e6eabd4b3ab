/** Finds a known secret in text however it is spelled: raw, percent-encoded, escaped for JSON or a shell, inside base64. */

export type KnownSecret = {
  readonly text: string;
  /** What base64 makes of the secret at each of three bit offsets, in the standard alphabet. */
  readonly base64: readonly Base64Core[];
};

type Base64Core = {
  /** The characters made of the secret's bits alone: they are the same whatever stands around it. */
  readonly text: string;
  /** Characters before and after that share bits with the neighbours. */
  readonly before: number;
  readonly after: number;
};

type Span = readonly [start: number, end: number];

/** Prepared once per secret; cheap. */
export function knownSecret(text: string): KnownSecret {
  const bytes = [...text].flatMap(utf8);
  return { text, base64: [0, 1, 2].map((offset) => base64Core(bytes, offset)) };
}

/** Where any of the secrets stands, in no order; spans may overlap. */
export function spansOf(text: string, secrets: readonly KnownSecret[]): Span[] {
  const isEscaped = /[%\\]/.test(text);
  // The URL-safe alphabet differs in two characters; same length, so positions hold.
  const standard = text.replace(/[-_]/g, (char) => (char === "-" ? "+" : "/"));
  const spans: Span[] = [];
  for (const secret of secrets) {
    find(text, secret.text, isEscaped, spans);
    for (const core of secret.base64) {
      const found: Span[] = [];
      // Nobody escapes letters and digits of base64: only "+" and "/" make a second look necessary.
      find(standard, core.text, isEscaped && /[+/]/.test(core.text), found);
      for (const [start, end] of found)
        spans.push([Math.max(0, start - core.before), base64End(text, end + core.after)]);
    }
  }
  return spans;
}

/** Pads belong to the find. */
function base64End(text: string, end: number): number {
  const pads = /^={0,2}/.exec(text.slice(end, end + 2))?.[0].length ?? 0;
  return Math.min(text.length, end + pads);
}

function find(text: string, needle: string, isEscaped: boolean, spans: Span[]): void {
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1))
    spans.push([at, at + needle.length]);
  if (!isEscaped && !(needle.includes(" ") && text.includes("+"))) return;
  // Each time it goes into JSON a backslash becomes two. Only a secret that has one needs a look for each time.
  for (const times of needle.includes("\\") ? [1, 2, 4] : [1])
    for (let at = 0; at < text.length; at += 1) {
      const end = endOfEscaped(text, at, needle, times);
      if (end >= 0) spans.push([at, end]);
    }
}

/**
 * Where the needle, any of its characters escaped, ends in the text if it begins at `start`; else -1. Its backslashes
 * stand there so many `times`.
 */
function endOfEscaped(text: string, start: number, needle: string, times: number): number {
  let at = start;
  for (let i = 0; i < needle.length; ) {
    const char = needle[i] ?? "";
    if (text[at] === "%") {
      const whole = String.fromCodePoint(needle.codePointAt(i) ?? 0);
      const end = endOfPercent(text, at, whole);
      if (end < 0 && char !== "%") return -1;
      at = end < 0 ? at + 1 : end;
      i += whole.length;
    } else if (text[at] === "\\") {
      // A run of them is one thing: what is left over behind it escapes the next character.
      const run = times * runLength(needle, i, needle.length);
      const isThere = runLength(text, at, run) === run;
      at = run === 0 ? endOfBackslash(text, at, char) : isThere ? at + run : -1;
      if (at < 0) return -1;
      i += run === 0 ? 1 : run / times;
    } else {
      if (text[at] !== char && !(char === " " && text[at] === "+")) return -1;
      at += 1;
      i += 1;
    }
  }
  return at;
}

/** `%C3%A9`, or encoded twice `%25C3%25A9`; hex in either case. */
function endOfPercent(text: string, start: number, char: string): number {
  let at = start;
  for (const byte of utf8(char)) {
    if (text[at] !== "%") return -1;
    if (hexAt(text, at + 1, 2) === byte) at += 3;
    else if (text.startsWith("25", at + 1) && hexAt(text, at + 3, 2) === byte) at += 5;
    else return -1;
  }
  return at;
}

function hexAt(text: string, start: number, digits: number): number {
  return Number.parseInt(text.slice(start, start + digits), 16);
}

const shortEscapes: Readonly<Record<string, string>> = {
  "\b": "b",
  "\t": "t",
  "\n": "n",
  "\f": "f",
  "\r": "r",
};

/** `\"`, `\n`, `\u00e9`; up to three backslashes, as in JSON inside JSON. */
function endOfBackslash(text: string, start: number, char: string): number {
  const at = start + runLength(text, start, 3);
  if (text[at] === char || text[at] === shortEscapes[char]) return at + 1;
  const isUnit = text[at] === "u" && hexAt(text, at + 1, 4) === char.charCodeAt(0);
  return isUnit ? at + 5 : -1;
}

/** How many backslashes stand at a position, at most `limit`. */
function runLength(text: string, start: number, limit: number): number {
  let at = start;
  while (at - start < limit && text[at] === "\\") at += 1;
  return at - start;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function base64Core(bytes: readonly number[], offset: number): Base64Core {
  const all = [...Array<number>(offset).fill(0), ...bytes];
  const before = offset === 0 ? 0 : offset + 1;
  const end = Math.floor((all.length * 8) / 6);
  let text = "";
  for (let at = before; at < end; at += 1) {
    const bit = at * 6;
    const byte = Math.floor(bit / 8);
    const pair = ((all[byte] ?? 0) << 8) | (all[byte + 1] ?? 0);
    text += alphabet[(pair >> (10 - (bit % 8))) & 63];
  }
  return { text, before, after: all.length % 3 === 0 ? 0 : 1 };
}

/** The bytes of one character; pure code has no TextEncoder. */
function utf8(char: string): number[] {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x80) return [code];
  const low = (shift: number) => 0x80 | ((code >> shift) & 0x3f);
  if (code < 0x800) return [0xc0 | (code >> 6), low(0)];
  if (code < 0x10000) return [0xe0 | (code >> 12), low(6), low(0)];
  return [0xf0 | (code >> 18), low(12), low(6), low(0)];
}
