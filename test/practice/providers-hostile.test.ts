/** Whatever is sent to the practice providers, the answer is the provider's: never a defect, never silence. */
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Practice } from "../../main/practice/practice.ts";
import { aiGatewayToken, fetchRaw, inside, start } from "./wire.ts";

let practice: Practice;
beforeEach(async () => {
  practice = await start({ remember: 10 });
  practice.set({
    storedKeys: Object.fromEntries(
      Object.entries(practice.keys).map(([slug, key]) => [slug, { default: key }]),
    ),
    dynamicRouteElements: { odd: [] },
  });
});
afterEach(() => practice.close());

const runtime = "/aws-bedrock/bedrock-runtime/us-east-1/model";
const paths = [
  "/google-ai-studio/v1beta/models/m:generateContent",
  "/google-ai-studio/v1beta/models/m:streamGenerateContent",
  "/google-ai-studio/v1beta/models/m:countTokens",
  "/google-ai-studio/v1beta/models/m:embedContent",
  "/google-ai-studio/v1beta/openai/chat/completions",
  "/azure-openai/r/d/chat/completions?api-version=1",
  "/azure-openai/r/d/embeddings?api-version=1",
  "/aws-bedrock/bedrock-mantle/us-east-1/anthropic/v1/messages",
  `${runtime}/m/converse`,
  `${runtime}/m/converse-stream`,
  `${runtime}/anthropic.m/invoke-with-response-stream`,
  `${runtime}/meta.m/invoke`,
  `${runtime}/nova/invoke-with-response-stream`,
  "/workers-ai/run/@cf/m",
  "/workers-ai/v1/embeddings",
  "/groq/chat/completions",
  "/mistral/v1/chat/completions",
  "/openrouter/chat/completions",
  "/perplexity-ai/v1/agent",
  "/cohere/v2/chat",
  "/cohere/v1/chat",
  "/cohere/v2/embed",
  "/compat/chat/completions",
];

/** Where something is expected, and something quite else in its place. */
const names = [
  ...["model", "messages", "stream", "tools", "max_tokens", "contents", "parts", "content", "role"],
  ...["generationConfig", "maxOutputTokens", "systemInstruction", "functionResponse", "system"],
  ...["toolConfig", "toolSpec", "inferenceConfig", "cachePoint", "toolResult", "prompt", "message"],
  ...["texts", "input", "stream_options", "functionDeclarations", "text", "max_gen_len", "name"],
];
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<unknown>(
      null,
      true,
      "user",
      "assistant",
      "model",
      "dynamic/odd",
      -1,
      1e9,
      "TOOLTEST:x",
      "",
    ),
    fc.array(tie("tree"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names), tie("tree"), { maxKeys: 5 }),
  ),
}));

test("odd JSON in every place", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...paths),
      tree,
      fc.boolean(),
      async (path, value, isWhole) => {
        const body = isWhole ? JSON.stringify(value) : JSON.stringify(value).slice(0, -1);
        const got = await fetchRaw(inside(practice, path), {
          method: "POST",
          headers: { ...aiGatewayToken(practice), "anthropic-version": "2023-06-01" },
          body,
        });
        expect([path, body, got.broken]).toEqual([path, body, false]);
        expect(got.status === 200 || (got.status >= 400 && got.status < 500)).toBe(true);
      },
    ),
    { numRuns: 600 },
  );
});
