/** Secrets that can be recognised wherever they turn up, and the search for them in files, texts and processes. */
import { randomBytes } from "node:crypto";
import { type Dirent, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from "node:zlib";

/** Shaped like the real ones, good for nothing. */
export type Canaries = {
  readonly anthropic: string;
  readonly openai: string;
  readonly aiGateway: string;
  readonly analytics: string;
};

export const createCanaries = (): Canaries => ({
  anthropic: `sk-ant-api03-${random(93)}AA`,
  openai: `sk-proj-${random(120)}`,
  aiGateway: random(40),
  analytics: random(40),
});

export type Find = {
  /** Which secret: the name it was given. */
  readonly name: string;
  /** How it was spelled: "plain", "base64" … */
  readonly form: string;
  /** The file, the text's name, or "argv of 123: …". */
  readonly where: string;
};

export type Search = {
  readonly secrets: Readonly<Record<string, string>>;
  readonly folders?: readonly string[];
  /** Folders and files that may hold them: left out whole. */
  readonly except?: readonly string[];
  /** Named texts, replies and logs for instance. */
  readonly texts?: Readonly<Record<string, string>>;
};

/** Every place where one of the secrets, or one half of it, stands in any spelling. Compressed files are looked into. */
export function findCanaries({ secrets, folders = [], except = [], texts = {} }: Search): Find[] {
  const needles = Object.entries(secrets).flatMap(([name, secret]) => needlesOf(name, secret));
  const finds: Find[] = [];
  for (const folder of folders)
    for (const file of filesIn(folder, except)) look(file, contentOf(file));
  for (const [name, text] of Object.entries(texts)) look(name, [Buffer.from(text)]);
  return finds;

  function look(where: string, contents: readonly Buffer[]): void {
    for (const { name, form, bytes } of needles)
      if (contents.some((content) => content.includes(bytes)))
        if (!finds.some((find) => find.name === name && find.where === where))
          finds.push({ name, form, where });
  }
}

type Needle = { readonly name: string; readonly form: string; readonly bytes: Buffer };

/**
 * A database cuts a long value at the end of a page: wherever that is, one of its halves is still whole. A secret's
 * first characters are the same for everybody, so the halves are those of what comes behind them.
 */
function needlesOf(name: string, secret: string): Needle[] {
  const own = secret.replace(/^(sk-ant-api03-|sk-proj-)/, "");
  const middle = Math.floor(own.length / 2);
  return [own.slice(0, middle), own.slice(middle)].flatMap((half) =>
    Object.entries(spellings(half)).flatMap(([form, list]) =>
      list.map((bytes) => ({ name, form, bytes })),
    ),
  );
}

function spellings(text: string): Record<string, Buffer[]> {
  const bytes = Buffer.from(text);
  const hex = bytes.toString("hex");
  const utf16 = Buffer.from(text, "utf16le");
  const base64 = [0, 1, 2].map((offset) => base64Core(bytes, offset));
  const all: Record<string, readonly (string | Buffer)[]> = {
    plain: [bytes],
    reversed: [[...text].toReversed().join("")],
    hex: [hex, hex.toUpperCase()],
    percent: [hex, hex.toUpperCase()].map((digits) => digits.replace(/../g, "%$&")),
    base64,
    base64url: base64.map((core) => core.replaceAll("+", "-").replaceAll("/", "_")),
    utf16: [utf16, Buffer.from(utf16).swap16()],
  };
  return Object.fromEntries(
    Object.entries(all).map(([form, list]) => [form, list.map((one) => Buffer.from(one))]),
  );
}

/** The characters of base64 that come from these bytes alone when `offset` others stand before them. */
function base64Core(bytes: Buffer, offset: number): string {
  const all = Buffer.concat([Buffer.alloc(offset), bytes]);
  const first = offset === 0 ? 0 : offset + 1;
  return all.toString("base64").slice(first, Math.floor((all.length * 8) / 6));
}

function* filesIn(folder: string, except: readonly string[]): Generator<string> {
  let entries: Dirent[] = [];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    // It went away since its parent was read.
  }
  for (const entry of entries) {
    const file = path.join(folder, entry.name);
    if (except.includes(file)) continue;
    if (entry.isDirectory()) yield* filesIn(file, except);
    else if (entry.isFile()) yield file;
  }
}

/** The bytes as they are and, where they are compressed, as they were. */
function contentOf(file: string): Buffer[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return [];
  }
  const starts = (magic: string) => bytes.subarray(0, magic.length / 2).toString("hex") === magic;
  try {
    if (starts("1f8b")) return [bytes, gunzipSync(bytes)];
    if (starts("28b52ffd")) return [bytes, zstdDecompressSync(bytes)];
    if (file.endsWith(".br")) return [bytes, brotliDecompressSync(bytes)];
  } catch {
    // Only looks compressed.
  }
  return [bytes];
}

function random(length: number): string {
  let text = "";
  while (text.length < length) text += randomBytes(length).toString("base64url");
  return text.slice(0, length);
}
