/** Takes secrets out of text: known ones in every usual spelling, and whatever looks like one. Linear in the text. */
import { type KnownSecret, knownSecret, spansOf } from "./known-secret.ts";

const hiddenMark = "[hidden]";

/** Shorter texts are not treated as known secrets: hiding "on" would hide half of every log. */
export const minKnownLength = 8;

/** `known` are exact secrets; those under eight characters are left to the patterns. */
export function redact(text: string, known: readonly string[]): string {
  return createRedactor(known)(text);
}

/** Prepares the known secrets once, for many texts. */
export function createRedactor(known: readonly string[]): (text: string) => string {
  const secrets = known.filter((secret) => secret.length >= minKnownLength).map(knownSecret);
  return (text) => withoutPatterns(withoutKnown(text, secrets));
}

/** True for the name of a field whose value must not be shown: "apiKey", "x-api-key", "ANTHROPIC_API_KEY", "token" … */
export function isSecretName(name: string): boolean {
  return /(?:key|token|secret|passw(?:or)?d|authorization|cookie|credential)$/i.test(name);
}

function withoutKnown(text: string, secrets: readonly KnownSecret[]): string {
  const spans = spansOf(text, secrets);
  if (spans.length === 0) return text;
  let rest = "";
  let at = 0;
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
    // Overlapping finds are one: hiding only the first would leave the end of the second.
    if (start >= at) rest += text.slice(at, start) + hiddenMark;
    at = Math.max(at, end);
  }
  return rest + text.slice(at);
}

function withoutPatterns(text: string): string {
  return patterns.reduce((rest, [pattern, mark]) => rest.replace(pattern, mark), text);
}

const secretName =
  "(?:authorization|cookie|api[-_ ]?key|(?:local|check)[-_]?key|secret|token|passw(?:or)?d)";
/** A quote, also inside JSON that is text in JSON. */
const quote = String.raw`\\{0,3}["']`;
const space = String.raw`\s{0,8}`;
/** `"name":`, of a field that says which header or variable a field beside it is the value of. */
const field = (name: string): string => `${quote}${name}${quote}${space}:${space}${quote}`;
const nameField = `${field("(?:name|key|header|variable)")}(?:[\\w-]{0,32}[-_])?${secretName}${quote}`;
const beside = "[^{}]{0,200}?";
const text = String.raw`[^"'\\\r\n]+`;
/** What may stand behind a name in a list: the next field, whose name it is, or another such name. */
const another = `${space}${quote}(?:[\\w.-]{1,64}${quote}${space}:|(?:[a-z]{1,8}-){0,2}${secretName}${quote})`;

/** Every quantifier that a failure can follow is bounded: that keeps hostile text linear. */
const patterns: readonly (readonly [RegExp, string])[] = [
  // `{"name":"x-api-key","value":"…"}`, and the other way round
  [
    new RegExp(`(${nameField}${beside}${field("value")})(?!\\[hidden\\])${text}`, "gi"),
    `$1${hiddenMark}`,
  ],
  [
    new RegExp(`(${field("value")})(?!\\[hidden\\])${text}(?=${quote}${beside}${nameField})`, "gi"),
    `$1${hiddenMark}`,
  ],
  // `x-api-key: …`, `"apiKey":"…"`, `\"token\":\"…\"`, `ANTHROPIC_API_KEY=…`, `'authorization', 'Bearer …'`
  [
    new RegExp(
      `(${secretName}(?:${quote})?` +
        String.raw`\s{0,4}(?:[:=]|,(?=${space}${quote})(?!${another}))${space}\\{0,3}["']?)` +
        String.raw`(?!(?:bearer\s{1,4})?\[hidden\])` +
        String.raw`(?:(?<=["'])[^"'\\\r\n]+|(?:(?:bearer|basic|token)\s{1,4})?[^\s"'\\,;&)}\]]+)`,
      "gi",
    ),
    `$1${hiddenMark}`,
  ],
  [/\b(bearer(?:\s|%20|\+){1,4})[A-Za-z0-9._~+/=-]{8,}/gi, `$1${hiddenMark}`],
  [/sk-ant-[\w-]{8,}|AIza[\w-]{20,}/g, hiddenMark],
  // Behind a small letter these are the tail of a word: "task-…", "disk-…".
  [/(?<![a-z])(?:sk-[\w-]{16,}|gsk_\w{16,}|xai-[\w-]{16,}|cf(?:ut|at|k)_[\w-]{16,})/g, hiddenMark],
  // Name and password inside an address.
  [/(:\/\/)[^\s/?#@"'[\]]{1,512}@/g, `$1${hiddenMark}@`],
  [/([?&](?:key|sig|signature)=)(?!\[hidden\])[^\s&"'#\\]+/gi, `$1${hiddenMark}`],
  // 256 bits as hex, and as base64url: all three sorts of characters, so that a long file name is not one.
  [/(?<![0-9A-Za-z])[0-9a-f]{64}(?![0-9A-Za-z])/gi, hiddenMark],
  [
    /(?<![\w-])(?=[^A-Z]{0,42}[A-Z])(?=[^a-z]{0,42}[a-z])(?=\D{0,42}\d)[\w-]{43}(?![\w-])/g,
    hiddenMark,
  ],
];
