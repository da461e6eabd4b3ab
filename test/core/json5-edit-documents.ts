/** Random JSON5 documents as people write them: comments anywhere, every quote, number form, indent and line end. */
import fc from "fast-check";

/** Where a test wants to find its member again; no other string of a document contains it. */
export const mark = "\u00abmark\u00bb";

const trivia = fc.oneof(
  {
    weight: 1200,
    arbitrary: fc.constantFrom("", " ", "\n", "\n  ", "\n    ", "\n\n\t", "  \n", "\u00a0"),
  },
  {
    weight: 300,
    arbitrary: fc.constantFrom(
      " /* a, b: {} */ ",
      "/**/",
      " // it's } \" here\n",
      "\n  // alone\n  ",
      "/* two\n lines, } */",
      " // first\n // second\n",
      "/* x *//* y */",
    ),
  },
  // Ends the comment for JSON5, and for momoa it does not.
  { weight: 1, arbitrary: fc.constant(" // a\u2028 ") },
);

const words = [
  "",
  "a",
  "it's",
  'x"y',
  "é",
  "// no",
  "/* no */",
  ",",
  "}",
  "a\\b",

  "😀",
  "\u0000",
];

const quoted = fc
  .tuple(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 6 })), fc.nat(3))
  .map(([word, form]) => quote(word, form));

/** A literal of `word`: double quotes, single quotes, or with escapes only JSON5 knows. */
function quote(word: string, form: number): string {
  const json = JSON.stringify(word);
  if (form === 0) return json;
  if (form === 1) return json.replace("o", "\\u006f");
  const single = `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
  if (form === 2) return single;
  return single.replace("a", "\\x61").replace(/^'/, "'\\\n");
}

const scalar = fc.oneof(
  quoted,
  fc.constantFrom("1", "+3", "-7", "0x1F", "1e3", ".5", "5.", "Infinity", "-Infinity", "NaN", "0"),
  fc.constantFrom("true", "false", "null"),
);

const key = fc.oneof(
  fc.constantFrom("a", "b", "$x", "über", "_", "models", "providers", "\\u0061", "a\\u0062"),
  fc
    .constantFrom("a", "b", "c-d", "e f", "7", "__proto__", "it's", "null", "models")
    .map((k) => quote(k, 0)),
  fc.constantFrom("a", "b", "models", 'q"', "agents").map((k) => quote(k, 2)),
);

const joined = (parts: readonly (readonly string[])[], trailing: boolean) =>
  parts
    .map(
      (part, i) =>
        part.slice(0, -1).join("") + (i < parts.length - 1 || trailing ? "," : "") + part.at(-1),
    )
    .join("");

const { value, object } = fc.letrec<{ value: string; object: string; list: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    tie("object"),
    tie("list"),
  ),
  object: fc
    .tuple(
      trivia,
      fc.array(fc.tuple(key, trivia, fc.constant(":"), trivia, tie("value"), trivia, trivia), {
        maxLength: 4,
      }),
      fc.boolean(),
    )
    .map(
      ([head, members, trailing]) => `{${head}${joined(members, trailing && members.length > 0)}}`,
    ),
  list: fc
    .tuple(trivia, fc.array(fc.tuple(tie("value"), trivia, trivia), { maxLength: 3 }), fc.boolean())
    .map(([head, items, trailing]) => `[${head}${joined(items, trailing && items.length > 0)}]`),
}));

const frame = fc.record({
  bom: fc.constantFrom("", "", "", "\ufeff"),
  head: trivia,
  tail: trivia,
  eol: fc.constantFrom("\n", "\n", "\r\n", "\r"),
});

const framed = (body: fc.Arbitrary<string>) =>
  fc
    .tuple(frame, body)
    .map(([{ bom, head, tail, eol }, text]) => bom + (head + text + tail).replaceAll("\n", eol));

/** Any document with an object as its root. */
export const documents = framed(object);

/** A document with one member `mark: mark` somewhere; its text is `"«mark»": "«mark»"` exactly. */
export const markedDocuments = framed(
  fc
    .tuple(object, fc.nat(1_000_000), trivia, trivia, value)
    .map(([text, at, before, after, other]) => {
      const opens = [...text.matchAll(/\{(?![^\n]*\*\/)/g)].map(({ index }) => index + 1);
      const place = opens[at % Math.max(1, opens.length)] ?? 1;
      const isEmpty = /^\s*\}/.test(text.slice(place));
      const member = `${before}"${mark}": "${mark}"${after}`;
      const first = at % 3 === 0 ? `zz: ${other},` : "";
      return (
        text.slice(0, place) +
        first +
        member +
        (isEmpty && at % 2 === 0 ? "" : ",") +
        text.slice(place)
      );
    }),
);
