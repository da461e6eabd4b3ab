/** Which of the user's providers can be led elsewhere, and why the others cannot. */
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../main/core/json5-edit.ts";
import { linkOn } from "../../../main/core/link/link.ts";
import { obstacleTo, planRefusal } from "../../../main/core/link/obstacle.ts";
import { overlayOffers, slugOf, tailOf } from "../../../main/core/link/providers.ts";
import { directBases } from "../../../main/core/providers.ts";
import { edgeOf, edgeOverlayOf, onboardId, overlayOf, overlayOn, planOf } from "./plans.ts";

const configOf = (id: string, entry: unknown): JsonObject =>
  ({ models: { providers: { [id]: entry } } }) as JsonObject;
const refusal = (id: string, entry: unknown) =>
  obstacleTo(configOf(id, entry), overlayOf(id))?.code;

test("every provider that can be led elsewhere has the base URL the router would send it to", () => {
  const ids = "anthropic openai google xai openrouter groq mistral deepseek fireworks";
  for (const id of ids.split(" ")) {
    const slug = slugOf(id) ?? "";
    expect(directBases[slug], id).toBeDefined();
    expect(tailOf(id)).toMatch(new RegExp(`^/${slug}(?:/v1(?:beta)?)?$`));
  }
});

test("what OpenClaw appends below the slug arrives at the provider's own path", () => {
  expect(linkOn({}, overlayOf("google", "openai")).edits.map(({ value }) => value)).toEqual([
    "http://127.0.0.1:21417/google-ai-studio/v1beta",
    "google-generative-ai",
    "k".repeat(64),
    "http://127.0.0.1:21417/openai",
    "k".repeat(64),
  ]);
});

describe("an entry that stands there already", () => {
  test.each([
    ["anthropic", "https://api.anthropic.com"],
    ["anthropic", "https://api.anthropic.com/"],
    ["anthropic", "https://api.anthropic.com/v1"],
    ["anthropic", " https://API.anthropic.com/v1/ "],
    ["openai", "https://api.openai.com/v1"],
    ["openai", "https://api.openai.com"],
    ["google", "https://generativelanguage.googleapis.com/v1beta"],
    ["google", "https://generativelanguage.googleapis.com"],
    ["groq", "https://api.groq.com/openai/v1/"],
    ["openrouter", "https://openrouter.ai/api/v1"],
    ["anthropic", "https://gateway.ai.cloudflare.com/v1/a/b/anthropic"],
    ["anthropic", "https://gateway.ai.cloudflare.com/v1/a/b/anthropic/v1/"],
    ["google", "https://gateway.ai.cloudflare.com/v1/a/b/google-ai-studio"],
  ])("%s with its own base URL %s can be led elsewhere", (id, baseUrl) => {
    expect(refusal(id, { baseUrl, apiKey: "x", models: [{ id: "m", name: "M" }] })).toBeUndefined();
  });

  test.each([
    ["anthropic", "https://gateway.ai.cloudflare.com/v1/a/b/openai"],
    ["anthropic", "https://gateway.ai.cloudflare.com/v1/a/b/anthropic/v1/messages"],
    ["anthropic", "https://gateway.ai.cloudflare.com/v1/a/b"],
    ["anthropic", "https://api.anthropic.com.example.net"],
    ["anthropic", "https://api.anthropic.com/v1/extra"],
    ["anthropic", "http://api.anthropic.com"],
    ["anthropic", "https://user@api.anthropic.com"],
    ["anthropic", "\u0024{ANTHROPIC_BASE_URL}"],
    ["anthropic", ""],
    ["anthropic", null],
    ["openai", "https://api.anthropic.com"],
    ["openai", "http://127.0.0.1:8080/openai"],
  ])("%s with the base URL %j is left alone", (id, baseUrl) => {
    expect(refusal(id, { baseUrl })).toBe("link.customBaseUrl");
  });

  test.each([
    [
      "a model with a base URL of its own",
      { models: [{ id: "m", baseUrl: "https://x" }] },
      "link.customBaseUrl",
    ],
    ["an API of another kind", { api: "bedrock-converse-stream" }, "link.providerUnavailable"],
    [
      "a model with an API of another kind",
      { models: [{ id: "m", api: "ollama" }] },
      "link.providerUnavailable",
    ],
    ["signed requests", { auth: "aws-sdk" }, "link.providerUnavailable"],
    ["a proxy of its own", { request: { proxy: { mode: "env-proxy" } } }, "link.proxied"],
    ["our header", { headers: { "X-Sluice-Key": "theirs" } }, "link.taken"],
    ["headers that are none", { headers: [] }, "config.cannotEdit"],
    ["an include", { $include: "./anthropic.json5" }, "config.includes"],
    ["an include for its headers", { headers: { $include: "./h.json5" } }, "config.includes"],
    ["no object", "text", "config.cannotEdit"],
    ["nothing", null, "config.cannotEdit"],
  ])("with %s is left alone", (_, entry, code) => {
    expect(refusal("anthropic", entry)).toBe(code);
  });

  test.each([
    "anthropic-messages",
    "openai-completions",
    "openai-responses",
    "google-generative-ai",
  ])("that speaks %s can be led elsewhere, its other headers with it", (api) => {
    expect(refusal("anthropic", { api, headers: { "x-team": "a" } })).toBeUndefined();
  });

  test("under Cloudflare's own header is not led to Cloudflare, and to the router it is", () => {
    const config = configOf("anthropic", { headers: { "CF-AIG-Authorization": "Bearer x" } });
    expect(obstacleTo(config, edgeOverlayOf("anthropic"))?.code).toBe("link.taken");
    expect(obstacleTo(config, overlayOf("anthropic"))).toBeNull();
  });
});

test("includes stand in the way wherever an edit would go, and nowhere else", () => {
  const at = (config: unknown) => obstacleTo(config as JsonObject, edgeOverlayOf("anthropic"));
  expect(at({ $include: "a" })?.detail).toBe("$include");
  expect(at({ secrets: { $include: "a" } })?.detail).toBe("secrets.$include");
  expect(at({ secrets: { providers: { $include: "a" } } })?.detail).toBe(
    "secrets.providers.$include",
  );
  expect(at({ models: { providers: { $include: "a" } } })?.code).toBe("config.includes");
  expect(at({ models: { providers: { openai: { $include: "a" } } } })).toBeNull();
  expect(at({ plugins: { $include: "a" }, agents: { $include: "b" } })).toBeNull();
});

describe("an entry under an id of the user's own", () => {
  const at = (tail: string, more: object = {}) =>
    configOf("my-cf", { baseUrl: `https://gateway.ai.cloudflare.com/v1/a/b${tail}`, ...more });
  const offer = (config: JsonObject) =>
    overlayOffers(config).map(({ slug, refusal }) => [slug, refusal]);

  test.each([
    ["/anthropic", "anthropic", "/anthropic"],
    ["/anthropic/", "anthropic", "/anthropic"],
    ["/openai", "openai", "/openai"],
    ["/google-ai-studio/v1beta", "google-ai-studio", "/google-ai-studio/v1beta"],
    ["/grok/v1//", "grok", "/grok/v1"],
  ])(
    "that leads to Cloudflare's %s is offered as %s, and keeps what stands behind it",
    (tail, slug, kept) => {
      expect(offer(at(tail))).toEqual([[slug, null]]);
      const plan = overlayOn({ slug, id: "my-cf" });
      expect(obstacleTo(at(tail), plan)).toBeNull();
      // How it is spoken to has been its own affair all along.
      expect(linkOn(at(tail), plan).edits.map(({ value }) => value)).toEqual([
        `http://127.0.0.1:21417${kept}`,
        plan.localKey,
      ]);
    },
  );

  test.each([
    "/compat",
    "/workers-ai/v1",
    "/",
    "/anthropic/../openai",
    "/anthropic/%2e%2e/openai",
    "/anthropic//v1",
    "/anthropic?a=b",
    "\u0024{SLUG}",
  ])("that leads to Cloudflare's %s is not", (tail) => {
    expect(offer(at(tail))).toEqual([["my-cf", "link.providerUnavailable"]]);
  });

  test.each([
    "https://gateway.ai.cloudflare.com.example.net/v1/a/b/anthropic",
    "http://gateway.ai.cloudflare.com/v1/a/b/anthropic",
    "https://me@gateway.ai.cloudflare.com/v1/a/b/anthropic",
    "http://127.0.0.1:8787/anthropic",
  ])("that leads to %s is not", (baseUrl) => {
    expect(offer(configOf("my-cf", { baseUrl }))).toEqual([["my-cf", "link.providerUnavailable"]]);
  });

  test("has the same in its way as any other", () => {
    expect(offer(at("/openai", { request: { proxy: {} } }))).toEqual([["openai", "link.proxied"]]);
    expect(offer(at("/openai", { models: [{ id: "m", baseUrl: "https://x" }] }))).toEqual([
      ["openai", "link.customBaseUrl"],
    ]);
  });

  test("that has been led to another provider since the plan was made is left alone", () => {
    const plan = overlayOn({ slug: "anthropic", id: "my-cf" });
    expect(obstacleTo(at("/openai"), plan)).toEqual({
      code: "link.providerUnavailable",
      detail: "my-cf",
    });
  });

  test("of the name of ours stands in the way of an entry of our own still", () => {
    const config = configOf(onboardId.id, {
      baseUrl: "https://gateway.ai.cloudflare.com/v1/a/b/anthropic",
    });
    expect(obstacleTo(config, planOf("anthropic"))).toEqual({
      code: "link.taken",
      detail: onboardId.id,
    });
  });
});

describe("a plan no file could hold", () => {
  test.each([
    ["a provider that is none", overlayOf("ollama"), "link.providerUnavailable"],
    [
      "a slug of another provider",
      { ...overlayOf("openai"), providers: [{ slug: "groq", id: "openai" }] },
      "link.providerUnavailable",
    ],
    ["nothing at all", overlayOf(), "link.nothingToOverlay"],
    ["a key nobody answers for", edgeOf({ exec: null }), "edge.keysUnavailable"],
    [
      "a default model none of its entries has",
      edgeOf({ model: { provider: "openai", model: "m" } }),
      "model.unknown",
    ],
    [
      "an own entry there is none for",
      edgeOf({ providers: [{ slug: "deepgram", id: "deepgram" }] }),
      "link.providerUnavailable",
    ],
  ])("names %s", (_, plan, code) => {
    expect(planRefusal(plan)?.code).toBe(code);
  });
});

test("every provider the configuration names is offered, with the reason where it cannot be", () => {
  const config = {
    models: {
      providers: {
        anthropic: { apiKey: "x" },
        ollama: { baseUrl: "http://127.0.0.1:11434" },
        openai: { baseUrl: "https://proxy.example.net/v1" },
      },
    },
    auth: { profiles: { "mistral:default": { provider: "mistral", mode: "api_key" }, odd: null } },
    agents: {
      defaults: {
        model: { primary: "google/gemini-3", fallbacks: ["groq/llama", "openai/gpt-5.2"] },
        heartbeat: { model: "xai/grok-4" },
        models: { "deepseek/x": { alias: "d" } },
      },
      entries: { work: { model: "openrouter/auto", name: "not/a-model" } },
      list: [{ id: "main", model: "cerebras/qwen" }],
    },
  } as JsonObject;
  const offers = Object.fromEntries(
    overlayOffers(config).map(({ id, slug, refusal }) => [id, [slug, refusal]]),
  );
  expect(offers).toEqual({
    anthropic: ["anthropic", null],
    ollama: ["ollama", "link.providerUnavailable"],
    openai: ["openai", "link.customBaseUrl"],
    mistral: ["mistral", null],
    google: ["google-ai-studio", null],
    groq: ["groq", null],
    xai: ["grok", null],
    openrouter: ["openrouter", null],
    cerebras: ["cerebras", "link.providerUnavailable"],
  });
});
