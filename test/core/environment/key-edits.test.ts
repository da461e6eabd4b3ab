/** From a readable key to the resolver and back: whatever the configuration, the way back is exact, and no edit on the way there holds the key. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backEdits, isMoved, moveEdits } from "../../../main/core/environment/key-edits.ts";
import { keysInConfig, keysInDotEnv } from "../../../main/core/environment/plaintext.ts";
import { applyEdit, type Edit, type JsonObject, valueAt } from "../../../main/core/json5-edit.ts";

const secret = "sk-ant-api03-0123456789abcdef";
const ids = { plain: "plain/p/provider/x", bearer: "bearer/p/provider/x" };
const resolver = { command: "/data/resolver/node", args: ["/data/resolver/resolver.js"] };
const reference = (name: string) => `$${"{"}${name}}`;
const apply = (config: JsonObject, edits: readonly Edit[]) =>
  edits.reduce<JsonObject>((meant, edit) => applyEdit(meant, edit) ?? meant, config);

function moved(config: JsonObject, name = "ANTHROPIC_API_KEY", value = secret) {
  const [found] = keysInDotEnv(new Map([[name, value]]), config);
  if (!found) throw new Error("no key found");
  return moveEdits(config, found.place, ids, resolver);
}

const key = fc.constantFrom(secret, `${secret}-2`);
const entry = fc.oneof(
  fc.constant({}),
  fc.record({ apiKey: key }),
  fc.record({ apiKey: key, auth: fc.constant("api-key") }),
  fc.record({
    apiKey: fc.constantFrom(reference("ANTHROPIC_API_KEY"), reference("OPENAI_API_KEY")),
  }),
  fc.record({ headers: fc.record({ "cf-aig-authorization": key.map((one) => `Bearer ${one}`) }) }),
  fc.record({ baseUrl: fc.constant("https://proxy.example/v1"), apiKey: key }),
);
const configs: fc.Arbitrary<JsonObject> = fc.record(
  {
    models: fc.record({
      providers: fc.dictionary(fc.constantFrom("anthropic", "openai", "groq", "mine"), entry),
    }),
    env: fc.record(
      { vars: fc.dictionary(fc.constantFrom("GROQ_API_KEY", "LANG"), key) },
      { requiredKeys: [] },
    ),
    secrets: fc.record(
      { providers: fc.constantFrom({}, { other: { source: "env" } }) },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<JsonObject>;

describe("for any configuration", () => {
  test("there and back again is where it was", () => {
    let moves = 0;
    fc.assert(
      fc.property(configs, (config) => {
        const inFile = new Map([
          ["ANTHROPIC_API_KEY", secret],
          ["OPENAI_API_KEY", secret],
        ]);
        for (const { place, secret: own } of [
          ...keysInConfig(config),
          ...keysInDotEnv(inFile, config),
        ]) {
          const there = moveEdits(config, place, ids, resolver);
          if (!there.ok) continue;
          moves += 1;
          expect(JSON.stringify(there)).not.toContain(own);
          const after = apply(config, there.edits);
          expect(isMoved(after, there.touched)).toBe(true);
          expect(apply(after, backEdits(after, there.touched, own))).toEqual(config);
          // Asked twice, it changes nothing more.
          expect(backEdits(config, there.touched, own).length).toBeLessThanOrEqual(
            there.touched.length,
          );
        }
      }),
      { numRuns: 2_000 },
    );
    expect(moves).toBeGreaterThan(2_000);
  });

  test("what a person has changed since stays on the way back", () => {
    const there = moved({});
    if (!there.ok) throw new Error(there.detail);
    const after = apply({}, there.edits);
    const theirs = apply(after, [
      { path: ["models", "providers", "anthropic", "apiKey"], value: "theirs" },
      { path: ["models", "providers", "openai"], value: { baseUrl: "x" } },
    ]);
    const back = apply(theirs, backEdits(theirs, there.touched, secret));
    expect(back).toEqual({
      models: { providers: { anthropic: { apiKey: "theirs" }, openai: { baseUrl: "x" } } },
    });
  });
});

test("the resolver stays named while another key is asked from it", () => {
  const first = moved({});
  if (!first.ok) throw new Error(first.detail);
  const one = apply({}, first.edits);
  const second = moved(one, "OPENAI_API_KEY");
  if (!second.ok) throw new Error(second.detail);
  const both = apply(one, second.edits);
  const back = apply(both, backEdits(both, first.touched, secret));
  expect(valueAt(back, ["secrets", "providers", "sluice"])).toBeDefined();
  expect(valueAt(back, ["models", "providers"])).toEqual({
    openai: valueAt(both, ["models", "providers", "openai"]),
  });
});

describe("a key in a variable", () => {
  test("gives its provider an entry of a key alone: another sign-in goes before it as it did", () => {
    const there = moved({});
    expect(there.ok && apply({}, there.edits).models).toEqual({
      providers: { anthropic: { apiKey: { source: "exec", provider: "sluice", id: ids.plain } } },
    });
  });

  test("leaves an entry alone that has a key of its own", () => {
    const config = { models: { providers: { anthropic: { apiKey: "own" } } } };
    expect(moved(config)).toEqual({ ok: true, edits: [], touched: [] });
  });

  test.each([
    ["a provider OpenClaw wants an address for", {}, "VOYAGE_API_KEY", "models.providers.voyage"],
    [
      "a provider that is signed in to otherwise",
      { models: { providers: { anthropic: { auth: "oauth" } } } },
      "ANTHROPIC_API_KEY",
      "models.providers.anthropic.auth",
    ],
    [
      "a use that is no provider's key",
      { skills: { x: reference("ANTHROPIC_API_KEY") } },
      "ANTHROPIC_API_KEY",
      "skills.x",
    ],
    ["a use in a list", { list: [reference("ANTHROPIC_API_KEY")] }, "ANTHROPIC_API_KEY", "list.[]"],
    [
      "a piece of a longer text",
      { models: { providers: { a: { apiKey: `x${reference("ANTHROPIC_API_KEY")}` } } } },
      "ANTHROPIC_API_KEY",
      "models.providers.a.apiKey",
    ],
  ])("is not moved from %s", (_, config, name, detail) => {
    expect(moved(config as JsonObject, name)).toEqual({ ok: false, detail });
  });
});

describe("whose a key is", () => {
  const slugOf = (id: string, more: JsonObject = {}) => {
    const [found] = keysInConfig({ models: { providers: { [id]: { apiKey: secret, ...more } } } });
    return found?.place.provider;
  };

  test("is Cloudflare's name of the provider", () => {
    expect(slugOf("google")).toBe("google-ai-studio");
    expect(slugOf("xai")).toBe("grok");
    expect(slugOf("anything")).toBe("anything");
    expect(slugOf("my", { baseUrl: "https://gateway.ai.cloudflare.com/v1/acc/gw/openai" })).toBe(
      "openai",
    );
  });

  test("is not the provider's, for an address of the person's own", () => {
    expect(slugOf("openai", { baseUrl: "https://proxy.example/v1" })).toBe("custom-openai");
    expect(slugOf("openai", { baseUrl: "https://api.openai.com/v1" })).toBe("openai");
  });

  test("stays the provider's under an overlay of Sluice's", () => {
    const overlay = { baseUrl: "http://127.0.0.1:21417/openai", headers: { "x-sluice-key": "k" } };
    expect(slugOf("openai", overlay)).toBe("openai");
  });
});
