import { describe, expect, test } from "vitest";
import { modelInPath } from "../../../main/core/dialects/paths.ts";
import { createMeter, type Endpoint, endpointOf, type Reading } from "../../../main/core/meter.ts";
import { bytesOf } from "../../support/bytes.ts";

const json = "application/json";
const binary = "application/vnd.amazon.eventstream";

function read(endpoint: Endpoint, type: string, ...pieces: (string | Buffer)[]): Reading {
  const meter = createMeter(endpoint, type);
  if (!meter) throw new Error("no meter");
  for (const piece of pieces) meter.push(bytesOf(piece));
  return meter.end();
}

/** One header, as `:event-type` is written (AWS SDK developer's guide, "Event stream encoding"). */
function frame(type: string, payload: object): Buffer {
  const name = ":event-type";
  const header = Buffer.concat([
    Buffer.from([name.length]),
    Buffer.from(name),
    Buffer.from([7, 0, type.length]),
    Buffer.from(type),
  ]);
  const body = Buffer.from(JSON.stringify(payload));
  const prelude = Buffer.alloc(12);
  prelude.writeUInt32BE(12 + header.length + body.length + 4, 0);
  prelude.writeUInt32BE(header.length, 4);
  return Buffer.concat([prelude, header, body, Buffer.from([0x7b, 0x22, 0, 0])]);
}

const chunk = (event: object) =>
  frame("chunk", { bytes: Buffer.from(JSON.stringify(event)).toString("base64"), p: "abcd" });

const one = (bytes: Buffer) => Array.from(bytes, (byte) => Buffer.from([byte]));

const figures = { tokensIn: 30, tokensOut: 62, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 };

describe("which requests are metered", () => {
  const model = "/bedrock-runtime/us-east-1/model/us.anthropic.claude-sonnet-4-6-v1%3A0";
  test.each([
    [`${model}/converse`, "converse"],
    [`${model}/converse-stream`, "converse"],
    [`${model}/invoke`, "invoke"],
    [`${model}/invoke-with-response-stream`, "invoke"],
    [`${model}/count-tokens`, "free"],
    [`${model}/invoke-with-bidirectional-stream`, "unmetered"],
    ["/bedrock-runtime/us-east-1/guardrail/g/version/1/apply", "unmetered"],
    ["/bedrock-mantle/us-east-1/anthropic/v1/messages", "messages"],
    ["/bedrock-mantle/us-east-1/v1/chat/completions", "chat"],
    ["/bedrock-mantle/us-east-1/v1/responses", "responses"],
  ] as const)("POST %s is %s", (path, endpoint) => {
    expect(endpointOf("aws-bedrock", "POST", path)).toBe(endpoint);
  });

  test("the path names the model", () => {
    expect(modelInPath(`${model}/converse`)).toBe("us.anthropic.claude-sonnet-4-6-v1:0");
    expect(modelInPath("/bedrock-runtime/us-east-1/model/100%/invoke")).toBe("100%");
  });

  test("only these two know frames", () => {
    expect(createMeter("messages", binary)).toBeNull();
    expect(createMeter("invoke", "application/octet-stream")).toBeNull();
  });
});

describe("Converse", () => {
  // Bedrock API reference, Converse and ConverseStream.
  const usage = { inputTokens: 30, outputTokens: 62, totalTokens: 92 };
  const said = frame("contentBlockDelta", {
    contentBlockIndex: 0,
    delta: { text: '{"usage":{"inputTokens":1' },
    p: "abcdefghij",
  });
  const stop = frame("messageStop", { stopReason: "end_turn", p: "abc" });
  const last = frame("metadata", { metrics: { latencyMs: 1275 }, usage, p: "abcdefgh" });

  test("an answer in one piece", () => {
    const output = { message: { content: [{ text: "hi" }], usage: { inputTokens: 1 } } };
    const body = JSON.stringify({ metrics: { latencyMs: 1275 }, output, usage });
    expect(read("converse", json, body)).toEqual({ usage: figures, model: null });
  });

  test("a stream of frames in pieces of any size; without its last frame it is unknown", () => {
    const body = Buffer.concat([said, said, stop, last]);
    expect(read("converse", binary, body).usage).toEqual(figures);
    expect(read("converse", binary, ...one(body)).usage).toEqual(figures);
    expect(read("converse", binary, body.subarray(0, -1)).usage).toBeNull();
    expect(read("converse", binary, Buffer.concat([said, stop])).usage).toBeNull();
  });

  test("the caches are beside the input, what stays an hour is part of what was written", () => {
    const cacheDetails = [
      { ttl: "1h", inputTokens: 40 },
      { ttl: "5m", inputTokens: 60 },
    ];
    const more = { cacheReadInputTokens: 7, cacheWriteInputTokens: 100, cacheDetails };
    expect(read("converse", json, JSON.stringify({ usage: { ...usage, ...more } })).usage).toEqual({
      ...figures,
      cacheRead: 7,
      cacheWrite: 100,
      cacheWrite1h: 40,
    });
  });

  test("a tier that is not the list price's is told", () => {
    const told = (more: object) =>
      read("converse", json, JSON.stringify({ usage, ...more })).usage?.tier;
    expect(told({ serviceTier: { type: "default" } })).toBeUndefined();
    expect(told({ serviceTier: { type: "priority" } })).toBe("priority");
    expect(told({ performanceConfig: { latency: "optimized" } })).toBe("optimized");
  });

  test("lengths that cannot be end the reading, without waiting for their bytes", () => {
    for (const [at, value] of [
      [0, 15],
      [0, 0xffff_ffff],
      [4, 0xffff_ffff],
    ] as const) {
      const odd = Buffer.from(said);
      odd.writeUInt32BE(value, at);
      expect(read("converse", binary, odd, last).usage).toBeNull();
    }
  });
});

describe("InvokeModel", () => {
  const start = {
    type: "message_start",
    message: { model: "claude-sonnet-4-6", usage: { input_tokens: 30, output_tokens: 1 } },
  };
  const delta = { type: "message_delta", delta: {}, usage: { output_tokens: 62 } };
  const metrics = { inputTokenCount: 30, outputTokenCount: 62, invocationLatency: 1275 };
  const stop = { type: "message_stop", "amazon-bedrock-invocationMetrics": metrics };

  test("Anthropic's body, and its events in base64 in frames", () => {
    const usage = { input_tokens: 30, output_tokens: 62 };
    const body = JSON.stringify({ model: "claude-sonnet-4-6", content: [], usage });
    const reading = { usage: figures, model: "claude-sonnet-4-6" };
    expect(read("invoke", json, body)).toEqual(reading);
    const stream = Buffer.concat([start, delta, stop].map(chunk));
    expect(read("invoke", binary, stream)).toEqual(reading);
    expect(read("invoke", binary, ...one(stream))).toEqual(reading);
  });

  test("an Anthropic stream cut short is unknown; another model's is what Bedrock counted", () => {
    expect(read("invoke", binary, chunk(start), chunk(stop)).usage).toBeNull();
    const llama = { generation: "hi", "amazon-bedrock-invocationMetrics": metrics };
    expect(read("invoke", binary, chunk({ generation: "x" }), chunk(llama)).usage).toEqual(figures);
  });

  test("bodies of Nova, Llama and what speaks as OpenAI does; others are unknown", () => {
    const told = (body: object) => read("invoke", json, JSON.stringify(body)).usage;
    const nova = { inputTokens: 30, outputTokens: 62, cacheReadInputTokenCount: 5 };
    expect(told({ usage: nova })).toEqual({ ...figures, cacheRead: 5 });
    expect(told({ prompt_token_count: 30, generation_token_count: 62 })).toEqual(figures);
    expect(told({ usage: { prompt_tokens: 30, completion_tokens: 62 } })).toEqual(figures);
    expect(told({ inputTextTokenCount: 30, results: [] })).toBeNull();
  });

  test("a payload that is no base64, no JSON or no object says nothing", () => {
    const odd = ["!", "e30", Buffer.from("[1]").toString("base64"), 7].map((bytes) =>
      frame("chunk", { bytes }),
    );
    expect(read("invoke", binary, ...odd, frame("exception", { message: "x" })).usage).toBeNull();
  });
});
