/** How a JSON5 document is written (line ends, quotes, indent, commas), and values printed the same way. */
import type { Json } from "./json5-edit.ts";

/** What printing needs to know; `start` and `end` are offsets into the text. */
export type Token = { readonly type: string; readonly start: number; readonly end: number };

export type Style = {
  readonly eol: string;
  readonly quote: '"' | "'";
  readonly quotesKeys: boolean;
  readonly trailingCommas: boolean;
  /** The whole document stands on one line: what is added does too. */
  readonly oneLine: boolean;
  /** One line, and no blank after a colon. */
  readonly tight: boolean;
  /** One step of indent. */
  readonly unit: string;
};

const lineEnd = /\r\n|\n|\r/;
/** Quoted everywhere else: some readers of JSON5 refuse the literals as names. */
const plainKey = /^(?!(?:null|true|false|Infinity|NaN)$)[A-Za-z_$][\w$]*$/;
/** An object or array of plain values up to this long stays on one line where keys are bare. */
const flatLength = 80;

/** Reads the style off a document. `body` is the text of the root object. */
export function styleOf(text: string, tokens: readonly Token[], body: string): Style {
  const solid = tokens.filter(({ type }) => !type.endsWith("Comment"));
  const keys = solid.filter((_, i) => solid[i + 1]?.type === "Colon");
  const strings = solid.filter(({ type }) => type === "String");
  const single = strings.filter(({ start }) => text[start] === "'").length;
  const oneLine = keys.length > 0 && !lineEnd.test(body);
  const colon = solid.find(({ type }) => type === "Colon");
  return {
    eol: lineEnd.exec(text)?.[0] ?? "\n",
    quote: single * 2 > strings.length ? "'" : '"',
    quotesKeys: keys.every(({ type }) => type === "String"),
    trailingCommas: solid.some(
      ({ type }, i) => type === "Comma" && /^R(Brace|Bracket)$/.test(solid[i + 1]?.type ?? ""),
    ),
    oneLine,
    tight: oneLine && colon !== undefined && /\S/.test(text.charAt(colon.end)),
    unit: /^(?: {1,8}|\t)(?=\S)/m.exec(body)?.[0] ?? "  ",
  };
}

export function printKey(key: string, style: Style): string {
  return style.quotesKeys || !plainKey.test(key) ? printString(key, style.quote) : key;
}

/** `key: value` as this document would write it; `indent` is that of the line it stands on. */
export function printMember(key: string, value: Json, style: Style, indent: string): string {
  return `${printKey(key, style)}:${style.tight ? "" : " "}${printValue(value, style, indent)}`;
}

/** Numbers must be finite: JSON has no other. */
export function printValue(value: Json, style: Style, indent: string, quote = style.quote): string {
  if (typeof value === "string") return printString(value, quote);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const isList = Array.isArray(value);
  const inner = indent + style.unit;
  const rows = isList
    ? value.map((item) => printValue(item, style, inner))
    : Object.entries(value).map(([key, item]) => printMember(key, item, style, inner));
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  if (rows.length === 0) return open + close;
  if (style.tight) return open + rows.join(",") + close;
  const isFlat = Object.values(value).every((item) => item === null || typeof item !== "object");
  const pad = isList ? "" : " ";
  const flat = open + pad + rows.join(", ") + pad + close;
  if (style.oneLine || (isFlat && !style.quotesKeys && flat.length <= flatLength)) return flat;
  const last = style.trailingCommas ? "," : "";
  const lines = rows.map((row) => inner + row).join(`,${style.eol}`);
  return `${open}${style.eol}${lines}${last}${style.eol}${indent}${close}`;
}

function printString(value: string, quote: '"' | "'"): string {
  const json = JSON.stringify(value);
  return quote === '"'
    ? json
    : `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
