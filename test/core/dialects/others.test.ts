import { describe, expect, test } from "vitest";
import { modelInPath } from "../../../main/core/dialects/paths.ts";
import { createMeter, type Endpoint, endpointOf, type Reading } from "../../../main/core/meter.ts";
import { bytesOf } from "../../support/bytes.ts";

const sse = "text/event-stream; charset=utf-8";
const json = "application/json";

function read(endpoint: Endpoint, type: string, body: string): Reading {
  const meter = createMeter(endpoint, type);
  meter?.push(bytesOf(body));
  if (!meter) throw new Error("no meter");
  return meter.end();
}

const events = (...data: object[]) =>
  data.map((one) => `data: ${JSON.stringify(one)}\n\n`).join("");
const whole = (usage: object, more: object = {}) =>
  read("chat", json, JSON.stringify({ model: "m", usage, ...more })).usage;

const figures = { tokensIn: 0, tokensOut: 0, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 };

describe("which requests are metered", () => {
  test.each([
    ["cohere", "/v2/chat", "cohere"],
    ["cohere", "/v1/chat", "cohere"],
    ["cohere", "/v2/embed", "cohere"],
    ["cohere", "/v2/rerank", "unmetered"],
    ["cohere", "/compatibility/v1/chat/completions", "chat"],
    ["workers-ai", "/run/@cf/meta/llama-3.3-70b-instruct-fp8-fast", "workersAi"],
    ["workers-ai", "/@cf/openai/gpt-oss-120b", "workersAi"],
    ["workers-ai", "/v1/chat/completions", "chat"],
    ["workers-ai", "/v1/embeddings", "embeddings"],
    ["azure-openai", "/my-resource/my-deployment/responses", "responses"],
    ["azure-openai", "/my-resource/my-deployment/embeddings", "embeddings"],
    ["groq", "/chat/completions", "chat"],
    ["mistral", "/v1/fim/completions", "chat"],
    ["fireworks", "/completions", "chat"],
    ["mistral", "/v1/ocr", "unmetered"],
    ["perplexity-ai", "/chat/completions", "chat"],
    ["perplexity-ai", "/v1/agent", "responses"],
    ["perplexity-ai", "/v1/responses", "responses"],
  ] as const)("%s POST %s is %s", (provider, path, endpoint) => {
    expect(endpointOf(provider, "POST", path)).toBe(endpoint);
  });

  test("a path that names the model names it", () => {
    expect(modelInPath("/run/@cf/meta/llama-3.1-8b")).toBe("@cf/meta/llama-3.1-8b");
    expect(modelInPath("/v1beta/models/gemini-3-flash:embedContent")).toBe("gemini-3-flash");
    expect(modelInPath("/my-resource/my-deployment/chat/completions")).toBeNull();
    expect(modelInPath("/v1/messages")).toBeNull();
  });
});

describe("what others made of OpenAI's chat", () => {
  const chunk = (more: object) => ({ id: "c", model: "llama-3.3-70b-versatile", ...more });
  const word = chunk({ choices: [{ delta: { content: "hi" }, finish_reason: null }] });
  const end = [{ delta: {}, finish_reason: "stop" }];

  test("Groq says a stream's usage in x_groq where nobody asked for it, and its own list price is on_demand", () => {
    const usage = {
      queue_time: 0.06,
      prompt_tokens: 18,
      completion_tokens: 439,
      total_tokens: 457,
    };
    const counted = { ...figures, tokensIn: 18, tokensOut: 439 };
    const last = chunk({ choices: end, x_groq: { id: "req_01", usage } });
    expect(read("chat", sse, events(word, last)).usage).toEqual(counted);
    expect(
      read("chat", sse, events(chunk({ choices: [], usage: null, x_groq: { usage } }))).usage,
    ).toEqual(counted);
    expect(read("chat", sse, events(word, { ...word, x_groq: { usage } })).usage).toBeNull();
    expect(whole(usage, { service_tier: "on_demand" })).toEqual(counted);
  });

  test("DeepSeek names what came from its cache itself", () => {
    const usage = { prompt_tokens: 20, completion_tokens: 5, total_tokens: 25 };
    const cached = { ...usage, prompt_cache_hit_tokens: 16, prompt_cache_miss_tokens: 4 };
    const counted = { ...figures, tokensIn: 4, tokensOut: 5, cacheRead: 16 };
    expect(whole(cached)).toEqual(counted);
    expect(whole({ ...cached, prompt_tokens_details: { cached_tokens: 16 } })).toEqual(counted);
    expect(whole({ ...cached, prompt_cache_hit_tokens: 21 })).toBeNull();
  });

  test("Grok's thoughts are beside the completion, OpenAI's inside, and Google's only in the total", () => {
    const grok = { prompt_tokens: 32, completion_tokens: 9, total_tokens: 135 };
    const thought = { completion_tokens_details: { reasoning_tokens: 94 } };
    expect(whole({ ...grok, ...thought })).toEqual({ ...figures, tokensIn: 32, tokensOut: 103 });
    expect(whole({ ...grok, ...thought, total_tokens: 41 })?.tokensOut).toBe(9);
    expect(whole(grok)?.tokensOut).toBe(103);
    // What is neither of them is not guessed.
    expect(whole({ ...grok, ...thought, total_tokens: 136 })?.tokensOut).toBe(9);
  });

  test("OpenRouter's comments are no events, its cached tokens part of the prompt", () => {
    const usage = {
      ...{ prompt_tokens: 194, completion_tokens: 2, total_tokens: 196, cost: 0.95 },
      prompt_tokens_details: { cached_tokens: 100, cache_write_tokens: 50, audio_tokens: 0 },
      cost_details: { upstream_inference_cost: 19 },
    };
    const body = `: OPENROUTER PROCESSING\n\n${events(word)}: OPENROUTER PROCESSING\n\n${events(chunk({ choices: [], usage }))}data: [DONE]\n\n`;
    expect(read("chat", sse, body)).toEqual({
      model: "llama-3.3-70b-versatile",
      usage: { ...figures, tokensIn: 44, tokensOut: 2, cacheRead: 100, cacheWrite: 50 },
    });
  });

  test("OpenRouter's last word stands in a choice that says nothing, behind the one that finishes", () => {
    const choice = (finish_reason: string | null) => ({
      index: 0,
      delta: { role: "assistant", content: "" },
      ...{ finish_reason, native_finish_reason: finish_reason, logprobs: null },
    });
    const usage = { prompt_tokens: 14, completion_tokens: 2, total_tokens: 16 };
    const last = chunk({ choices: [choice(null)], usage });
    const counted = { ...figures, tokensIn: 14, tokensOut: 2 };
    expect(
      read("chat", sse, events(word, chunk({ choices: [choice("stop")] }), last)).usage,
    ).toEqual(counted);
    expect(read("chat", sse, events(word, { ...word, usage })).usage).toBeNull();
  });

  test("Perplexity counts along; what it cites and thinks beside the completion is no output", () => {
    const usage = {
      ...{ prompt_tokens: 33, completion_tokens: 7163, total_tokens: 7196 },
      ...{ citation_tokens: 20_016, num_search_queries: 50, reasoning_tokens: 73_997 },
    };
    const counted = { ...figures, tokensIn: 33, tokensOut: 7163 };
    const along = { ...word, usage: { ...usage, completion_tokens: 1 } };
    const last = chunk({ choices: end, usage });
    expect(read("chat", sse, events(along, along)).usage).toBeNull();
    expect(read("chat", sse, events(along, last)).usage).toEqual(counted);
  });

  test("Azure's frames about filters name no model and count nothing", () => {
    const filter = { id: "", model: "", object: "", choices: [], prompt_filter_results: [{}] };
    const offsets = {
      ...word,
      choices: [{ index: 0, finish_reason: null, content_filter_offsets: {} }],
    };
    const usage = { prompt_tokens: 10, completion_tokens: 20, total_tokens: 30 };
    const last = { ...chunk({ choices: [], usage }), model: "gpt-5.4-2026-03-05" };
    expect(read("chat", sse, events(filter, word, offsets, last, filter))).toEqual({
      model: "gpt-5.4-2026-03-05",
      usage: { ...figures, tokensIn: 10, tokensOut: 20 },
    });
    expect(read("chat", sse, events(filter, word)).usage).toBeNull();
  });

  test("Mistral, Cerebras and Fireworks end a stream with the usage in the chunk that finishes", () => {
    const usage = {
      ...{ prompt_tokens: 10, completion_tokens: 20, total_tokens: 30 },
      prompt_tokens_details: { cached_tokens: 4 },
    };
    expect(
      read("chat", sse, events(word, chunk({ choices: end, usage, time_info: {} }))).usage,
    ).toEqual({ ...figures, tokensIn: 6, tokensOut: 20, cacheRead: 4 });
  });
});

describe("Workers AI", () => {
  const usage = { prompt_tokens: 175, completion_tokens: 17, total_tokens: 192, neurons: 3.15 };
  const counted = { ...figures, tokensIn: 175, tokensOut: 17 };

  test("an answer in its envelope and one without", () => {
    const result = { response: '"usage":{', tool_calls: [], usage };
    const body = { result, success: true, errors: [], messages: [] };
    expect(read("workersAi", json, JSON.stringify(body)).usage).toEqual(counted);
    expect(read("workersAi", json, JSON.stringify(result)).usage).toEqual(counted);
    const picture = { result: { image: "abc" }, success: true };
    expect(read("workersAi", json, JSON.stringify(picture)).usage).toBeNull();
  });

  test("a stream: its own last word counts, also behind another's chunks", () => {
    const early = {
      choices: [{ delta: {}, finish_reason: "tool_calls" }],
      usage: { prompt_tokens: 0, completion_tokens: 0 },
    };
    const last = { response: "", usage };
    const body = events({ response: "hi", p: "abc" }, early, last);
    expect(read("workersAi", sse, `${body}data: [DONE]\n\n`).usage).toEqual(counted);
    expect(read("workersAi", sse, events({ response: "hi" })).usage).toBeNull();
    expect(read("workersAi", sse, events({ response: "hi" }, early)).usage).toBeNull();
  });
});

describe("Cohere", () => {
  // docs.cohere.com, "How does Cohere's pricing work": what is billed is not what was read.
  const usage = {
    billed_units: { input_tokens: 6772, output_tokens: 248 },
    tokens: { input_tokens: 7596, output_tokens: 645 },
    cached_tokens: 512,
  };
  const counted = { usage: { ...figures, tokensIn: 6772, tokensOut: 248 }, model: null };

  test("an answer of either version, and a stream that ends", () => {
    expect(read("cohere", json, JSON.stringify({ id: "c", usage }))).toEqual(counted);
    expect(read("cohere", json, JSON.stringify({ text: "hi", meta: usage }))).toEqual(counted);
    const said = { type: "content-delta", delta: { message: { content: { text: '"usage":{' } } } };
    const end = { type: "message-end", delta: { finish_reason: "COMPLETE", usage } };
    expect(read("cohere", sse, events(said, end))).toEqual(counted);
    expect(read("cohere", sse, events(said)).usage).toBeNull();
  });

  test("the older stream is one object a line, and says in the last what is billed", () => {
    const lines = [
      { is_finished: false, event_type: "stream-start", generation_id: "g" },
      { is_finished: false, event_type: "text-generation", text: '"meta":{"billed_units":{' },
      {
        ...{ is_finished: true, event_type: "stream-end", finish_reason: "COMPLETE" },
        response: { text: "hi", chat_history: [{ meta: { billed_units: {} } }], meta: usage },
      },
    ].map((line) => `${JSON.stringify(line)}\n`);
    const type = "application/stream+json";
    expect(read("cohere", type, lines.join(""))).toEqual(counted);
    expect(read("cohere", type, lines.join("\r\n"))).toEqual(counted);
    expect(read("cohere", type, lines.join("").slice(0, -3)).usage).toBeNull();
    expect(createMeter("chat", type)).toBeNull();
  });

  test("an embedding puts nothing out; pictures and searches are not billed by the token", () => {
    const told = (billed_units: object) =>
      read("cohere", json, JSON.stringify({ embeddings: {}, meta: { billed_units } })).usage;
    expect(told({ input_tokens: 8 })).toEqual({ ...figures, tokensIn: 8 });
    expect(told({ input_tokens: 8, images: 1 })).toBeNull();
    expect(told({ search_units: 1 })).toBeNull();
    const chat = { usage: { billed_units: { input_tokens: 8 } } };
    expect(read("cohere", json, JSON.stringify(chat)).usage).toBeNull();
  });
});
