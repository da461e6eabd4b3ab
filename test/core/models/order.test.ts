/** The default and its fallbacks: read in today's spelling, set in the form the person's file has. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editJson5, type JsonObject, parseJson5 } from "../../../main/core/json5-edit.ts";
import { orderEdits, orderOf } from "../../../main/core/models/order.ts";

const chosen = (config: JsonObject, primary: string, fallbacks: readonly string[] = []) => {
  const result = editJson5(JSON.stringify(config), orderEdits(config, primary, fallbacks));
  if (!result.ok) throw new Error(result.code);
  return result.value;
};
const defaults = (more: JsonObject): JsonObject => ({ agents: { defaults: more } });
const [sonnet, haiku, gpt] = [
  "anthropic/claude-sonnet-4-6",
  "anthropic/claude-haiku-4-5",
  "openai/gpt-5.2",
];

describe("the order in force", () => {
  test.each<[string, JsonObject, string | null, readonly string[]]>([
    ["is empty where nothing is set", {}, null, []],
    ["is a plain name", defaults({ model: sonnet }), sonnet, []],
    [
      "is an object with fallbacks",
      defaults({ model: { primary: sonnet, fallbacks: [haiku, gpt] } }),
      sonnet,
      [haiku, gpt],
    ],
    [
      "shows the older spelling as OpenClaw spells it today",
      defaults({
        model: {
          primary: "cloudflare-ai-gateway/anthropic/claude-sonnet-4-5",
          fallbacks: ["cloudflare-ai-gateway/anthropic/claude-haiku-4-5"],
        },
      }),
      "cloudflare-ai-gateway/claude-sonnet-4-5",
      ["cloudflare-ai-gateway/claude-haiku-4-5"],
    ],
    [
      "shows the model behind an alias",
      defaults({ model: "Sonnet", models: { [sonnet]: { alias: "sonnet" }, [haiku]: {} } }),
      sonnet,
      [],
    ],
    ["is empty where something else stands", defaults({ model: [1] }), null, []],
    [
      "leaves out a fallback that is no name",
      defaults({ model: { fallbacks: [1, gpt] } }),
      null,
      [gpt],
    ],
  ])("%s", (_, config, primary, fallbacks) => {
    expect(orderOf(config)).toEqual({ primary, fallbacks });
  });

  test("a model that really is called anthropic/… keeps its name", () => {
    const ref = "cloudflare-ai-gateway/anthropic/claude-sonnet-4-6";
    const entry = (more: JsonObject): JsonObject => ({
      ...defaults({ model: ref }),
      models: { providers: { "cloudflare-ai-gateway": more } },
    });
    const base = "https://gateway.ai.cloudflare.com/v1/a/g/";
    expect(orderOf(entry({ baseUrl: `${base}compat` })).primary).toBe(ref);
    expect(orderOf(entry({ models: [{ id: "anthropic/claude-sonnet-4-6" }] })).primary).toBe(ref);
    expect(orderOf(entry({ baseUrl: `${base}anthropic`, models: [{ id: "x" }] })).primary).toBe(
      "cloudflare-ai-gateway/claude-sonnet-4-6",
    );
  });
});

describe("choosing", () => {
  const model = (config: JsonObject) => (config.agents as { defaults: JsonObject }).defaults.model;

  test("a plain name stays one while there are no fallbacks", () => {
    expect(model(chosen(defaults({ model: sonnet }), haiku))).toBe(haiku);
    expect(model(chosen(defaults({ model: sonnet }), haiku, [gpt]))).toEqual({
      primary: haiku,
      fallbacks: [gpt],
    });
  });

  test("an object keeps what else stands in it, and its fallbacks go when none are wanted", () => {
    const before = defaults({ model: { primary: sonnet, fallbacks: [haiku], timeoutMs: 9 } });
    expect(model(chosen(before, gpt))).toEqual({ primary: gpt, fallbacks: [], timeoutMs: 9 });
    expect(model(chosen(defaults({ model: { primary: sonnet } }), gpt))).toEqual({ primary: gpt });
  });

  test("nothing set becomes an object, where a link finds its place", () => {
    expect(model(chosen({}, haiku))).toEqual({ primary: haiku });
  });

  test("the older spelling is written as the current one, and nobody is their own fallback", () => {
    const older = "cloudflare-ai-gateway/anthropic/claude-sonnet-4-5";
    const today = "cloudflare-ai-gateway/claude-sonnet-4-5";
    expect(model(chosen({}, older, [today, gpt, gpt]))).toEqual({
      primary: today,
      fallbacks: [gpt],
    });
  });

  test("a name nobody has heard of is taken as it is", () => {
    expect(model(chosen({}, "spare/my.own:model@home"))).toEqual({
      primary: "spare/my.own:model@home",
    });
  });

  test("comments and everything beside it stay", () => {
    const text = `// mine\n{ agents: { defaults: { model: { primary: '${sonnet}', /* then */ fallbacks: [] } } } } // end\n`;
    const edited = editJson5(text, orderEdits(parseJson5(text) ?? {}, gpt, [haiku]));
    expect(edited).toMatchObject({
      text: text.replace(sonnet, gpt).replace("[]", `['${haiku}']`),
    });
  });

  test("whatever stood there, what was chosen is in force afterwards and the rest is as it was", () => {
    const ref = fc.constantFrom(
      sonnet,
      haiku,
      gpt,
      "spare/x",
      "cloudflare-ai-gateway/claude-sonnet-4-6",
    );
    const before = fc.oneof(
      fc.constant(undefined),
      ref,
      fc.record(
        { primary: ref, fallbacks: fc.array(ref), timeoutMs: fc.nat() },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(before, ref, fc.array(ref, { maxLength: 4 }), (model, primary, fallbacks) => {
        const config: JsonObject = {
          agents: { defaults: { ...(model === undefined ? {} : { model }), workspace: "/w" } },
          other: [1],
        };
        const after = chosen(config, primary, fallbacks);
        const wanted = [...new Set(fallbacks)].filter((one) => one !== primary);
        expect(orderOf(after)).toEqual({ primary, fallbacks: wanted });
        expect(after.other).toEqual([1]);
        expect((after.agents as { defaults: JsonObject }).defaults.workspace).toBe("/w");
      }),
    );
  });
});

describe("a list of allowed models", () => {
  const allow = (config: JsonObject) =>
    (config.agents as { defaults: { modelPolicy: JsonObject } }).defaults.modelPolicy.allow;
  const policy = (...names: string[]) => defaults({ modelPolicy: { allow: names } });
  const map = (...names: string[]) =>
    defaults({ models: Object.fromEntries(names.map((name) => [name, {}])) });
  const names = (config: JsonObject) =>
    Object.keys((config.agents as { defaults: { models: JsonObject } }).defaults.models);

  test("takes the choice in when a wildcard in it would have OpenClaw use another model", () => {
    expect(allow(chosen(policy("openai/*"), sonnet))).toEqual(["openai/*", sonnet]);
    expect(allow(chosen(policy("openai/*", haiku), sonnet))).toEqual(["openai/*", haiku, sonnet]);
    expect(names(chosen(map("openai/*"), sonnet))).toEqual(["openai/*", sonnet]);
  });

  test("stays as it is where it does not keep the choice out", () => {
    expect(allow(chosen(policy("openai/*"), gpt))).toEqual(["openai/*"]);
    expect(allow(chosen(policy("spare/deep/*"), "spare/deep/x"))).toEqual(["spare/deep/*"]);
    expect(allow(chosen(policy(haiku), sonnet))).toEqual([haiku]);
    expect(names(chosen(map(haiku), sonnet))).toEqual([haiku]);
    expect(allow(chosen(policy(), sonnet))).toEqual([]);
  });

  test("names are no list any more once OpenClaw has moved them over", () => {
    const moved = { ...map("openai/*"), meta: { migrations: { modelPolicyAllowlist: true } } };
    expect(names(chosen(moved, sonnet))).toEqual(["openai/*"]);
    const both = defaults({ modelPolicy: {}, models: { "openai/*": {} } });
    expect(names(chosen(both, sonnet))).toEqual(["openai/*"]);
  });
});
