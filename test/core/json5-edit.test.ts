/** Edits in place, as people see them: what is added looks like what was there, and what was there stays. */
import { describe, expect, test } from "vitest";
import {
  type Edit,
  editJson5,
  isSameJson,
  type Json,
  parseJson5,
} from "../../main/core/json5-edit.ts";

const edited = (text: string, ...edits: Edit[]) => {
  const result = editJson5(text, edits);
  return result.ok ? result.text : result.code;
};
const set = (text: string, path: string, value: Json) =>
  edited(text, { path: path.split("."), value });
const remove = (text: string, path: string) => edited(text, { path: path.split(".") });

describe("a member is set", () => {
  test.each<[string, string, string, Json, string]>([
    ["in place of a scalar", "{ a: 1, /* b */ b: 2 }", "b", 3, "{ a: 1, /* b */ b: 3 }"],
    [
      "in the quotes that stand there",
      `{ a: 'x', b: "y" }`,
      "a",
      "it's",
      `{ a: 'it\\'s', b: "y" }`,
    ],
    ["on a line of its own", "{\n  a: 1,\n}", "b", 2, "{\n  a: 1,\n  b: 2,\n}"],
    ["after a last line without a comma", "{\n  a: 1\n}", "b", 2, "{\n  a: 1,\n  b: 2\n}"],
    [
      "behind a comment on the last line",
      "{\n  a: 1 // c\n}",
      "b",
      2,
      "{\n  a: 1, // c\n  b: 2\n}",
    ],
    [
      "behind a comment of two lines",
      "{\n  a: 1, /* c\n  d */\n}",
      "b",
      2,
      "{\n  a: 1, /* c\n  d */\n  b: 2,\n}",
    ],
    [
      "before the comments below the last line",
      "{\n  a: 1\n  // end\n}",
      "b",
      2,
      "{\n  a: 1,\n  b: 2\n  // end\n}",
    ],
    ["on the same line", "{ a: 1 }", "b", 2, "{ a: 1, b: 2 }"],
    ["on the same line behind a comment", "{ a: 1 /* c */ }", "b", 2, "{ a: 1 /* c */, b: 2 }"],
    [
      "without blanks where there are none",
      `{"a":1}`,
      "b",
      { c: [1, 2] },
      `{"a":1,"b":{"c":[1,2]}}`,
    ],
    [
      "with the document's line ends",
      "{\r\n\ta: 1\r\n}",
      "b",
      { c: { d: 1 } },
      "{\r\n\ta: 1,\r\n\tb: {\r\n\t\tc: { d: 1 }\r\n\t}\r\n}",
    ],
    ["behind a byte order mark", "\ufeff{}", "a", 1, '\ufeff{\n  "a": 1\n}'],
    ["into an empty object", "{\n  a: {},\n}", "a.b", 1, "{\n  a: {\n    b: 1\n  },\n}"],
    [
      "into an object of comments",
      "{\n  a: {\n    // none\n  }\n}",
      "a.b",
      1,
      "{\n  a: {\n    // none\n    b: 1\n  }\n}",
    ],
    [
      "in the last of two namesakes",
      "{ a: { x: 1 }, a: { y: 1 } }",
      "a.x",
      2,
      "{ a: { x: 1 }, a: { y: 1, x: 2 } }",
    ],
    ["under a name written with escapes", `{ "\\x61": 1 }`, "a", 2, `{ "\\x61": 2 }`],
    ["under a name that must be quoted", "{ a: 1 }", "null", 2, '{ a: 1, "null": 2 }'],
    ["through objects that were not there", "{ a: 1 }", "b.c.d", 2, "{ a: 1, b: { c: { d: 2 } } }"],
    [
      "in plain JSON, which stays plain JSON",
      '{\n  "a": 1\n}\n',
      "b",
      { c: ["x"] },
      '{\n  "a": 1,\n  "b": {\n    "c": [\n      "x"\n    ]\n  }\n}\n',
    ],
  ])("%s", (_, text, path, value, expected) => {
    expect(set(text, path, value)).toBe(expected);
  });

  test("to what it already is changes no byte, however it is spelled", () => {
    const text = `{ a: { 'b': 0x10, c: [1,], }, }`;
    expect(set(text, "a", { b: 16, c: [1] })).toBe(text);
  });
});

describe("a former spelling returns", () => {
  const back = (text: string, spelled: string) =>
    edited(text, { path: ["a"], value: ["x", "y"], spelled });

  test.each(["[ 'x',\n'y', ]", `["x",   "y"]`, "[ 'x', /* why */ 'y' ]"])(
    "as it was: %j",
    (spelled) => {
      expect(back("{ a: [], }", spelled)).toBe(`{ a: ${spelled}, }`);
    },
  );

  test("but not into plain JSON that it would make JSON5", () => {
    expect(back(`{"a":[]}`, "['x','y']")).toBe(`{"a":["x","y"]}`);
    expect(back(`{"a":[]}`, `["x", "y"]`)).toBe(`{"a":["x", "y"]}`);
  });

  test.each(["['x','z']", "['x','y'], b: 1", "['x','y'] //", "['x','y'", "", "}"])(
    "but not where it says something else or reaches further: %j",
    (spelled) => {
      expect(back("{ a: [], }", spelled)).toBe(`{ a: ["x", "y"], }`);
    },
  );
});

describe("a member is removed", () => {
  test.each<[string, string, string, string]>([
    ["with its line", "{\n  a: 1,\n  b: 2,\n  c: 3,\n}", "b", "{\n  a: 1,\n  c: 3,\n}"],
    ["the last, and the comma before it", "{\n  a: 1,\n  b: 2\n}", "b", "{\n  a: 1\n}"],
    ["the first on its line", "{ a: 1, b: 2 }", "a", "{ b: 2 }"],
    ["the last on its line", "{ a: 1, b: 2 }", "b", "{ a: 1 }"],
    ["the only one", "{ a: { b: 1 } }", "a.b", "{ a: { } }"],
    [
      "but not the comment behind it",
      "{\n  a: 1, // why\n  b: 2,\n}",
      "a",
      "{\n  // why\n  b: 2,\n}",
    ],
    ["but not the comment above it", "{\n  // why\n  a: 1\n}", "a", "{\n  // why\n}"],
    ["on the line a comment ends above it", "{ // why\n  a: 1 }", "a", "{ // why\n  }"],
    ["but not the comment before its comma", "{ a: 1 /* why */, b: 2 }", "a", "{  /* why */b: 2 }"],
    ["with all its namesakes", "{ a: 1, b: 2, a: 3 }", "a", "{ b: 2 }"],
    ["that is not there", "{ a: 1 }", "b.c", "{ a: 1 }"],
    ["below something that is no object", "{ a: 1 }", "a.b", "{ a: 1 }"],
  ])("%s", (_, text, path, expected) => {
    expect(remove(text, path)).toBe(expected);
  });
});

test.each([
  "{ a: { } }",
  "{ a: {} }",
  "{ a: {  }, b: 1 }",
  `{"a":{},"b":1}`,
  "{\n  a: {\n  },\n}",
  "{\n  a: {\n\n  } }",
  "{ a: { /* x */ } }",
  "{ a: { // x\n } }",
  "{ a: { b: 1, } }",
  "{ a: {\n b: 1 /* x */ /* y */ } }",
])("what was set into %j and is removed again leaves no trace", (text) => {
  for (const value of [1, { deep: [{ er: "x" }] }])
    expect(remove(set(text, "a.new", value), "a.new")).toBe(text);
});

describe("refused", () => {
  test.each(["", "// only a comment\n", "[]", "null", "{ a: }", "{} {}"])(
    "no object: %j",
    (text) => {
      expect(set(text, "a", 1)).toBe("config.broken");
      expect(parseJson5(text)).toBeNull();
    },
  );

  test.each(["{ a: -.5 }", "{ a: +.5 }", "{ null: 1 }", "{ true: 1 }", "{ a: 1 } // b\u2028"])(
    "beyond the parser that knows positions: %j",
    (text) => {
      expect(parseJson5(text)).not.toBeNull();
      expect(set(text, "a", 2)).toBe("config.cannotEdit");
      expect(remove(text, "a")).toBe("config.cannotEdit");
    },
  );

  test.each(["{ a: null }", "{ a: 'text' }", "{ a: [] }", "{ a: 7 }"])(
    "a path through %j",
    (text) => {
      expect(set(text, "a.b", 1)).toBe("config.cannotEdit");
    },
  );

  test("a text nested deeper than the stack, without a crash", () => {
    const deep = `{ a: ${"[".repeat(100_000)}${"]".repeat(100_000)} }`;
    expect(set(deep, "b", 1)).toBe("config.cannotEdit");
  });

  test("all of several edits when one of them is impossible", () => {
    expect(edited("{ a: 1 }", { path: ["b"], value: 1 }, { path: ["a", "c"], value: 1 })).toBe(
      "config.cannotEdit",
    );
  });
});

test("equality knows order, kinds and names", () => {
  const same: [Json, Json][] = [
    [{ a: [1, { b: null }] }, { a: [1, { b: null }] }],
    [Number.NaN, Number.NaN],
  ];
  const other: [Json, Json][] = [
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    [{}, []],
    [{ a: 1 }, { a: "1" }],
    [{ a: 1 }, { b: 1 }],
    [[1], [1, 2]],
    [null, {}],
  ];
  for (const [one, two] of same) expect(isSameJson(one, two)).toBe(true);
  for (const [one, two] of other) expect(isSameJson(one, two)).toBe(false);
});

test("what every object inherits is no member", () => {
  expect(set("{ a: 1 }", "constructor.b", 2)).toBe("{ a: 1, constructor: { b: 2 } }");
  expect(remove("{ a: 1 }", "toString")).toBe("{ a: 1 }");
});

test("a member named __proto__ is a member like any other", () => {
  const text = `{ "__proto__": { a: 1 }, b: 2 }`;
  expect(set(text, "__proto__.c", 3)).toBe(`{ "__proto__": { a: 1, c: 3 }, b: 2 }`);
  expect(remove(text, "__proto__")).toBe("{ b: 2 }");
  expect(Object.hasOwn({}, "c")).toBe(false);
});
