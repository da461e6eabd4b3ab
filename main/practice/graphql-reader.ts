/** Reads the part of GraphQL that people write against Cloudflare: one query, variables, aliases, arguments; no fragments. */
import { refuse } from "./graphql-error.ts";
import { isRecord, type Json } from "./json.ts";

export type Field = {
  /** The name in the answer: the alias, or the field's own. */
  readonly as: string;
  readonly name: string;
  readonly args: Json;
  /** Null: none were asked for. */
  readonly fields: readonly Field[] | null;
};

/** A name where a value stands: an enum's, "datetimeHour_ASC". */
export type Name = { readonly kind: "name"; readonly name: string };

export const isName = (value: unknown): value is Name =>
  isRecord(value) && value.kind === "name" && typeof value.name === "string";

type Token = { readonly kind: "mark" | "name" | "number" | "text" | "end"; readonly text: string };

const shapes =
  /[\s,\uFEFF]+|#[^\n\r]*|(?<text>"(?:[^"\\\n]|\\.)*")|(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<name>[_A-Za-z]\w*)|(?<mark>\.\.\.|[!$():=@[\]{|}])/y;

function tokensIn(source: string): readonly Token[] {
  const tokens: Token[] = [];
  shapes.lastIndex = 0;
  while (shapes.lastIndex < source.length) {
    const at = shapes.lastIndex;
    const groups = shapes.exec(source)?.groups;
    if (groups === undefined) refuse(`syntax error: unexpected character at ${at}`);
    for (const kind of ["text", "number", "name", "mark"] as const) {
      const text = groups[kind];
      if (text !== undefined) tokens.push({ kind, text });
    }
  }
  return [...tokens, { kind: "end", text: "the end" }];
}

const deepest = 20;

/** The fields of the query. @throws {GraphqlProblem} when it cannot be read, or a variable is missing. */
export function readQuery(source: string, variables: Json): readonly Field[] {
  const tokens = tokensIn(source);
  const known = new Map<string, unknown>();
  let place = 0;

  const now = (): Token => tokens[place] ?? { kind: "end", text: "the end" };
  const isAt = (text: string) => now().kind === "mark" && now().text === text;

  function take(kind: Token["kind"]): string {
    const token = now();
    if (token.kind !== kind) refuse(`syntax error: unexpected ${token.text}`);
    place += 1;
    return token.text;
  }

  function skip(text: string): void {
    if (!isAt(text)) refuse(`syntax error: expected ${text}, found ${now().text}`);
    place += 1;
  }

  function listOf<T>(open: string, close: string, read: () => T): readonly T[] {
    const all: T[] = [];
    skip(open);
    while (!isAt(close)) all.push(read());
    skip(close);
    return all;
  }

  function typeIsRequired(): boolean {
    if (isAt("[")) listOf("[", "]", typeIsRequired);
    else take("name");
    if (!isAt("!")) return false;
    place += 1;
    return true;
  }

  function declare(): void {
    skip("$");
    const name = take("name");
    skip(":");
    const isRequired = typeIsRequired();
    let standard: unknown;
    if (isAt("=")) {
      place += 1;
      standard = value(0);
    }
    const given = Object.hasOwn(variables, name) ? variables[name] : standard;
    if (isRequired && (given === undefined || given === null)) {
      refuse(`error parsing args: variable "${name}" is required`);
    }
    known.set(name, given ?? null);
  }

  function value(depth: number): unknown {
    if (depth > deepest) refuse("syntax error: too deep");
    const { kind } = now();
    if (isAt("$")) {
      place += 1;
      const name = take("name");
      if (!known.has(name)) refuse(`error parsing args: variable "${name}" is not defined`);
      return known.get(name);
    }
    if (isAt("[")) return listOf("[", "]", () => value(depth + 1));
    if (isAt("{")) return Object.fromEntries(listOf("{", "}", () => argument(depth + 1)));
    if (kind === "text") return JSON.parse(take("text"));
    if (kind === "number") return Number(take("number"));
    const name = take("name");
    if (name === "true" || name === "false") return name === "true";
    return name === "null" ? null : { kind: "name", name };
  }

  function argument(depth: number): readonly [string, unknown] {
    const name = take("name");
    skip(":");
    return [name, value(depth)];
  }

  function field(depth: number): Field {
    if (depth > deepest) refuse("syntax error: too deep");
    const first = take("name");
    let name = first;
    if (isAt(":")) {
      place += 1;
      name = take("name");
    }
    const args = isAt("(") ? Object.fromEntries(listOf("(", ")", () => argument(0))) : {};
    const fields = isAt("{") ? listOf("{", "}", () => field(depth + 1)) : null;
    return { as: first, name, args, fields };
  }

  if (now().kind === "name") {
    const operation = take("name");
    if (operation !== "query") refuse(`operation ${operation} is not supported`);
    if (now().kind === "name") take("name");
    if (isAt("(")) listOf("(", ")", declare);
  }
  const fields = listOf("{", "}", () => field(0));
  if (now().kind !== "end") refuse(`syntax error: unexpected ${now().text}`);
  return fields;
}
