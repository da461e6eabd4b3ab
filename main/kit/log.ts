/** One JSON line per event, free of secrets and bounded in length; logging never throws. */
import { maxSecretLength } from "../core/credential.ts";
import { createRedactor, isSecretName, minKnownLength } from "../core/redact.ts";

export type Fields = Readonly<Record<string, unknown>>;

export type Log = {
  info(event: string, fields?: Fields): void;
  warn(event: string, fields?: Fields): void;
  error(event: string, fields?: Fields): void;
  /**
   * From now on the secret appears in no line, in none of its spellings; until whoever is done with it calls what comes back. Ignored:
   * fewer than eight characters, and more than `maxSecretLength`. Of very many the one is forgotten that was told longest ago.
   */
  hide(secret: string): () => void;
  /** A text without what no line may have in it. */
  redact(text: string): string;
};

const maxTextLength = 2_000;
const maxLineLength = 8_000;
const maxDepth = 4;
const maxMembers = 40;
/** Every line is searched for every one of them. */
const maxHidden = 256;
/** Words of our own: "link.made". A secret may well be one of them, and a line without its event says nothing. */
const isOwnEvent = /^[a-z][A-Za-z]{0,30}(?:\.[A-Za-z]{1,30}){1,2}$/;

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
  /** How many want it hidden; told longest ago first. */
  const known = new Map<string, number>();
  /** Made when the next line is written: words come and go more often. */
  let redactor: ReturnType<typeof createRedactor> | null = null;

  const redact = (text: string): string => {
    redactor ??= createRedactor([...known.keys()]);
    return redactor(text);
  };

  function show(secret: string): void {
    const wanted = (known.get(secret) ?? 0) - 1;
    if (wanted > 0) known.set(secret, wanted);
    else if (known.delete(secret)) redactor = null;
  }

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

  const nameOf = (event: string): string => (isOwnEvent.test(event) ? event : clean(event));

  function entry(level: string, event: string, fields: Fields): string {
    const head = { at: new Date(now()).toISOString(), level, event: nameOf(event) };
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
    redact,
    hide(secret) {
      if (secret.length < minKnownLength || secret.length > maxSecretLength) return () => undefined;
      const wanted = known.get(secret) ?? 0;
      known.delete(secret);
      known.set(secret, wanted + 1);
      if (wanted === 0) redactor = null;
      const [oldest] = known.keys();
      if (known.size > maxHidden && oldest !== undefined) known.delete(oldest);
      let isWanted = true;
      return () => {
        if (isWanted) show(secret);
        isWanted = false;
      };
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
