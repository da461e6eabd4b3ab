/** One JSON line per event, free of secrets and bounded in length; logging never throws. */
import { createRedactor, isSecretName, minKnownLength } from "../core/redact.ts";

export type Fields = Readonly<Record<string, unknown>>;

export type Log = {
  info(event: string, fields?: Fields): void;
  warn(event: string, fields?: Fields): void;
  error(event: string, fields?: Fields): void;
  /** From now on the secret appears in no line, in none of its spellings. Shorter than eight characters: ignored. */
  hide(secret: string): void;
};

const maxTextLength = 2_000;
const maxLineLength = 8_000;
const maxDepth = 4;
const maxMembers = 40;

/**
 * `write` gets each line without its line end; `now` is epoch ms. A line is `{at, level, event, …fields}`: `at` as ISO
 * text, errors as text, what does not fit JSON as text too.
 */
export function createLog({
  write,
  now,
}: {
  readonly write: (line: string) => void;
  readonly now: () => number;
}): Log {
  const known = new Set<string>();
  let redact = createRedactor([]);

  /** Each text is cleaned before it is cut: half a secret at a cut would be recognised by nobody. */
  const clean = (text: string): string => {
    const safe = redact(text);
    return safe.length > maxTextLength ? `${safe.slice(0, maxTextLength)}…` : safe;
  };

  function plain(value: unknown, depth: number): unknown {
    if (value === null || typeof value === "boolean" || typeof value === "undefined") return value;
    if (typeof value === "number") {
      const text = clean(String(value));
      return text === String(value) && Number.isFinite(value) ? value : text;
    }
    if (typeof value !== "object" || value instanceof Date) return clean(textOf(value));
    if (value instanceof Error) return clean(errorText(value));
    if (depth === 0) return "…";
    if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
    if (isIterable(value)) return [...first(value)].map((one) => plain(one, depth - 1));
    return members(value, depth);
  }

  function members(value: object, depth: number): Record<string, unknown> {
    const kept = Object.entries(value).slice(0, maxMembers);
    return Object.fromEntries(
      kept.map(([name, member]) => [
        clean(name),
        typeof member === "string" && isSecretName(name) ? "[hidden]" : plain(member, depth - 1),
      ]),
    );
  }

  function entry(level: string, event: string, fields: Fields): string {
    const head = { at: new Date(now()).toISOString(), level, event: clean(event) };
    const line = JSON.stringify({ ...head, ...members(fields, maxDepth), ...head });
    return line.length > maxLineLength ? JSON.stringify({ ...head, cutFrom: line.length }) : line;
  }

  const put = (level: string) => (event: string, fields?: Fields) => {
    try {
      write(entry(level, event, fields ?? {}));
    } catch {
      // A getter that throws, a disk that is full: a log that fails must not take its caller along.
      try {
        write(entry(level, event, { fields: "unreadable" }));
      } catch {
        // Nothing is left to tell.
      }
    }
  };

  return {
    info: put("info"),
    warn: put("warn"),
    error: put("error"),
    hide(secret) {
      if (secret.length < minKnownLength || known.has(secret)) return;
      known.add(secret);
      redact = createRedactor([...known]);
    },
  };
}

/** The only place where an error becomes text: its stack, its code, and what caused it. Not yet redacted. */
export function errorText(error: unknown, depth = 3): string {
  if (!(error instanceof Error)) return textOf(error);
  const stack = error.stack ?? "";
  const head = `${error.name}: ${error.message}`;
  // Some errors are made without a stack, or had their message changed after it was taken.
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  const code = "code" in error ? ` (${textOf(error.code)})` : "";
  const cause =
    error.cause === undefined || depth === 0
      ? ""
      : `\ncaused by ${errorText(error.cause, depth - 1)}`;
  return [`${head}${code}`, ...frames.slice(0, 6)].join("\n") + cause;
}

function textOf(value: unknown): string {
  try {
    return typeof value === "function" ? "function" : String(value);
  } catch {
    return typeof value;
  }
}

function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value;
}

function* first(values: Iterable<unknown>): Generator<unknown> {
  let count = 0;
  for (const value of values) {
    if (count === maxMembers) return;
    count += 1;
    yield value;
  }
}
