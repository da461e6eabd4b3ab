/** Random documents, random edits: the value is the one meant, and no other byte moves. */
import fc from "fast-check";
import JSON5 from "json5";
import { expect, test } from "vitest";
import { isEditable } from "../../main/core/json5-document.ts";
import { type Edit, editJson5, type Json, type JsonPath } from "../../main/core/json5-edit.ts";
import { documents, mark, markedDocuments } from "./json5-edit-documents.ts";

/** More with FUZZ_RUNS; the suite's share keeps within some seconds. */
const runs = Number(process.env.FUZZ_RUNS ?? 3000);
const deadlineMs = 120_000 + runs * 10;

type Loose = Record<string, unknown>;
const isLoose = (value: unknown): value is Loose =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const values: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(1, "q", 'it\'s "so"', "a\\", null, true, [], {}, -0.5),
  fc.constantFrom<Json>({ z: [1, { y: "w" }], "n-w": {} }, ["text", "image"], {
    deep: { deeper: { x: [] } },
  }),
  fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as Json),
);

/** A path into `value`: existing names mostly, then perhaps one or two new ones. */
function pathIn(value: unknown, steps: readonly number[]): JsonPath {
  const path: string[] = [];
  let node = value;
  for (const step of steps) {
    const names = isLoose(node) ? Object.keys(node) : [];
    const isNew = names.length === 0 || step % 4 === 0;
    const name = isNew
      ? (["new", "n-w", "null", "8"][step % 3] ?? "new")
      : names[step % names.length];
    if (name === undefined) return path;
    path.push(name);
    node = isLoose(node) && Object.hasOwn(node, name) ? node[name] : undefined;
    if (step % 5 === 1) break;
  }
  return path;
}

/** The oracle: the same edit on plain objects, written without a look at the code under test. False when it has no meaning. */
function mutate(root: Loose, path: JsonPath, value: Json | undefined): boolean {
  let node = root;
  for (const name of path.slice(0, -1)) {
    if (!Object.hasOwn(node, name)) {
      if (value === undefined) return true;
      Object.defineProperty(node, name, {
        value: {},
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    const next = node[name];
    if (!isLoose(next)) return value === undefined;
    node = next;
  }
  const name = path.at(-1) ?? "";
  if (value === undefined) delete node[name];
  else
    Object.defineProperty(node, name, {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  return true;
}

/** Null where only JSON5 itself can read the document, or the path leads through something that is no object. */
function edit(text: string, edits: readonly Edit[]) {
  const edited = editJson5(text, edits);
  if (edited.ok) return edited.text;
  expect(edited.code).toBe("config.cannotEdit");
  const leads = edits.every(({ path, value }) => mutate(JSON5.parse<Loose>(text), path, value));
  if (leads) expect(isEditable(text)).toBe(false);
  return null;
}

const steps = fc.array(fc.nat(1000), { minLength: 1, maxLength: 4 });

test(
  "an edited document parses to exactly the value that was meant",
  () => {
    let edits = 0;
    fc.assert(
      fc.property(documents, steps, fc.option(values, { nil: undefined }), (text, walk, value) => {
        const meant = JSON5.parse<Loose>(text);
        const path = pathIn(meant, walk);
        const isMeaningful = mutate(meant, path, value);
        const edited = edit(text, [value === undefined ? { path } : { path, value }]);
        if (!isMeaningful) expect(edited).toBeNull();
        else if (edited !== null) {
          edits++;
          expect(JSON5.parse(edited)).toStrictEqual(meant);
        }
      }),
      { numRuns: runs },
    );
    expect(edits).toBeGreaterThan(runs * 0.7);
  },
  deadlineMs,
);

test(
  "what was set and is removed again leaves the original bytes, whatever the container looked like",
  () => {
    let edits = 0;
    fc.assert(
      fc.property(documents, steps, values, (text, walk, value) => {
        const path = pathIn(JSON5.parse(text), walk);
        const missing = path.findIndex((_, i) => !holds(text, path.slice(0, i + 1)));
        if (missing < 0) return;
        const set = edit(text, [{ path, value }]);
        if (set === null) return;
        edits++;
        expect(edit(set, [{ path: path.slice(0, missing + 1) }])).toBe(text);
      }),
      { numRuns: runs },
    );
    expect(edits).toBeGreaterThan(runs * 0.3);
  },
  deadlineMs,
);

test(
  "several members set and then removed in reverse leave the original bytes",
  () => {
    fc.assert(
      fc.property(documents, fc.array(values, { minLength: 2, maxLength: 4 }), (text, many) => {
        const edits = many.map((value, i) => ({ path: [`new${i % 3}`, `n-${i}`], value }));
        const set = edit(text, edits);
        if (set === null) return;
        const made = [...new Set(edits.map(({ path }) => path[0] ?? ""))];
        expect(
          edit(
            set,
            made.reverse().map((name) => ({ path: [name] })),
          ),
        ).toBe(text);
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  },
  deadlineMs,
);

test(
  "a replaced value is the only thing that changes",
  () => {
    let edits = 0;
    fc.assert(
      fc.property(markedDocuments, values, (text, value) => {
        const path = pathToMark(text);
        if (!path) return;
        const set = edit(text, [{ path, value }]);
        if (set === null) return;
        edits++;
        const [before = "", after = ""] = text.split(/(?<=\u00abmark\u00bb": )"\u00abmark\u00bb"/);
        expect(set.startsWith(before)).toBe(true);
        expect(set.endsWith(after)).toBe(true);
        expect(JSON5.parse(set.slice(before.length, set.length - after.length))).toStrictEqual(
          value,
        );
      }),
      { numRuns: runs },
    );
    expect(edits).toBeGreaterThan(runs * 0.3);
  },
  deadlineMs,
);

test(
  "a removed member takes nothing with it but blanks and a comma",
  () => {
    const solid = (text: string) => text.replace(/[\s,\ufeff]/g, "");
    let edits = 0;
    fc.assert(
      fc.property(markedDocuments, (text) => {
        const path = pathToMark(text);
        if (!path) return;
        const removed = edit(text, [{ path }]);
        if (removed === null) return;
        edits++;
        expect(solid(removed)).toBe(solid(text.replace(`"${mark}": "${mark}"`, "")));
      }),
      { numRuns: runs },
    );
    expect(edits).toBeGreaterThan(runs * 0.3);
  },
  deadlineMs,
);

function holds(text: string, path: JsonPath): boolean {
  let node: unknown = JSON5.parse(text);
  for (const name of path) {
    if (!isLoose(node) || !Object.hasOwn(node, name)) return false;
    node = node[name];
  }
  return true;
}

/** Null when the document does not parse, or a later duplicate hides the mark. */
function pathToMark(text: string): JsonPath | null {
  let root: unknown;
  try {
    root = JSON5.parse(text);
  } catch {
    return null;
  }
  const search = (node: unknown, path: JsonPath): JsonPath | null => {
    if (!isLoose(node)) return null;
    if (node[mark] === mark) return [...path, mark];
    for (const [name, child] of Object.entries(node)) {
      const found = search(child, [...path, name]);
      if (found) return found;
    }
    return null;
  };
  return search(root, []);
}
