/** Keys given back: every place that asked the keychain has the key itself, and nothing else in the file is another. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  giveBackEdits,
  movedPlaces,
  movedProviderPath,
  movedRef,
} from "../../../main/core/environment/moved-ref.ts";
import { editJson5, type JsonObject } from "../../../main/core/json5-edit.ts";

const texts = new Map([
  ["plain/a", "sk-a"],
  ["bearer/a", "Bearer sk-a"],
]);
const resolver = { source: "exec", command: "/x", args: [] };

function givenBack(text: string): string {
  const value = JSON.parse(text.replace(/\/\/.*$/gm, "")) as JsonObject;
  const edited = editJson5(text, giveBackEdits(value, texts));
  if (!edited.ok) throw new Error(edited.code);
  return edited.text;
}

describe("a configuration", () => {
  test("has the keys where it asked for them, its comments, and no resolver any more", () => {
    const text = `{
  // Mine.
  "models": { "providers": { "anthropic": { "apiKey": ${JSON.stringify(movedRef("plain/a"))} } } },
  "secrets": { "providers": { "sluice": ${JSON.stringify(resolver)} } }
}
`;
    const now = givenBack(text);
    expect(now).toContain("// Mine.");
    expect(now).toContain('"apiKey": "sk-a"');
    expect(now).not.toContain("secrets");
  });

  test("keeps a resolver of the person's own beside ours", () => {
    const providers = { sluice: resolver, mine: resolver };
    const now = givenBack(JSON.stringify({ secrets: { providers } }));
    expect(JSON.parse(now)).toEqual({ secrets: { providers: { mine: resolver } } });
  });

  test("keeps ours while a place still asks it", () => {
    const config = { a: movedRef("plain/other"), secrets: { providers: { sluice: resolver } } };
    expect(giveBackEdits(config, texts)).toEqual([]);
  });

  test("that never asked is not touched", () => {
    expect(
      giveBackEdits({ a: { source: "exec", provider: "mine", id: "plain/a" } }, texts),
    ).toEqual([]);
  });
});

test("whatever else is in it stays, and nobody asks the keychain any more", () => {
  const name = fc.stringMatching(/^[a-z]{1,4}$/);
  const other = fc.dictionary(name, fc.oneof(fc.integer(), fc.string(), fc.boolean()));
  const asking = fc.dictionary(name, fc.constantFrom("plain/a" as const, "bearer/a" as const));
  fc.assert(
    fc.property(other, asking, (kept, places) => {
      const refs = Object.fromEntries(
        Object.entries(places).map(([place, id]) => [place, movedRef(id)]),
      );
      const config = { kept, asking: refs, secrets: { providers: { sluice: resolver } } };
      const text = JSON.stringify(config);
      const edited = editJson5(text, giveBackEdits(config, texts));
      expect(edited.ok && edited.value).toEqual({
        kept,
        asking: Object.fromEntries(
          Object.entries(places).map(([place, id]) => [place, texts.get(id)]),
        ),
      });
      expect(edited.ok && movedPlaces(edited.value)).toEqual([]);
    }),
  );
  expect(movedProviderPath).toHaveLength(3);
});
