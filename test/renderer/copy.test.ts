/** The words: none is missing, none breaks the voice, every placeholder is used. */
import { describe, expect, test } from "vitest";
import { errorCodes } from "../../preload/contract/error.ts";
import { refusalReasons } from "../../preload/contract/state.ts";
import { type Language, languages } from "../../renderer/copy/language.ts";
import { wordsOf } from "../../renderer/copy/tables.ts";

type Say = (...values: string[]) => string;
type Text = { readonly path: string; readonly text: string };

/** Digits pass both where a text and where a count is asked for. */
const values = [
  ["3", "64", "7", "9"],
  ["64", "64", "64", "64"],
  ["1", "2", "3", "4"],
];

const isSay = (value: unknown): value is Say => typeof value === "function";
const isTable = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Every text of a table; a function is called with several sets of values. */
function textsOf(table: object, path = ""): Text[] {
  return Object.entries(table).flatMap(([key, value]: [string, unknown]) => {
    const at = path ? `${path}.${key}` : key;
    if (isTable(value)) return textsOf(value, at);
    if (isSay(value)) return values.map((set) => ({ path: at, text: value(...set) }));
    return [{ path: at, text: String(value) }];
  });
}

function saysOf(table: object, path = ""): { readonly path: string; readonly say: Say }[] {
  return Object.entries(table).flatMap(([key, value]: [string, unknown]) => {
    const at = path ? `${path}.${key}` : key;
    if (isTable(value)) return saysOf(value, at);
    return isSay(value) ? [{ path: at, say: value }] : [];
  });
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
    // What English is told, the others are told too.
    const told = new Map(saysOf(wordsOf("en")).map(({ path, say }) => [path, say.length]));
    for (const { path, say } of saysOf(words))
      for (let index = 0; index < (told.get(path) ?? 0); index += 1) {
        const before = ["3", "5", "7", "9"];
        const after = before.map((value, at) => (at === index ? "8" : value));
        expect(say(...after), `${path} ignores its argument ${index + 1}`).not.toBe(say(...before));
      }
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

test("a number stays with its noun, and a Danish clock with its kl.", () => {
  for (const language of languages) {
    const { lists, meter } = wordsOf(language);
    expect(lists.requests(64), language).toMatch(/^64\u00a0\p{L}+$/u);
    expect(meter.lineAtLeast("14:02", 64), language).toMatch(/64\u00a0\p{L}/u);
  }
  for (const { path, text } of textsOf(wordsOf("da"))) expect(text, path).not.toMatch(/kl\. /);
});

test("the word on the pause button is a part of its name", () => {
  for (const language of languages) {
    const { pause, pauseWord } = wordsOf(language).route;
    expect(pause.toLowerCase()).toContain(pauseWord.toLowerCase());
  }
});

test("Dutch says je, French vous, Danish du", () => {
  const banned = {
    nl: ["u", "uw"],
    fr: ["tu", "ton", "ta", "tes", "toi"],
    da: ["De", "Dem", "Deres"],
  };
  // Where a sentence begins, "De" is Danish for "they".
  const within = (text: string) => text.replaceAll(/(?:^|[.:;!?…]\s+)De(?=\s)/gu, "de");
  for (const language of ["nl", "fr", "da"] as const)
    for (const { path, text } of textsOf(wordsOf(language)))
      for (const word of within(text).split(/[^\p{L}]+/u)) {
        const said = language === "da" ? word : word.toLowerCase();
        expect(banned[language].includes(said), `${path}: ${text}`).toBe(false);
      }
});

test("the three keys never share a name", () => {
  for (const language of languages) {
    const { keys } = wordsOf(language);
    expect(new Set(Object.values(keys)).size).toBe(3);
  }
});
