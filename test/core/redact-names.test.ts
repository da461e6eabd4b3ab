/** What stands behind a secret's name is told from what only stands behind the word: a value is hidden, the next field's name is not. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { redact } from "../../main/core/redact.ts";

const names = ["token", "secret", "x-api-key", "authorization", "cookie", "password", "apiKey"];
const secretName = fc.constantFrom(...names);
const plainName = fc.constantFrom("kind", "detail", "provider", "code", "at", "status", "what");
const plainValue = fc.constantFrom("anthropic", "saved", "cloudflare.noToken", "aiGateway", "7");
const value = fc.string({
  unit: fc.constantFrom(..."abcXYZ0189-_.~+/="),
  minLength: 3,
  maxLength: 200,
});
/** As JSON, as JSON in JSON, spaced, and as Node shows it. */
const spelled: Readonly<Record<string, (it: unknown) => string>> = {
  JSON: (it) => JSON.stringify(it),
  "JSON in JSON": (it) => JSON.stringify(JSON.stringify(it)),
  "JSON with lines": (it) => JSON.stringify(it, null, 2),
  "single quotes": (it) => JSON.stringify(it).replaceAll('"', "'"),
};

describe.each(Object.entries(spelled))("as %s", (_what, spell) => {
  test("a secret's name that is only a value hides nothing", () => {
    const field = fc.oneof(fc.tuple(plainName, secretName), fc.tuple(plainName, plainValue));
    fc.assert(
      fc.property(fc.uniqueArray(field, { selector: ([name]) => name, minLength: 1 }), (fields) => {
        const text = spell(Object.fromEntries(fields));
        expect(redact(text, [])).toBe(text);
      }),
    );
  });

  test("a list of names stays one", () => {
    fc.assert(
      fc.property(fc.array(secretName, { minLength: 1, maxLength: 6 }), (list) => {
        const text = spell(list);
        expect(redact(text, [])).toBe(text);
      }),
    );
  });

  test("a value behind its name is hidden, whatever stands before and behind it", () => {
    fc.assert(
      fc.property(secretName, value, plainName, secretName, (name, text, other, word) => {
        const hidden = `V4${text}`;
        const shown = redact(spell({ [other]: word, [name]: hidden, last: "saved" }), []);
        expect(shown).not.toContain(hidden);
        expect(shown).toContain("last");
        expect(shown).toContain("saved");
        expect(shown).toContain(other);
      }),
    );
  });

  test("a value is hidden that is a field of its own beside the name, in either order", () => {
    const nameField = fc.constantFrom("name", "key", "header");
    fc.assert(
      fc.property(nameField, secretName, value, fc.boolean(), (field, name, text, isFirst) => {
        const hidden = `V4${text}`;
        const one = isFirst ? { [field]: name, value: hidden } : { value: hidden, [field]: name };
        for (const it of [one, [one, { [field]: "accept", value: "text/html" }]]) {
          const shown = redact(spell(it), []);
          expect(shown).not.toContain(hidden);
          expect(shown).toContain(name);
          if (Array.isArray(it)) expect(shown).toContain("text/html");
        }
      }),
    );
  });

  test("a pair of a name and a value is hidden", () => {
    fc.assert(
      fc.property(secretName, value, (name, text) => {
        const hidden = `V4${text}`;
        expect(redact(spell([name, hidden]), [])).not.toContain(hidden);
      }),
    );
  });
});

test("a row of the diagnostics keeps its words", () => {
  for (const row of [
    "  secret.missing  vault, secret.missing, 2026-11-22T04:00:00.000Z",
    '{"event":"key.kept","kind":"token","provider":"anthropic","code":"secret.missing"}',
    '{"detail":"token","at":"2026-11-22T04:00:00.000Z"}',
  ])
    expect(redact(row, [])).toBe(row);
});

test("hostile text costs time in proportion to its length", () => {
  for (const seed of [
    '"value":"',
    '"name":"token"',
    '"token","',
    '"value":"a","name":"',
    "'key':'token',",
  ]) {
    const text = seed.repeat(Math.ceil(1_000_000 / seed.length));
    // Of the processor, not of the clock: the machine may have other things to do.
    const before = process.cpuUsage();
    redact(text, []);
    expect(process.cpuUsage(before).user / 1_000, seed).toBeLessThan(10_000);
  }
}, 120_000);
