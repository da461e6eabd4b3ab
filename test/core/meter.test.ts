import { describe, expect, test } from "vitest";
import { createMeter, type Endpoint, endpointOf, type Reading } from "../../main/core/meter.ts";
import { bytesOf } from "../support/bytes.ts";

const sse = "text/event-stream; charset=utf-8";
const json = "application/json";

function read(endpoint: Endpoint, type: string, ...pieces: (string | Buffer)[]): Reading {
  const meter = createMeter(endpoint, type);
  if (!meter) throw new Error("no meter");
  for (const piece of pieces) meter.push(bytesOf(piece));
  return meter.end();
}

const events = (...data: object[]) =>
  data.map((one) => `data: ${JSON.stringify(one)}\n\n`).join("");

const start = (usage: object) => ({
  type: "message_start",
  message: { id: "msg_1", model: "claude-sonnet-4-6", content: [], usage },
});
const delta = (usage: object | null) => ({
  type: "message_delta",
  delta: { stop_reason: "end_turn" },
  usage,
});
const stop = { type: "message_stop" };

describe("which requests are metered", () => {
  test.each([
    ["anthropic", "POST", "/v1/messages", "messages"],
    ["anthropic", "POST", "/messages", "messages"],
    ["aws-bedrock", "POST", "/bedrock-mantle/us-east-1/anthropic/v1/messages", "messages"],
    ["anthropic", "POST", "/v1/messages/count_tokens", "free"],
    ["anthropic", "GET", "/v1/models", "free"],
    ["anthropic", "HEAD", "/api/hello", "free"],
    ["anthropic", "POST", "/chat/completions", "chat"],
    ["openai", "POST", "/v1/chat/completions", "chat"],
    ["azure-openai", "POST", "/my-resource/my-deployment/chat/completions", "chat"],
    ["google-ai-studio", "POST", "/v1beta/openai/chat/completions", "chat"],
    ["openai", "POST", "/responses", "responses"],
    ["openai", "POST", "/v1/responses", "responses"],
    ["openai", "POST", "/v1/responses/resp_1/cancel", "unmetered"],
    ["openai", "POST", "/embeddings", "embeddings"],
    ["openai", "POST", "/v1/threads/thread_1/messages", "unmetered"],
    ["openai", "POST", "/v1/images/generations", "unmetered"],
    ["openai", "DELETE", "/v1/responses/resp_1", "unmetered"],
  ] as const)("%s %s %s is %s", (provider, method, path, endpoint) => {
    expect(endpointOf(provider, method, path)).toBe(endpoint);
  });

  test("an answer that carries no usage gets no meter", () => {
    expect(createMeter("free", json)).toBeNull();
    expect(createMeter("unmetered", json)).toBeNull();
    expect(createMeter("messages", "text/html")).toBeNull();
    expect(createMeter("messages", "")).toBeNull();
    expect(createMeter("messages", "Application/JSON;charset=UTF-8")).not.toBeNull();
  });
});

describe("Anthropic messages", () => {
  test("a stream: the last value of each figure counts, and those only stated at the start stay", () => {
    const begin = {
      input_tokens: 1200,
      cache_read_input_tokens: 20,
      cache_creation_input_tokens: 300,
      cache_creation: { ephemeral_5m_input_tokens: 200, ephemeral_1h_input_tokens: 100 },
      output_tokens: 1,
    };
    const body = events(start(begin), delta({ output_tokens: 34, input_tokens: 1201 }), stop);
    expect(read("messages", sse, body)).toEqual({
      model: "claude-sonnet-4-6",
      usage: {
        ...{ tokensIn: 1201, tokensOut: 34 },
        ...{ cacheRead: 20, cacheWrite: 300, cacheWrite1h: 100 },
      },
    });
  });

  test("a stream cut before its final figures has no usage, though it named its model", () => {
    const body = events(start({ input_tokens: 5, output_tokens: 1 }));
    expect(read("messages", sse, body)).toEqual({ usage: null, model: "claude-sonnet-4-6" });
  });

  test("a stream cut inside its final event has no usage", () => {
    const body = events(start({ input_tokens: 5, output_tokens: 1 }), delta({ output_tokens: 7 }));
    expect(read("messages", sse, body.slice(0, -4)).usage).toBeNull();
    expect(read("messages", sse, body.slice(0, -2)).usage?.tokensOut).toBe(7);
  });

  test("an error in the middle of a stream leaves the usage unknown", () => {
    const error = {
      type: "error",
      error: { type: "overloaded_error", usage: { output_tokens: 3 } },
    };
    const body = events(start({ input_tokens: 5, output_tokens: 1 }), error);
    expect(read("messages", sse, body).usage).toBeNull();
  });

  test("a JSON answer, also where a stream was promised", () => {
    const body = JSON.stringify({ model: "m", usage: { input_tokens: 5, output_tokens: 7 } });
    for (const type of [json, sse]) {
      expect(read("messages", type, ` \r\n${body}`).usage).toMatchObject({
        tokensIn: 5,
        tokensOut: 7,
      });
    }
  });

  test("an error answer has neither usage nor model", () => {
    const body = JSON.stringify({
      type: "error",
      error: { type: "api_error", message: '"usage":{' },
    });
    expect(read("messages", json, body)).toEqual({ usage: null, model: null });
  });

  test("a tier that is not the list price's and searches that are billed apart are told", () => {
    const usage = {
      input_tokens: 1,
      output_tokens: 2,
      server_tool_use: { web_search_requests: 3 },
    };
    const told = (more: object) =>
      read("messages", json, JSON.stringify({ model: "m", usage: { ...usage, ...more } })).usage;
    expect(told({ service_tier: "standard", speed: "standard" })).not.toHaveProperty("tier");
    expect(told({ service_tier: "standard", inference_geo: "not_available" })?.searches).toBe(3);
    expect(told({ service_tier: "standard", inference_geo: "global" })).not.toHaveProperty("tier");
    expect(told({ speed: "fast" })?.tier).toBe("fast");
    expect(told({ inference_geo: "us" })?.tier).toBe("us");
  });
});

describe("OpenAI", () => {
  const chunk = (more: object) => ({
    id: "c",
    object: "chat.completion.chunk",
    model: "gpt-5.4-2026-03-05",
    ...more,
  });
  const word = chunk({ choices: [{ delta: { content: "hi" }, finish_reason: null }], usage: null });
  const usage = {
    prompt_tokens: 1000,
    completion_tokens: 20,
    prompt_tokens_details: { cached_tokens: 600, cache_write_tokens: 100 },
    completion_tokens_details: { reasoning_tokens: 15 },
  };
  const counted = {
    tokensIn: 300,
    tokensOut: 20,
    cacheRead: 600,
    cacheWrite: 100,
    cacheWrite1h: 0,
  };

  test("a chat stream: the prompt includes what was cached, the output includes the reasoning", () => {
    const body = `${events(word, word, chunk({ choices: [], usage }))}data: [DONE]\n\n`;
    expect(read("chat", sse, body)).toEqual({ usage: counted, model: "gpt-5.4-2026-03-05" });
  });

  test("a chat stream without include_usage is unknown, never zero", () => {
    const body = `${events(word, word)}data: [DONE]\n\n`;
    expect(read("chat", sse, body)).toEqual({ usage: null, model: "gpt-5.4-2026-03-05" });
  });

  test("a provider that counts along in every chunk is believed only at the finish", () => {
    const along = (finish_reason: string | null) =>
      chunk({ choices: [{ delta: {}, finish_reason }], usage });
    expect(read("chat", sse, events(along(null), along(null))).usage).toBeNull();
    expect(read("chat", sse, events(along(null), along("stop"))).usage).toEqual(counted);
  });

  test("figures that do not fit each other are unknown", () => {
    const odd = { ...usage, prompt_tokens_details: { cached_tokens: 1001 } };
    expect(read("chat", json, JSON.stringify({ model: "m", usage: odd })).usage).toBeNull();
    const negative = { prompt_tokens: -1, completion_tokens: 2 };
    expect(read("chat", json, JSON.stringify({ model: "m", usage: negative })).usage).toBeNull();
  });

  const whole = {
    model: "gpt-5.4",
    output: [{ content: [{ text: '"usage":{"input_tokens":1}', usage: { input_tokens: 2 } }] }],
    usage: { input_tokens: 900, input_tokens_details: { cached_tokens: 400 }, output_tokens: 18 },
    service_tier: "default",
  };
  const response = { tokensIn: 500, tokensOut: 18, cacheRead: 400, cacheWrite: 0, cacheWrite1h: 0 };

  test.each(["completed", "incomplete", "failed"])("a responses stream that is %s", (how) => {
    const created = { type: "response.created", response: { ...whole, usage: null } };
    const done = { type: `response.${how}`, response: whole };
    expect(read("responses", sse, events(created, done))).toEqual({
      usage: response,
      model: "gpt-5.4",
    });
    expect(read("responses", sse, events(created))).toEqual({ usage: null, model: "gpt-5.4" });
  });

  test("a responses answer in one piece, and one at another tier", () => {
    expect(read("responses", json, JSON.stringify(whole)).usage).toEqual(response);
    const flex = JSON.stringify({ ...whole, service_tier: "flex" });
    expect(read("responses", json, flex).usage).toEqual({ ...response, tier: "flex" });
  });

  test("embeddings have only an input", () => {
    const data = [{ embedding: Array.from({ length: 1536 }, (_, index) => index / 7 - 1) }];
    const body = JSON.stringify({
      data,
      model: "text-embedding-3-small",
      usage: { prompt_tokens: 8 },
    });
    expect(read("embeddings", json, body)).toEqual({
      model: "text-embedding-3-small",
      usage: { tokensIn: 8, tokensOut: 0, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 },
    });
  });
});

test("nothing of an answer is kept: a 48 MB line costs no memory and its usage is found at either end", () => {
  const filler = bytesOf(`${"The quick brown fox ".repeat(3000)}\\n\\"`);
  const usage = `"usage":{"input_tokens":900,"output_tokens":18}`;
  for (const [before, after] of [
    [`${usage},"output":"`, `"`],
    [`"output":"`, `",${usage}`],
  ] as const) {
    const meter = createMeter("responses", sse);
    meter?.push(bytesOf(`data: {"type":"response.completed","response":{"model":"m",${before}`));
    const heap = () => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
    const had = heap();
    for (let fed = 0; fed < 48_000_000; fed += filler.length) meter?.push(filler);
    expect(heap() - had).toBeLessThan(8_000_000);
    meter?.push(bytesOf(`${after}}}\n\n`));
    expect(meter?.end()).toMatchObject({ model: "m", usage: { tokensIn: 900, tokensOut: 18 } });
  }
});
