/** What a provider says when it says no reaches the client as it was said: status and bytes, on both routes. */
import { expect, test } from "vitest";
import type { ProviderRefusal } from "../../main/practice/faults.ts";
import { cases } from "./cases.ts";
import { expectClean, type Route, startWire } from "./rig.ts";

const slugs = [...new Set(cases.map(({ slug }) => slug))].filter(
  (slug) => slug !== "anthropic" && slug !== "openai",
);
const faults: readonly ProviderRefusal[] = [
  "providerUnauthorized",
  "providerForbidden",
  "providerRateLimited",
  "providerOverloaded",
  "providerFailed",
  "providerBadRequest",
  "providerNoCredits",
];

/** What one recognises each provider's own form by, and the status of a key it does not know. */
const forms: Readonly<Record<string, readonly [RegExp, number]>> = {
  "google-ai-studio": [/"status": "[A-Z_]+"/, 400],
  "azure-openai": [/^{"error":{"code":"[^"]+","message":/, 401],
  "aws-bedrock": [/^{("message"|"type":"error")/, 403],
  "workers-ai": [/^{"success":false,"errors":\[{"code":\d+/, 401],
  groq: [/^{"error":{"message":.*"type":/, 401],
  mistral: [/^{("detail"|"object":"error")/, 401],
  deepseek: [/"param":null,"code":/, 401],
  grok: [/^{"code":"[^"]+","error":"/, 400],
  openrouter: [/^{"error":{"message":"[^"]*","code":\d+}/, 401],
  "perplexity-ai": [/^{"error":{"message":.*"code":\d+/, 401],
  cerebras: [/^{"message":.*"type":.*"param":.*"code":/, 401],
  fireworks: [/^{"error":{"object":"error"/, 401],
  cohere: [/^{"id":"[^"]+","message":"/, 401],
  "custom-practice": [/^{\s*"error": {\s*"message"/, 401],
};

test.each(slugs)("%s", async (slug) => {
  const wire = await startWire();
  const one = cases.find((each) => each.slug === slug);
  const [form = /^$/, status = 0] = forms[slug] ?? [];
  const routes: readonly Route[] =
    slug in wire.practice.providers ? ["cloudflare", "direct"] : ["cloudflare"];
  for (const route of routes) {
    for (const fault of faults) {
      wire.practice.set({ fault, slug });
      wire.split(faults.indexOf(fault));
      const body = { ...one?.body, ...one?.stream?.body };
      const asked = await wire.ask(route, `/${slug}${one?.path}`, body);
      wire.practice.set({ fault: null });
      expect([fault, asked.got.status]).toEqual([fault, asked.seen?.status]);
      if (fault === "providerUnauthorized") expect(asked.got.status).toBe(status);
      expect(asked.got.body.equals(asked.sent)).toBe(true);
      expect(asked.got.body.toString()).toMatch(form);
      expect(asked.exchange).toMatchObject({
        outcome: "providerError",
        refusal: null,
        usage: null,
      });
      expectClean(asked);
    }
  }
});

test.each(slugs)("%s refuses a key it does not know in the same words", async (slug) => {
  const wire = await startWire({
    storedKeys: { "aws-bedrock": { default: '{"accessKeyId":"AKIAWRONG"}' } },
  });
  const one = cases.find((each) => each.slug === slug);
  const [form = /^$/, status = 0] = forms[slug] ?? [];
  const keys = Object.keys(wire.practice.keys).map((each) => [
    each,
    { base: null, key: "wrong-1" },
  ]);
  const pays = { base: null, key: null, pays: "stored" };
  const all = { ...Object.fromEntries(keys), "aws-bedrock": pays };
  wire.configure({ providers: all });
  const asked = await wire.ask("cloudflare", `/${slug}${one?.path}`, one?.body);
  expect([asked.got.status, asked.exchange.outcome]).toEqual([status, "providerError"]);
  expect(asked.got.body.equals(asked.sent)).toBe(true);
  expect(asked.got.body.toString()).toMatch(form);
});
