/** Property lists in XML, the form launchd's files have: read into plain values, nothing executed or fetched. */

export type PlistValue =
  | string
  | number
  | boolean
  | readonly PlistValue[]
  | { readonly [key: string]: PlistValue };

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};
const maxDepth = 32;

/** Null for what is not such a list: the binary form, a torn file, another document. */
export function parsePlist(text: string): PlistValue | null {
  const reader = createReader(text);
  for (let tag = reader.next(); tag; tag = reader.next()) {
    if (tag.name !== "plist" || tag.isEnd) continue;
    const first = reader.next();
    return (first && valueFrom(reader, first, 0)) ?? null;
  }
  return null;
}

type Tag = { readonly name: string; readonly isEnd: boolean; readonly isEmpty: boolean };
type Reader = {
  /** The next tag, text before it left out; null at the end or where the text is no XML. */
  next(): Tag | null;
  /** The text up to the closing tag, which is consumed. */
  text(name: string): string | null;
};

function createReader(text: string): Reader {
  let at = 0;
  /** Comments, declarations and the document type are passed over. */
  const skip = /(?:<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?[^>]*>|[^<])*/y;
  const tag = /<(\/?)([A-Za-z]+)(?:\s[^<>]*?)?(\/?)>/y;
  return {
    next() {
      skip.lastIndex = at;
      skip.exec(text);
      tag.lastIndex = skip.lastIndex;
      const match = tag.exec(text);
      if (!match) return null;
      at = tag.lastIndex;
      return { name: match[2] ?? "", isEnd: match[1] === "/", isEmpty: match[3] === "/" };
    },
    text(name) {
      const content = /((?:<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|[^<])*)<\/([A-Za-z]+)\s*>/y;
      content.lastIndex = at;
      const match = content.exec(text);
      if (!match || match[2] !== name) return null;
      at = content.lastIndex;
      return plain(match[1] ?? "");
    },
  };
}

function plain(markup: string): string {
  return markup.replace(
    /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (whole, raw?: string, hex?: string, decimal?: string, name?: string) => {
      if (raw !== undefined) return raw;
      if (name !== undefined) return entities[name] ?? whole;
      if (hex === undefined && decimal === undefined) return "";
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

function valueFrom(reader: Reader, tag: Tag, depth: number): PlistValue | null {
  if (tag.isEnd || depth > maxDepth) return null;
  switch (tag.name) {
    case "true":
    case "false":
      if (!tag.isEmpty && reader.text(tag.name) === null) return null;
      return tag.name === "true";
    case "dict":
      return tag.isEmpty ? {} : dictFrom(reader, depth);
    case "array":
      return tag.isEmpty ? [] : arrayFrom(reader, depth);
    default: {
      const text = tag.isEmpty ? "" : reader.text(tag.name);
      if (text === null) return null;
      return tag.name === "integer" || tag.name === "real" ? Number(text) : text;
    }
  }
}

function arrayFrom(reader: Reader, depth: number): PlistValue | null {
  const items: PlistValue[] = [];
  for (let tag = reader.next(); tag; tag = reader.next()) {
    if (tag.isEnd) return tag.name === "array" ? items : null;
    const item = valueFrom(reader, tag, depth + 1);
    if (item === null) return null;
    items.push(item);
  }
  return null;
}

function dictFrom(reader: Reader, depth: number): PlistValue | null {
  const pairs: [string, PlistValue][] = [];
  for (let tag = reader.next(); tag; tag = reader.next()) {
    if (tag.isEnd) return tag.name === "dict" ? Object.fromEntries(pairs) : null;
    const key = tag.name === "key" && !tag.isEmpty ? reader.text("key") : null;
    const next = key === null ? null : reader.next();
    const value = next ? valueFrom(reader, next, depth + 1) : null;
    if (key === null || value === null) return null;
    pairs.push([key, value]);
  }
  return null;
}
