/** The words: none is missing, none breaks the voice, every placeholder is used. */
import { describe, expect, test } from "vitest";
import { errorCodes } from "../../preload/contract/error.ts";
import { refusalReasons } from "../../preload/contract/state.ts";
import { type Language, languages } from "../../renderer/copy/language.ts";
import { wordsOf } from "../../renderer/copy/words.ts";

/** Two sets of arguments with nothing in common: a placeholder that is ignored makes both texts the same. */
const first = ["<a>", "<b>", "<c>", "<d>"];
const second = ["<e>", "<f>", "<g>", "<h>"];

type Text = { readonly path: string; readonly text: string };

/** Every text of a table; functions are called with marks, or with numbers where they count. */
function textsOf(table: object, path = ""): Text[] {
  return Object.entries(table).flatMap(([key, value]: [string, unknown]) => {
    const at = path ? `${path}.${key}` : key;
    if (typeof value === "string") return [{ path: at, text: value }];
    if (typeof value === "object" && value !== null) return textsOf(value, at);
    return countersOf(value as (...values: unknown[]) => string).map((text) => ({
      path: at,
      text,
    }));
  });
}

const counting = new Set(["NaN"]);
function countersOf(say: (...values: unknown[]) => string): string[] {
  const marked = say(...first);
  // A mark is no number: what counts is asked again with one, none, a few and all.
  if (![...counting].some((sign) => marked.includes(sign))) return [marked];
  const numbers = [
    [1, 1],
    [0, 2],
    [2, 64],
    [64, 64],
  ];
  return numbers.map(([a, b]) => say(...callWith(say, a, b)));
}

/** Strings where a string belongs is what the type says; here the number goes wherever it was asked for. */
function callWith(say: (...values: unknown[]) => string, a = 0, b = 0): unknown[] {
  const values: unknown[] = [...first];
  const numbers = [a, b];
  for (let index = 0; index < say.length; index += 1) {
    const probe = [...values];
    probe[index] = a;
    const before = say(...values).split("NaN").length;
    const after = say(...probe).split("NaN").length;
    if (after < before || say.length <= 2 && before > 1) values[index] = numbers.shift() ?? b;
  }
  return values;
}

describe.each(languages)("in %s", (language: Language) => {
  const words = wordsOf(language);
  const texts = textsOf(words);

  test("every code has a head and a sentence of its own", () => {
    const codes = [...errorCodes, ...refusalReasons];
    expect(Object.keys(words.codes).toSorted()).toEqual([...codes].toSorted());
    for (const code of codes) {
      const { head, text } = words.codes[code];
      expect(head, code).toMatch(/^\p{L}.*[^.]$/u);
      expect(text, code).toMatch(/^[\p{L}].*\.$/su);
      // What to do next is in the sentence, not in the head: it is never one short phrase.
      expect(text.split(/\s+/).length, code).toBeGreaterThan(5);
    }
  });

  test("no text is empty, shouts, begs or speaks of routers", () => {
    for (const { path, text } of texts) {
      expect(text.trim(), path).not.toBe("");
      expect(text, path).not.toMatch(/!|\.\.\.|\b(please|oops|successfully|router|veuillez)\b/i);
      expect(text, path).not.toMatch(/undefined|NaN|\[object/);
      expect(text, path).not.toMatch(/'|"| {2}/);
    }
  });

  test("no placeholder is left unused", () => {
    const walk = (table: object, path: string): void => {
      for (const [key, value] of Object.entries(table)) {
        if (typeof value === "object") walk(value, `${path}.${key}`);
        if (typeof value !== "function") continue;
        const say = value as (...values: unknown[]) => string;
        for (let index = 0; index < say.length; index += 1) {
          const changed = first.map((mark, at) => (at === index ? second[at] : mark));
          const numbers = first.map((_, at) => (at === index ? 7 : 3));
          const isUsed =
            say(...first) !== say(...changed) || say(...first.map(() => 3)) !== say(...numbers);
          expect(isUsed, `${path}.${key} ignores argument ${index + 1}`).toBe(true);
        }
      }
    };
    walk(words, language);
  });

  test("heads fit a tray tooltip", () => {
    const heads = [
      ...Object.values(words.codes).map(({ head }) => head),
      ...textsOf(words.tray)
        .filter(({ path }) => !path.startsWith("spend"))
        .map(({ text }) => text),
    ];
    for (const head of heads) expect(head.length, head).toBeLessThan(64);
  });
});

test("French has a no-break space before : ; ? ! and inside its quotes, and nowhere an ordinary one", () => {
  for (const { path, text } of textsOf(wordsOf("fr"))) {
    expect(text, path).not.toMatch(/[ \p{L}\d][:;?!»](?!\/\/)/u);
    expect(text, path).not.toMatch(/«[^\u00a0]/);
  }
});

test("Dutch says je, French vous, Danish du", () => {
  const of = (language: Language) =>
    textsOf(wordsOf(language))
      .map(({ text }) => text)
      .join("\n");
  expect(of("nl")).not.toMatch(/\b(u|uw)\b/i);
  expect(of("fr")).not.toMatch(/\b(tu|ton|ta|tes)\b/i);
  expect(of("da")).not.toMatch(/\b(De|Dem|Deres)\b(?! er)/);
});

test("the three keys never share a name", () => {
  for (const language of languages) {
    const { keys } = wordsOf(language);
    expect(new Set(Object.values(keys)).size).toBe(3);
  }
});
