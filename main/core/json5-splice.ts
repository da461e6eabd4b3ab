/** Sets or removes one member of a JSON5 text by splicing: no other character changes, and removing what was inserted gives the former text back. */
import type { MemberNode, ObjectNode } from "@humanwhocodes/momoa";
import {
  afterBlanks,
  commaAfter,
  type Document,
  end,
  endsLine,
  hasLineEnd,
  indentAt,
  isComment,
  keyOf,
  lastBreak,
  lastMember,
  openDocument,
  standsAlone,
  start,
  tailOf,
} from "./json5-document.ts";
import type { Json, JsonPath } from "./json5-edit.ts";
import { printMember, printValue } from "./json5-style.ts";

type Splice = { readonly from: number; readonly to: number; readonly text?: string };

/** The text with `path` set to `value`, missing objects made on the way; null when it cannot be done in place. `spelled` is put in place of another value as it is. */
export function setMember(
  text: string,
  path: JsonPath,
  value: Json,
  spelled?: string,
): string | null {
  const document = openDocument(text);
  if (!document) return null;
  let object = document.root;
  for (const [depth, key] of path.entries()) {
    const rest = path.slice(depth + 1);
    const node = lastMember(document, object, key)?.value;
    if (!node) {
      const nested = rest.reduceRight<Json>((inner, name) => ({ [name]: inner }), value);
      return splice(text, insert(document, object, key, nested));
    }
    if (rest.length === 0) {
      const [from, to] = [start(node), end(node)];
      const own = text[from] === "'" ? "'" : '"';
      const quote = node.type === "String" ? own : document.style.quote;
      const printed = () => printValue(value, document.style, indentAt(text, from), quote);
      return splice(text, [{ from, to, text: spelled ?? printed() }]);
    }
    if (node.type !== "Object") return null;
    object = node;
  }
  return null;
}

/** The value at `path` as it is spelled in the text; null when nothing stands there or the positions are not known. */
export function spelledAt(text: string, path: JsonPath): string | null {
  const document = openDocument(text);
  if (!document) return null;
  let object = document.root;
  for (const [depth, key] of path.entries()) {
    const node = lastMember(document, object, key)?.value;
    if (!node) return null;
    if (depth === path.length - 1) return text.slice(start(node), end(node));
    if (node.type !== "Object") return null;
    object = node;
  }
  return null;
}

/** The text without the member at `path`, its namesakes included; null when it cannot be done in place. */
export function removeMember(text: string, path: JsonPath): string | null {
  const document = openDocument(text);
  if (!document) return null;
  let object = document.root;
  for (const key of path.slice(0, -1)) {
    const node = lastMember(document, object, key)?.value;
    if (node?.type !== "Object") return text;
    object = node;
  }
  const same = object.members.filter((member) => keyOf(document, member) === path.at(-1));
  const last = same.at(-1);
  if (!last) return text;
  const shorter = splice(text, cut(document, object, last));
  return same.length === 1 ? shorter : removeMember(shorter, path);
}

/**
 * Always behind the last member and its comments, in the layout that member has. What is inserted into an object
 * without members must show how it got there, or `cut` could not undo it: alone before the brace, or behind a comment.
 */
function insert(document: Document, object: ObjectNode, key: string, value: Json): Splice[] {
  const { text, tokens, style } = document;
  const close = end(object) - 1;
  const outer = indentAt(text, start(object));
  const write = (indent: string) => printMember(key, value, style, indent);
  const at = (place: number, added: string): Splice => ({ from: place, to: place, text: added });
  const last = object.members.at(-1);
  if (!last) {
    const before = tokens.findLast((token) => token.end <= close);
    if (before && isComment(before)) {
      if (!hasLineEnd(text.slice(before.end, close))) return [at(before.end, ` ${write(outer)}`)];
      const isAlone = standsAlone(text, before.start);
      const indent = isAlone ? indentAt(text, before.start) : outer + style.unit;
      return [at(before.end, style.eol + indent + write(indent))];
    }
    if (style.oneLine) return [at(close, write(outer))];
    const indent = outer + style.unit;
    return [at(close, style.eol + indent + write(indent) + style.eol + outer)];
  }
  const comma = commaAfter(document, end(last), close);
  const tail = tailOf(document, comma?.end ?? end(last));
  const isAlone = standsAlone(text, start(last));
  const isBlock = isAlone || tail.isLineComment;
  const indent = isBlock && !isAlone ? outer + style.unit : indentAt(text, start(last));
  const added = (isBlock ? style.eol + indent : style.tight ? "" : " ") + write(indent);
  if (comma) return [at(tail.end, `${added},`)];
  return [at(isBlock ? end(last) : tail.end, ","), at(tail.end, added)];
}

/** The member, its comma (the one before it if it is the last), and the blanks or the line it leaves behind. Comments stay, each on its line. */
function cut(document: Document, object: ObjectNode, member: MemberNode): Splice[] {
  const close = end(object) - 1;
  const index = object.members.indexOf(member);
  const previous = object.members[index - 1];
  const comma = commaAfter(document, end(member), close);
  const separator = previous && !comma ? commaAfter(document, end(previous), start(member)) : null;
  const [from, to] = extent(document, object, member);
  const isSplit = document.tokens.some(
    (token) => isComment(token) && token.start >= end(member) && token.end <= (comma?.start ?? 0),
  );
  return [
    ...(separator ? [{ from: separator.start, to: separator.end }] : []),
    ...(comma && isSplit
      ? [
          { from, to: end(member) },
          { from: comma.start, to },
        ]
      : [{ from, to }]),
  ];
}

/** From where to where to cut, comma included. */
function extent(
  document: Document,
  object: ObjectNode,
  member: MemberNode,
): readonly [number, number] {
  const { text, tokens } = document;
  const [from, close] = [start(member), end(object) - 1];
  const isLast = object.members.at(-1) === member;
  const before = tokens.findLast((token) => token.end <= from);
  const opens = before?.start === start(object);
  const gapStart = before?.end ?? from;
  const gapBreak = lastBreak(text, gapStart, from);
  const after = commaAfter(document, end(member), close)?.end ?? end(member);
  const blankEnd = afterBlanks(text, after);
  const rest = tokens.filter((token) => token.start >= end(member));
  const next = rest.find((token) => token.start >= after);

  if (gapBreak === null) return isLast && !opens ? [gapStart, after] : [from, blankEnd];
  const holdsComment = rest.some((token) => isComment(token) && token.start < after);
  // A comment behind the member takes its place: moved up, it would end another line, or be swallowed by it.
  if (holdsComment || (next && isComment(next) && next.start === blankEnd)) return [from, blankEnd];
  if (opens && next?.start === close && hasLineEnd(text.slice(after, close)))
    return [gapBreak, close];
  if (endsLine(text, blankEnd) || (isLast && before?.type !== "LineComment"))
    return [gapBreak, after];
  return [from, blankEnd];
}

/** Splices in order of position; at the same place the first given comes first. */
function splice(text: string, splices: readonly Splice[]): string {
  let done = 0;
  let result = "";
  for (const one of splices.toSorted((a, b) => a.from - b.from)) {
    result += text.slice(done, one.from) + (one.text ?? "");
    done = one.to;
  }
  return result + text.slice(done);
}
