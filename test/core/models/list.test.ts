/** The list people choose from: every model that could be meant, once, with what it costs and the way it takes. */
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../main/core/json5-edit.ts";
import { edgeEntry } from "../../../main/core/link/entry.ts";
import { listedIn, modelList } from "../../../main/core/models/list.ts";
import { knownModels } from "../../../main/core/price.ts";
import type { LinkState } from "../../../preload/contract/openclaw.ts";

const now = Date.UTC(2026, 10, 21);
const key = "0123456789abcdef".repeat(4);
const row = (provider: string, id: string, more: object = {}) => ({
  provider,
  id,
  name: id,
  ...more,
});
const rows = (...models: object[]) => listedIn({ models });
const list = (more: Partial<Parameters<typeof modelList>[0]>) =>
  modelList({ rows: [], config: {}, linked: null, used: [], now, ...more });
const linkedTo = (kind: LinkState["kind"], ...providers: string[]): LinkState => ({
  kind,
  providers,
  applied: true,
});

const own: JsonObject = {
  baseUrl: "http://127.0.0.1:21417/anthropic",
  api: "anthropic-messages",
  auth: "api-key",
  apiKey: key,
  models: [{ id: "claude-sonnet-4-6", name: "Claude Sonnet 4.6" }],
};
const overlay: JsonObject = {
  baseUrl: "http://127.0.0.1:21417/anthropic",
  headers: { "x-sluice-key": key },
};
const providers = (more: JsonObject): JsonObject => ({ models: { providers: more } });

describe("a price", () => {
  const priceOf = (config: JsonObject, provider: string, id: string) =>
    list({ rows: rows(row(provider, id)), config }).find(({ ref }) => ref === `${provider}/${id}`)
      ?.price;
  const cost = (input: number, output: number): JsonObject => ({
    models: [{ id: "m", name: "M", cost: { input, output } }],
  });

  test("under an overlay is that of the provider the entry led to at Cloudflare, whatever its id", () => {
    const entry = { ...overlay, baseUrl: "http://127.0.0.1:21417/openai", api: "openai-responses" };
    const config = providers({ "cloudflare-ai-gateway": entry });
    const openai = knownModels().find(({ provider }) => provider === "openai");
    expect(priceOf(config, "cloudflare-ai-gateway", openai?.model ?? "")).not.toBeNull();
  });

  test("is the list price of a provider that is known, dated names included", () => {
    expect(priceOf({}, "anthropic", "claude-sonnet-4-6")).toEqual({ input: 3e6, output: 15e6 });
    expect(priceOf({}, "anthropic", "claude-haiku-4-5-20251001")).toEqual({
      input: 1e6,
      output: 5e6,
    });
    expect(priceOf({}, "cloudflare-ai-gateway", "claude-sonnet-4-6")).toEqual({
      input: 3e6,
      output: 15e6,
    });
    expect(priceOf({}, "openai", "no-such-model")).toBeNull();
  });

  test("is what the person wrote for a provider of their own, and unknown where that is 0", () => {
    expect(priceOf(providers({ spare: cost(0.25, 1.5) }), "spare", "m")).toEqual({
      input: 250_000,
      output: 1_500_000,
    });
    expect(priceOf(providers({ spare: cost(0, 0) }), "spare", "m")).toBeNull();
    expect(
      priceOf(providers({ spare: { models: [{ id: "m", name: "M" }] } }), "spare", "m"),
    ).toBeNull();
    expect(priceOf(providers({ spare: cost(-1, 2) }), "spare", "m")).toBeNull();
  });

  test("is not the provider's when its entry leads to somebody else", () => {
    const proxied = (baseUrl: string) => providers({ anthropic: { baseUrl } });
    const sonnet = (config: JsonObject) => priceOf(config, "anthropic", "claude-sonnet-4-6");
    expect(sonnet(proxied("https://my.proxy/anthropic"))).toBeNull();
    expect(sonnet(proxied("https://api.anthropic.com"))).not.toBeNull();
    expect(sonnet(proxied("https://gateway.ai.cloudflare.com/v1/a/g/anthropic"))).not.toBeNull();
    expect(sonnet(providers({ anthropic: overlay }))).not.toBeNull();
    expect(sonnet(proxied("https://gateway.ai.cloudflare.com/v1/a/g/openai"))).toBeNull();
  });
});

describe("a route", () => {
  const routes = (config: JsonObject, linked: LinkState | null) =>
    Object.fromEntries(
      list({
        rows: rows(row("anthropic", "claude-x"), row("spare", "claude-x")),
        config,
        linked,
        used: ["cloudflare-ai-gateway/claude-sonnet-4-6"],
      }).map(({ ref, route }) => [ref, route]),
    );

  test("passes Sluice for the entries of its own link, and for nobody else", () => {
    const config = providers({
      "cloudflare-ai-gateway": own,
      spare: { baseUrl: "http://127.0.0.1:9/x" },
    });
    expect(routes(config, linkedTo("own", "anthropic"))).toEqual({
      "anthropic/claude-x": "own",
      "cloudflare-ai-gateway/claude-sonnet-4-6": "sluice",
      "spare/claude-x": "own",
    });
  });

  test("passes Sluice for the providers an overlay is on", () => {
    const config = providers({ anthropic: overlay });
    expect(routes(config, linkedTo("overlay", "anthropic"))).toMatchObject({
      "anthropic/claude-x": "sluice",
      "cloudflare-ai-gateway/claude-sonnet-4-6": "own",
    });
  });

  test("is OpenClaw's own without a link, and with an edge link, which Sluice does not see", () => {
    const edge = edgeEntry(
      {
        kind: "edge",
        shape: "own",
        base: "https://gateway.ai.cloudflare.com/v1/a/g",
        providers: [],
        token: null,
        headers: {},
        exec: null,
      },
      { slug: "anthropic", id: "cloudflare-ai-gateway", key: { source: "exec", id: "key" } },
    );
    const config = providers({ "cloudflare-ai-gateway": edge });
    for (const linked of [null, linkedTo("edge", "anthropic")])
      expect(new Set(Object.values(routes(config, linked)))).toEqual(new Set(["own"]));
    expect(Object.values(routes(providers({ "cloudflare-ai-gateway": own }), null))).not.toContain(
      "sluice",
    );
  });
});

describe("the list", () => {
  test("brings what OpenClaw has not asked yet of a provider that is led to Sluice", () => {
    const config = providers({ anthropic: overlay });
    const models = list({ config, linked: linkedTo("overlay", "anthropic") });
    expect(models.map(({ ref }) => ref)).toEqual(
      knownModels()
        .filter(({ provider }) => provider === "anthropic")
        .map(({ model }) => `anthropic/${model}`)
        .sort(),
    );
    expect(
      models.every(
        ({ route, price, contextWindow }) => route === "sluice" && price && contextWindow,
      ),
    ).toBe(true);
  });

  test("shows what is in use although OpenClaw does not list it, and each model once, sorted", () => {
    const config = providers({
      spare: { models: [{ id: "b", name: "Bee", contextWindow: 9_000 }] },
    });
    const models = list({
      rows: rows(row("spare", "b", { contextWindow: 8_000, available: false }), row("spare", "a")),
      config,
      used: ["spare/a", "gone/x", "spare/a"],
    });
    expect(models).toEqual([
      {
        ref: "gone/x",
        name: "x",
        route: "own",
        contextWindow: null,
        price: null,
        isAvailable: true,
      },
      {
        ref: "spare/a",
        name: "a",
        route: "own",
        contextWindow: null,
        price: null,
        isAvailable: true,
      },
      {
        ref: "spare/b",
        name: "b",
        route: "own",
        contextWindow: 8_000,
        price: null,
        isAvailable: false,
      },
    ]);
  });

  test("takes a provider with the name of what every object has for any other", () => {
    const primary = "constructor/x";
    const fallbacks = ["__proto__/x", "toString/x"];
    const config: JsonObject = { agents: { defaults: { model: { primary, fallbacks } } } };
    for (const linked of [null, linkedTo("own", "constructor", "__proto__")]) {
      const models = list({ config, linked, used: [primary, ...fallbacks] });
      const known = models.find(({ ref }) => ref === primary);
      expect(known).toMatchObject({ name: "x", price: null });
    }
  });

  test("leaves out names no command could carry", () => {
    const odd = [row("a b", "c"), row("a", "with space"), row("A", "c"), row("a", "c".repeat(200))];
    expect(list({ rows: rows(...odd) })).toEqual([]);
  });

  test("has 300 models at most: those in use and those that pass Sluice first", () => {
    const many = Array.from({ length: 900 }, (_, i) => row("aaa", `m${i}`));
    const models = list({
      rows: rows(...many),
      config: providers({ "cloudflare-ai-gateway": own }),
      linked: linkedTo("own", "anthropic"),
      used: ["zzz/last"],
    });
    expect(models).toHaveLength(300);
    expect(models.map(({ ref }) => ref)).toEqual(
      expect.arrayContaining(["zzz/last", "cloudflare-ai-gateway/claude-sonnet-4-6"]),
    );
  });

  test("says nothing of an answer of another shape", () => {
    for (const answer of [
      null,
      3,
      "x",
      [],
      {},
      { models: {} },
      { models: [null, { id: 1 }, { id: "x" }] },
    ])
      expect(listedIn(answer)).toEqual([]);
  });
});
