/** A JSON5 text with the position of everything in it: members, commas, comments, lines. */
import { type DocumentNode, type MemberNode, type ObjectNode, parse } from "@humanwhocodes/momoa";
import JSON5 from "json5";
import { type Style, styleOf, type Token } from "./json5-style.ts";

export type Document = {
  readonly text: string;
  readonly root: ObjectNode;
  readonly tokens: readonly Token[];
  readonly style: Style;
};

type Node = {
  readonly loc: {
    readonly start: { readonly offset: number };
    readonly end: { readonly offset: number };
  };
};

/** U+2028 and U+2029 end a line for JSON5. */
const lineEnds = /[\n\r\u2028\u2029]/;
const blanks = /[^\S\n\r\u2028\u2029]*/y;

export const start = (node: Node): number => node.loc.start.offset;
export const end = (node: Node): number => node.loc.end.offset;
export const isComment = ({ type }: Token): boolean => type.endsWith("Comment");
export const hasLineEnd = (text: string): boolean => /[\n\r]/.test(text);

/** Null for JSON5 beyond the parser that knows positions (`-.5`, `null` as a name, nesting deeper than the stack), and for a root that is no object. */
export function openDocument(text: string): Document | null {
  let ast: DocumentNode;
  try {
    ast = parse(text, { mode: "json5", tokens: true });
  } catch {
    return null;
  }
  if (ast.body.type !== "Object") return null;
  const tokens = (ast.tokens ?? []).map((token) => ({
    type: token.type,
    start: start(token),
    end: end(token),
  }));
  // For JSON5 a line separator ends the comment; momoa reads on.
  const isMisread = tokens.some(
    (token) => token.type === "LineComment" && lineEnds.test(text.slice(token.start, token.end)),
  );
  if (isMisread) return null;
  const body = text.slice(start(ast.body), end(ast.body));
  return { text, root: ast.body, tokens, style: styleOf(text, tokens, body) };
}

/** True when a text that is JSON5 can be edited in place, too. */
export const isEditable = (text: string): boolean => openDocument(text) !== null;

/** The name as JSON5 reads it. */
export function keyOf({ text }: Document, { name }: MemberNode): string {
  const raw = text.slice(start(name), end(name));
  if (raw.includes("\\")) return Object.keys(JSON5.parse(`{${raw}:0}`))[0] ?? "";
  return name.type === "String" ? raw.slice(1, -1) : raw;
}

/** Of namesakes the last one counts. */
export const lastMember = (
  document: Document,
  object: ObjectNode,
  key: string,
): MemberNode | undefined => object.members.findLast((member) => keyOf(document, member) === key);

/** The comma that ends a member, if it stands before `limit`; only comments may come between. */
export function commaAfter({ tokens }: Document, position: number, limit: number): Token | null {
  const next = tokens.find((token) => token.start >= position && !isComment(token));
  return next?.type === "Comma" && next.start < limit ? next : null;
}

/** Where the comments that begin on the line of `position` end. */
export function tailOf(
  { text, tokens }: Document,
  position: number,
): { readonly end: number; readonly isLineComment: boolean } {
  let tail = { end: position, isLineComment: false };
  for (;;) {
    const from = afterBlanks(text, tail.end);
    const comment = tokens.find((token) => token.start === from && isComment(token));
    if (!comment) return tail;
    tail = { end: comment.end, isLineComment: comment.type === "LineComment" };
  }
}

/** The first place from `position` on that is no blank, or ends the line. */
export function afterBlanks(text: string, position: number): number {
  blanks.lastIndex = position;
  return position + (blanks.exec(text)?.[0].length ?? 0);
}

export const endsLine = (text: string, position: number): boolean =>
  position === text.length || lineEnds.test(text.charAt(position));

/** The tabs and spaces that the line of `position` begins with. */
export const indentAt = (text: string, position: number): string =>
  /^[ \t]*/.exec(text.slice(lineStart(text, position), position))?.[0] ?? "";

/** True when only blanks precede `position` on its line. */
export const standsAlone = (text: string, position: number): boolean =>
  text.slice(lineStart(text, position), position).trim() === "";

/** Where the last line of a gap begins, the line end before it included; null when the gap has one line. */
export function lastBreak(text: string, from: number, to: number): number | null {
  const gap = text.slice(from, to);
  const at = Math.max(gap.lastIndexOf("\n"), gap.lastIndexOf("\r"));
  if (at < 0) return null;
  return from + (gap.slice(at - 1, at + 1) === "\r\n" ? at - 1 : at);
}

const lineStart = (text: string, position: number) =>
  Math.max(text.lastIndexOf("\n", position - 1), text.lastIndexOf("\r", position - 1)) + 1;
