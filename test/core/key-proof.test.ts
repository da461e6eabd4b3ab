/** How a provider is asked about a key, and what its answer means. */
import { expect, test } from "vitest";
import { keyVerdictOf, proofPathOf } from "../../main/core/key-proof.ts";
import { directBases } from "../../main/core/providers.ts";
import { keyHeaderOf } from "../../main/core/route.ts";

test("every provider that can be asked has an address and a place for its key", () => {
  const asked = [...Object.keys(directBases), "azure-openai", "constructor", ""].filter(
    (slug) => proofPathOf(slug) !== null,
  );
  expect(asked).toContain("anthropic");
  expect(asked).not.toContain("constructor");
  for (const slug of asked) {
    expect(directBases[slug]).toMatch(/^https:/);
    expect(keyHeaderOf(slug, "k-1")?.[1]).toContain("k-1");
  }
  expect(proofPathOf("azure-openai")).toBeNull();
});

test("the key stands where each provider wants it", () => {
  expect(keyHeaderOf("anthropic", "k")).toEqual(["x-api-key", "k"]);
  expect(keyHeaderOf("openai", "k")).toEqual(["authorization", "Bearer k"]);
  expect(keyHeaderOf("deepgram", "k")).toEqual(["authorization", "Token k"]);
  expect(keyHeaderOf("google-ai-studio", "k")).toEqual(["x-goog-api-key", "k"]);
  for (const slug of ["nobody", "constructor"]) expect(keyHeaderOf(slug, "k")).toBeNull();
  expect(keyHeaderOf("openai", "k\r\nx: y")).toBeNull();
});

test.each([
  ["anthropic", 200, "{}", "accepted"],
  ["anthropic", 401, "", "rejected"],
  ["openai", 403, '{"error":{}}', "rejected"],
  // What a proxy or an edge says in HTML is no word of the provider's.
  ["openai", 403, "<html>Forbidden</html>", "unproven"],
  ["openai", 404, "{}", "unproven"],
  ["openai", 429, "{}", "unproven"],
  ["anthropic", 529, "{}", "unproven"],
  ["anthropic", 302, "", "unproven"],
  ["google-ai-studio", 400, '{"error":{"details":[{"reason":"API_KEY_INVALID"}]}}', "rejected"],
  ["openai", 400, "API_KEY_INVALID", "unproven"],
  ["grok", 400, '{"error":"Incorrect API key provided: xa***1. …"}', "rejected"],
  ["grok", 400, '{"error":"Invalid request content"}', "unproven"],
] as const)("%s answering %s with %s: %s", (provider, status, text, verdict) => {
  expect(keyVerdictOf(provider, status, text)).toBe(verdict);
});
