import { describe, expect, test } from "vitest";
import { createMeter, endpointOf, type Reading } from "../../../main/core/meter.ts";
import { bytesOf } from "../../support/bytes.ts";

const json = "application/json; charset=UTF-8";
const sse = "text/event-stream";

function read(type: string, ...pieces: string[]): Reading {
  const meter = createMeter("google", type);
  if (!meter) throw new Error("no meter");
  for (const piece of pieces) meter.push(bytesOf(piece));
  return meter.end();
}

const figures = { cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 };

describe("which requests are metered", () => {
  const gemini = "/v1beta/models/gemini-3-flash";
  const vertex = "/v1/projects/p/locations/global/publishers";
  test.each([
    ["google-ai-studio", "POST", `${gemini}:generateContent`, "google"],
    ["google-ai-studio", "POST", `${gemini}:streamGenerateContent`, "google"],
    ["google-ai-studio", "POST", `${gemini}:embedContent`, "google"],
    ["google-ai-studio", "POST", `${gemini}:batchEmbedContents`, "google"],
    ["google-ai-studio", "POST", `${gemini}:countTokens`, "free"],
    ["google-ai-studio", "GET", "/v1beta/models", "free"],
    ["google-ai-studio", "POST", `${gemini}:predict`, "unmetered"],
    ["google-ai-studio", "POST", `${gemini}:constructor`, "unmetered"],
    ["google-ai-studio", "POST", `${gemini}:batchGenerateContent`, "unmetered"],
    ["google-ai-studio", "POST", "/v1beta/cachedContents", "unmetered"],
    ["google-ai-studio", "POST", "/v1beta/openai/chat/completions", "chat"],
    ["google-vertex-ai", "POST", `${vertex}/google/models/gemini-3-pro:generateContent`, "google"],
    [
      "google-vertex-ai",
      "POST",
      `${vertex}/anthropic/models/claude-sonnet-4-6:streamRawPredict`,
      "messages",
    ],
    ["google-vertex-ai", "POST", `${vertex}/anthropic/models/count-tokens:rawPredict`, "free"],
    ["google-vertex-ai", "POST", `${vertex}/mistralai/models/m:rawPredict`, "unmetered"],
    [
      "google-vertex-ai",
      "POST",
      "/v1/projects/p/locations/global/endpoints/openapi/chat/completions",
      "chat",
    ],
  ] as const)("%s %s %s is %s", (provider, method, path, endpoint) => {
    expect(endpointOf(provider, method, path)).toBe(endpoint);
  });
});

describe("Google's generateContent", () => {
  test("one answer: what tools brought in is input, thoughts are output, the cache is part of the prompt", () => {
    // The Gemini API's documentation, "URL context", "Contextual usage": 27 + 45 + 31 + 10309 are 10412.
    const usageMetadata = {
      promptTokenCount: 27,
      candidatesTokenCount: 45,
      thoughtsTokenCount: 31,
      toolUsePromptTokenCount: 10_309,
      totalTokenCount: 10_412,
    };
    const body = (more: object) =>
      JSON.stringify({
        candidates: [{ content: { parts: [{ text: '"usageMetadata":{' }] }, finishReason: "STOP" }],
        usageMetadata: { ...usageMetadata, ...more },
        modelVersion: "gemini-2.5-flash",
      });
    expect(read(json, body({}))).toEqual({
      model: "gemini-2.5-flash",
      usage: { ...figures, tokensIn: 10_336, tokensOut: 76 },
    });
    expect(read(json, body({ cachedContentTokenCount: 20 })).usage).toEqual({
      ...figures,
      ...{ tokensIn: 10_316, tokensOut: 76, cacheRead: 20 },
    });
    expect(read(json, body({ cachedContentTokenCount: 10_337 })).usage).toBeNull();
    expect(read(json, body({ promptTokenCount: undefined })).usage).toBeNull();
  });

  test("a model whose candidates include its thoughts is not counted twice: the total tells", () => {
    const told = (totalTokenCount: number) => {
      const counts = { promptTokenCount: 10, candidatesTokenCount: 50, thoughtsTokenCount: 30 };
      return read(json, JSON.stringify({ usageMetadata: { ...counts, totalTokenCount } })).usage;
    };
    expect(told(90)?.tokensOut).toBe(80);
    expect(told(60)?.tokensOut).toBe(50);
  });

  // Vertex AI's stream as it came over the wire, shortened: only the last chunk has counts.
  const chunk = (text: string, last?: object) =>
    JSON.stringify({
      candidates: [
        { content: { role: "model", parts: [{ text }] }, ...(last && { finishReason: "STOP" }) },
      ],
      usageMetadata: { ...last, trafficType: "ON_DEMAND" },
      modelVersion: "gemini-3.1-flash-lite-preview",
    });
  const last = chunk("", { promptTokenCount: 1, candidatesTokenCount: 9, totalTokenCount: 10 });
  const chunks = [chunk("Hello!"), chunk(" How can I help you today"), last];
  const reading = {
    model: "gemini-3.1-flash-lite-preview",
    usage: { ...figures, tokensIn: 1, tokensOut: 9 },
  };

  test("a stream of events, and the same as one list of objects", () => {
    const events = chunks.map((one) => `data: ${one}\r\n\r\n`).join("");
    const list = `[${chunks.join("\n,\r\n")}]\n`;
    for (const [type, body] of [
      [sse, events],
      [json, list],
      [json, `\uFEFF \n${list}`],
    ] as const) {
      expect(read(type, body)).toEqual(reading);
      expect(read(type, ...body)).toEqual(reading);
    }
  });

  test("either form, cut before its last chunk is whole, has no usage", () => {
    const list = `[${chunks.join(",")}`;
    expect(read(json, list)).toEqual(reading);
    expect(read(json, list.slice(0, -1)).usage).toBeNull();
    // The Gemini API counts along in every chunk.
    const along = chunk("Hello", { promptTokenCount: 1, candidatesTokenCount: 2 });
    const early = along.replace(',"finishReason":"STOP"', "");
    expect(read(sse, `data: ${early}\n\n`).usage).toBeNull();
    expect(read(sse, `data: ${along}\n\n`).usage).toMatchObject({ tokensOut: 2 });
  });

  test("a blocked prompt has been read all the same", () => {
    const blocked = {
      promptFeedback: { blockReason: "SAFETY" },
      usageMetadata: { promptTokenCount: 7, totalTokenCount: 7 },
    };
    expect(read(sse, `data: ${JSON.stringify(blocked)}\n\n`).usage).toMatchObject({
      tokensIn: 7,
      tokensOut: 0,
    });
  });

  test("a finish reason that is not a candidate's finishes nothing", () => {
    const body = {
      finishReason: "STOP",
      candidates: [{ content: { finishReason: "STOP" } }, [{ finishReason: "STOP" }]],
      usageMetadata: { promptTokenCount: 7 },
    };
    expect(read(sse, `data: ${JSON.stringify(body)}\n\n`).usage).toBeNull();
  });

  test("a tier that is not the list price's is told", () => {
    const told = (more: object) =>
      read(json, JSON.stringify({ usageMetadata: { promptTokenCount: 7, ...more } })).usage?.tier;
    expect(told({ trafficType: "ON_DEMAND" })).toBeUndefined();
    expect(told({ serviceTier: "standard", trafficType: "TRAFFIC_TYPE_UNSPECIFIED" })).toBe(
      undefined,
    );
    expect(told({ trafficType: "ON_DEMAND_FLEX" })).toBe("flex");
    expect(told({ trafficType: "PROVISIONED_THROUGHPUT" })).toBe("provisioned_throughput");
    expect(told({ serviceTier: "priority" })).toBe("priority");
  });

  test("embeddings: an answer without a usage is unknown, never zero", () => {
    expect(read(json, JSON.stringify({ embedding: { values: [0.1, -2] } })).usage).toBeNull();
    const body = { embedding: { values: [0.1] }, usageMetadata: { promptTokenCount: 8 } };
    expect(read(json, JSON.stringify(body)).usage).toMatchObject({ tokensIn: 8, tokensOut: 0 });
  });
});

test("a list without an end costs no memory and no more time than its bytes", () => {
  const meter = createMeter("google", json);
  meter?.push(bytesOf("["));
  const filler = bytesOf(
    '{"candidates":[{"content":{"parts":[{"text":"\\"{[("}]}},[],""]},\n'.repeat(2000),
  );
  const heap = () => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  const had = heap();
  for (let fed = 0; fed < 24_000_000; fed += filler.length) meter?.push(filler);
  expect(heap() - had).toBeLessThan(8_000_000);
  meter?.push(bytesOf(`{"usageMetadata":{"promptTokenCount":3},"promptFeedback":{}}`));
  expect(meter?.end()).toMatchObject({ usage: { tokensIn: 3 } });
});
