/** What a link writes, what it shows instead, and what it takes for its own. */
import { describe, expect, test } from "vitest";
import { type JsonObject, parseJson5 } from "../../../main/core/json5-edit.ts";
import { findLink, includeInTheWay, leftoverChanges } from "../../../main/core/link/found.ts";
import { firstConfig, linkOn, snippetOf } from "../../../main/core/link/link.ts";
import { obstacleTo } from "../../../main/core/link/obstacle.ts";
import { unlinkEdits } from "../../../main/core/link/unlink.ts";
import { planOf } from "./plans.ts";

const paths = (config: JsonObject, ...slugs: [string, ...string[]]) =>
  linkOn(config, planOf(...slugs)).edits.map(({ path }) => path.join("."));

describe("the edits", () => {
  test("switch the plugin off before anything names its id", () => {
    expect(paths({}, "anthropic", "openai")).toEqual([
      "plugins.entries.cloudflare-ai-gateway.enabled",
      "models.mode",
      "models.providers.cloudflare-ai-gateway",
      "models.providers.sluice-openai",
      "agents.defaults.model.primary",
    ]);
  });

  test("leave the plugin alone where its id is not used, and a mode that is set", () => {
    expect(paths({ models: { mode: "replace" } }, "openai")).toEqual([
      "models.providers.sluice-openai",
      "agents.defaults.model.primary",
    ]);
  });

  test("carry no secret into what a journal keeps", () => {
    const plan = planOf("anthropic", "openai");
    expect(JSON.stringify(linkOn({}, plan).changes)).not.toContain(plan.localKey);
  });

  test("write a model with exactly the members OpenClaw's strict schema knows", () => {
    const plan = planOf("anthropic");
    const models =
      plan.entries[0]?.models.map((model) => ({ ...model, priceAsOf: "2026-11-01" })) ?? [];
    const { edits } = linkOn({}, { ...plan, entries: [{ slug: "anthropic", models }] });
    expect(JSON.stringify(edits)).not.toContain("priceAsOf");
  });

  test("leave out what is not known of a model", () => {
    const bare = { id: "x-1", name: "X", reasoning: false, input: ["text"] };
    const { edits } = linkOn(
      {},
      { ...planOf("anthropic"), entries: [{ slug: "anthropic", models: [bare] }] },
    );
    const entry = edits.find(({ path }) => path.at(-1) === "cloudflare-ai-gateway")?.value;
    expect(entry).toMatchObject({ models: [bare] });
    expect(JSON.stringify(entry)).not.toMatch(/cost|contextWindow|maxTokens/);
  });
});

test("a first configuration is plain JSON with what a daemon needs to start", () => {
  const config = JSON.parse(firstConfig(planOf("anthropic")));
  expect(Object.keys(config)).toEqual(["gateway", "plugins", "models", "agents"]);
  expect(config.gateway).toEqual({ mode: "local", bind: "loopback" });
});

test("the snippet is one line of comment and exactly what the link adds", () => {
  const { edits } = linkOn({}, planOf("anthropic", "openai"));
  const [comment, ...rest] = snippetOf(edits).split("\n");
  expect(comment).toMatch(/^\/\/ /);
  expect(Object.keys(JSON.parse(rest.join("\n")))).toEqual(["plugins", "models", "agents"]);
});

describe("an entry is ours by its shape", () => {
  const own = {
    baseUrl: "http://127.0.0.1:5000/anthropic",
    api: "anthropic-messages",
    auth: "api-key",
    apiKey: "k",
  };
  const found = (entry: unknown) =>
    findLink({ models: { providers: { "cloudflare-ai-gateway": entry } } } as JsonObject);

  test("at any port", () => {
    expect(found(own)).toEqual({
      kind: "own",
      slugs: ["anthropic"],
      port: 5000,
      localKey: "k",
    });
  });

  test.each([
    { ...own, baseUrl: "http://localhost:5000/anthropic" },
    { ...own, baseUrl: "http://127.0.0.1:5000/openai" },
    { ...own, baseUrl: "http://127.0.0.1:5000/anthropic/" },
    { ...own, baseUrl: "http://127.0.0.1/anthropic" },
    { ...own, baseUrl: 5000 },
    { ...own, api: "openai-completions" },
    { ...own, auth: undefined },
    [],
    "text",
  ])("not otherwise: %j", (entry) => {
    expect(found(entry)).toBeNull();
    const config = { models: { providers: { "cloudflare-ai-gateway": entry } } } as JsonObject;
    expect(obstacleTo(config, planOf("anthropic"))).toEqual({
      code: "link.taken",
      detail: "cloudflare-ai-gateway",
    });
    expect(obstacleTo(config, planOf("openai"))).toBeNull();
    expect(leftoverChanges(config)).toEqual([]);
    expect(unlinkEdits(config, leftoverChanges(config))).toEqual([]);
  });

  test("two entries with two keys have no key", () => {
    const config = {
      models: {
        providers: {
          "cloudflare-ai-gateway": own,
          "sluice-openai": {
            ...own,
            baseUrl: "http://127.0.0.1:5000/openai",
            api: "openai-completions",
            apiKey: "l",
          },
        },
      },
    };
    expect(findLink(config)).toMatchObject({
      slugs: ["anthropic", "openai"],
      localKey: null,
    });
  });
});

describe("an include", () => {
  test.each([
    ["{ $include: 'a' }", "$include"],
    ["{ models: { $include: ['a'] } }", "models.$include"],
    [
      "{ models: { providers: { 'sluice-openai': { $include: 'a' } } } }",
      "models.providers.sluice-openai.$include",
    ],
    ["{ plugins: { entries: { $include: 'a' } } }", "plugins.entries.$include"],
    ["{ agents: { defaults: { $include: 'a' } } }", "agents.defaults.$include"],
    [
      "{ agents: { entries: { $include: 'a' } }, models: { providers: { x: { $include: 'b' } } } }",
      null,
    ],
  ])("%s stands in the way at %s", (text, expected) => {
    expect(includeInTheWay(parseJson5(text) ?? {})).toBe(expected);
  });
});
