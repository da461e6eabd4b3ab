/** Sets or removes one member of a JSON5 text by splicing: no other character changes, and removing what was inserted gives the former text back. */
import { type DocumentNode, type MemberNode, type ObjectNode, parse } from "@humanwhocodes/momoa";
import JSON5 from "json5";
import type { Json, JsonPath } from "./json5-edit.ts";
import { printMember, printValue, type Style, styleOf, type Token } from "./json5-style.ts";

type Span = {
  readonly loc: { readonly start: { offset: number }; readonly end: { offset: number } };
};
type Splice = { readonly from: number; readonly to: number; readonly text?: string };
type Document = {
  readonly text: string;
  readonly root: ObjectNode;
  readonly tokens: readonly Token[];
  readonly style: Style;
};

const lineEnd = /\r\n|[\n\r]/;
/** Blank, but on the same line. U+2028 and U+2029 end a line for JSON5. */
const blanks = /^[^\S\n\r\u2028\u2029]*/;
const start = (node: Span) => node.loc.start.offset;
const end = (node: Span) => node.loc.end.offset;
const isComment = ({ type }: Token) => type.endsWith("Comment");

/** The text with `path` set to `value`, missing objects made on the way; null when it cannot be done in place. */
export function setMember(text: string, path: JsonPath, value: Json): string | null {
  const document = open(text);
  if (!document) return null;
  let object = document.root;
  for (const [depth, key] of path.entries()) {
    const member = lastMember(document, object, key);
    const rest = path.slice(depth + 1);
    if (!member) {
      const nested = rest.reduceRight<Json>((inner, name) => ({ [name]: inner }), value);
      return insert(document, object, key, nested);
    }
    const node = member.value;
    if (rest.length === 0) {
      const quote = /^['"]/.exec(text.slice(start(node)))?.[0] === "'" ? "'" : '"';
      const own = node.type === "String" ? quote : document.style.quote;
      const printed = printValue(value, document.style, indentAt(text, start(node)), own);
      return splice(text, [{ from: start(node), to: end(node), text: printed }]);
    }
    if (node.type !== "Object") return null;
    object = node;
  }
  return null;
}

/** The text without the member at `path`, every duplicate of it included; null when it cannot be read for editing. */
export function removeMember(text: string, path: JsonPath): string | null {
  const document = open(text);
  if (!document) return null;
  let object = document.root;
  for (const key of path.slice(0, -1)) {
    const node = lastMember(document, object, key)?.value;
    if (node?.type !== "Object") return text;
    object = node;
  }
  const key = path.at(-1);
  const same = object.members.filter((member) => keyOf(text, member) === key);
  const last = same.at(-1);
  if (!last) return text;
  const shorter = cut(document, object, last);
  return same.length === 1 ? shorter : removeMember(shorter, path);
}

/** Some JSON5 is beyond the parser that knows positions: such a text is not edited at all. */
export const isEditable = (text: string): boolean => open(text) !== null;

function open(text: string): Document | null {
  let ast: DocumentNode;
  try {
    ast = parse(text, { mode: "json5", tokens: true });
  } catch {
    // It reads less than JSON5 does (`-.5`, `null` as a name), and very deep nesting exhausts the stack.
    return null;
  }
  if (ast.body.type !== "Object") return null;
  const tokens = (ast.tokens ?? []).map((token) => ({
    type: token.type,
    start: start(token),
    end: end(token),
  }));
  // For JSON5 these two end a line, and with it the comment; momoa reads on.
  const isMisread = tokens.some(
    (token) =>
      token.type === "LineComment" && /[\u2028\u2029]/.test(text.slice(token.start, token.end)),
  );
  if (isMisread) return null;
  const body = text.slice(start(ast.body), end(ast.body));
  return { text, root: ast.body, tokens, style: styleOf(text, tokens, body) };
}

/** The name as JSON5 reads it. */
function keyOf(text: string, { name }: MemberNode): string {
  const raw = text.slice(start(name), end(name));
  if (raw.includes("\\")) return Object.keys(JSON5.parse(`{${raw}:0}`))[0] ?? "";
  return name.type === "String" ? raw.slice(1, -1) : raw;
}

/** With duplicate names the last one counts. */
const lastMember = ({ text }: Document, object: ObjectNode, key: string) =>
  object.members.findLast((member) => keyOf(text, member) === key);

function insert(document: Document, object: ObjectNode, key: string, value: Json): string {
  const { text, tokens, style } = document;
  const close = end(object) - 1;
  const outer = indentAt(text, start(object));
  const last = object.members.at(-1);
  const write = (indent: string) => printMember(key, value, style, indent);
  if (!last) {
    const before = tokens.findLast((token) => token.end <= close);
    if (before && isComment(before)) {
      const isBlock = lineEnd.test(text.slice(before.end, close));
      const indent = standsAlone(text, before.start)
        ? indentAt(text, before.start)
        : outer + style.unit;
      const added = isBlock ? style.eol + indent + write(indent) : ` ${write(outer)}`;
      return splice(text, [{ from: before.end, to: before.end, text: added }]);
    }
    const indent = outer + style.unit;
    const added = style.oneLine
      ? write(outer)
      : style.eol + indent + write(indent) + style.eol + outer;
    return splice(text, [{ from: close, to: close, text: added }]);
  }
  const comma = commaAfter(document, end(last), close);
  const tail = tailOf(document, comma?.end ?? end(last));
  const ownsLine = standsAlone(text, start(last));
  const isBlock = ownsLine || tail.isLineComment;
  const indent = ownsLine
    ? indentAt(text, start(last))
    : isBlock
      ? outer + style.unit
      : indentAt(text, start(last));
  const gap = isBlock ? style.eol + indent : style.tight ? "" : " ";
  const added = gap + write(indent);
  if (comma) return splice(text, [{ from: tail.end, to: tail.end, text: `${added},` }]);
  const commaAt = isBlock ? end(last) : tail.end;
  return splice(text, [
    { from: commaAt, to: commaAt, text: "," },
    { from: tail.end, to: tail.end, text: added },
  ]);
}

function cut(document: Document, object: ObjectNode, member: MemberNode): string {
  const { text, tokens } = document;
  const close = end(object) - 1;
  const index = object.members.indexOf(member);
  const previous = object.members[index - 1];
  const isLast = index === object.members.length - 1;
  const comma = commaAfter(document, end(member), close);
  const before = tokens.findLast((token) => token.end <= start(member));
  const gapStart = before?.end ?? start(member);
  const gapBreak = lastBreak(text, gapStart, start(member));
  const after = comma?.end ?? end(member);
  const next = tokens.find((token) => token.start >= after);
  const blankEnd = after + blankLength(text, after);
  const endsLine = blankEnd === text.length || /[\n\r\u2028\u2029]/.test(text.charAt(blankEnd));

  const cuts: Splice[] = [];
  const remove = (from: number, to: number) => {
    // A comment between the value and its comma stays.
    if (
      comma &&
      tokens.some((t) => isComment(t) && t.start >= end(member) && t.end <= comma.start)
    ) {
      cuts.push({ from, to: end(member) }, { from: comma.start, to: Math.max(to, comma.end) });
    } else cuts.push({ from, to });
  };
  if (isLast && !comma && previous) {
    const separator = commaAfter(document, end(previous), start(member));
    if (separator) cuts.push({ from: separator.start, to: separator.end });
  }
  if (next && isComment(next) && next.start === blankEnd && gapBreak !== null) {
    remove(start(member), blankEnd);
  } else if (gapBreak !== null) {
    const opens = before?.start === start(object);
    if (
      opens &&
      isLast &&
      !comma &&
      next?.start === close &&
      lineEnd.test(text.slice(after, close))
    )
      remove(gapBreak, close);
    else if (endsLine || (isLast && before?.type !== "LineComment")) remove(gapBreak, after);
    else remove(start(member), blankEnd);
  } else if (isLast && before?.start !== start(object)) remove(gapStart, after);
  else remove(start(member), blankEnd);
  return splice(text, cuts);
}

/** The comma that ends a member, if it stands before `limit`; only comments may come between. */
function commaAfter({ tokens }: Document, position: number, limit: number): Token | undefined {
  const next = tokens.find((token) => token.start >= position && !isComment(token));
  return next?.type === "Comma" && next.start < limit ? next : undefined;
}

/** Where the comments that begin on the line of `position` end. */
function tailOf(
  { text, tokens }: Document,
  position: number,
): { end: number; isLineComment: boolean } {
  let tail = { end: position, isLineComment: false };
  for (;;) {
    const from = tail.end + blankLength(text, tail.end);
    const comment = tokens.find((token) => token.start === from && isComment(token));
    if (!comment) return tail;
    tail = { end: comment.end, isLineComment: comment.type === "LineComment" };
  }
}

const blankLength = (text: string, position: number) =>
  blanks.exec(text.slice(position, position + 4096))?.[0].length ?? 0;

const lineStart = (text: string, position: number) =>
  Math.max(text.lastIndexOf("\n", position - 1), text.lastIndexOf("\r", position - 1)) + 1;

const indentAt = (text: string, position: number) =>
  /^[ \t]*/.exec(text.slice(lineStart(text, position), position))?.[0] ?? "";

/** True when only blanks precede `position` on its line. */
const standsAlone = (text: string, position: number) =>
  text.slice(lineStart(text, position), position).trim() === "";

/** Where the last line of a gap begins, its line end included; null when the gap has one line. */
function lastBreak(text: string, from: number, to: number): number | null {
  const gap = text.slice(from, to);
  const at = Math.max(gap.lastIndexOf("\n"), gap.lastIndexOf("\r"));
  if (at < 0) return null;
  return from + (gap.slice(at - 1, at + 1) === "\r\n" ? at - 1 : at);
}

/** Splices in order of position; at the same place the first given comes first. */
function splice(text: string, splices: readonly Splice[]): string {
  let done = 0;
  let result = "";
  for (const one of splices.toSorted((a, b) => a.from - b.from)) {
    result += text.slice(done, one.from) + (one.text ?? "");
    done = Math.max(done, one.to);
  }
  return result + text.slice(done);
}
