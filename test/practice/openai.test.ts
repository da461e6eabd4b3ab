/** The practice OpenAI speaks OpenAI: chat completions, responses, embeddings. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Practice } from "../../main/practice/practice.ts";
import { at, chatDirect, eventsOf, fetchRaw, openaiKey, start } from "./wire.ts";

let practice: Practice;
beforeEach(async () => {
  practice = await start();
});
afterEach(() => practice.close());

const chat = (more: object = {}) => ({
  model: "gpt-5.5",
  messages: [{ role: "user", content: "hi" }],
  ...more,
});
const post = (path: string, body: unknown, headers: object = {}) =>
  fetchRaw(`${practice.providers.openai}${path}`, {
    headers: { ...openaiKey(practice), ...headers },
    body,
  });
const lastUsage = () => practice.seen().at(-1)?.usage;
const tooled = (content: string) => ({
  messages: [{ role: "user", content }],
  tools: [{ type: "function", function: { name: "exec" } }],
});

test("a completion names its model and reports its usage", async () => {
  const got = await chatDirect(practice, chat());
  expect(JSON.parse(got.text)).toMatchObject({ object: "chat.completion", model: "gpt-5.5" });
  expect(at(got.text, "choices", 0, "message", "content")).toContain("“hi”");
  expect(at(got.text, "usage")).toMatchObject({
    prompt_tokens: lastUsage()?.tokensIn,
    completion_tokens: lastUsage()?.tokensOut,
  });
});

test("a stream without include_usage says nothing of usage, and none is recorded", async () => {
  const got = await chatDirect(practice, chat({ stream: true }));
  const events = eventsOf(got.text);
  expect(events.at(-1)).toEqual({ name: null, data: "[DONE]" });
  expect(got.text).not.toContain("usage");
  expect(at(events.at(-2)?.data ?? "", "choices", 0, "finish_reason")).toBe("stop");
  expect(lastUsage()).toBeNull();
});

test("with include_usage every chunk has usage null and one last chunk without choices has it all", async () => {
  const got = await chatDirect(
    practice,
    chat({ stream: true, stream_options: { include_usage: true } }),
  );
  const chunks = eventsOf(got.text).slice(0, -1);
  for (const { name, data } of chunks)
    expect([name, at(data, "object")]).toEqual([null, "chat.completion.chunk"]);
  for (const { data } of chunks.slice(0, -1)) expect(at(data, "usage")).toBeNull();
  const last = chunks.at(-1)?.data ?? "";
  expect(at(last, "choices")).toEqual([]);
  expect(at(last, "usage", "completion_tokens")).toBe(lastUsage()?.tokensOut);
  expect(at(chunks[0]?.data ?? "", "choices", 0, "delta", "role")).toBe("assistant");
  const said = chunks.map(({ data }) => at(data, "choices", 0, "delta", "content") ?? "").join("");
  expect(said).toBe(
    at((await chatDirect(practice, chat())).text, "choices", 0, "message", "content"),
  );
});

test("a limit is obeyed", async () => {
  const got = await chatDirect(practice, chat({ max_completion_tokens: 2 }));
  expect([
    at(got.text, "choices", 0, "finish_reason"),
    at(got.text, "usage", "completion_tokens"),
  ]).toEqual(["length", 2]);
});

test("a tool test is one exec call, streamed or not, and its result comes back as text", async () => {
  const body = chat(tooled("TOOLTEST:uname -a"));
  const called = await chatDirect(practice, body);
  const message = at(called.text, "choices", 0, "message") as {
    tool_calls: { id: string; function: { name: string; arguments: string } }[];
  };
  expect(at(called.text, "choices", 0, "finish_reason")).toBe("tool_calls");
  expect(message.tool_calls[0]?.function.name).toBe("exec");
  expect(at(message.tool_calls[0]?.function.arguments ?? "", "command")).toBe("uname -a");
  const chunks = eventsOf((await chatDirect(practice, { ...body, stream: true })).text).slice(
    0,
    -1,
  );
  const parts = chunks.map(
    ({ data }) => at(data, "choices", 0, "delta", "tool_calls", 0, "function", "arguments") ?? "",
  );
  expect(at(parts.join(""), "command")).toBe("uname -a");
  const result = { role: "tool", tool_call_id: message.tool_calls[0]?.id, content: "Linux" };
  const done = await chatDirect(practice, {
    ...body,
    messages: [...body.messages, message, result],
  });
  expect(at(done.text, "choices", 0, "message", "content")).toBe("TOOLRESULT Linux");
});

test("responses answer whole", async () => {
  const got = await post("/responses", { model: "gpt-5.5", input: "hello you", store: false });
  expect(JSON.parse(got.text)).toMatchObject({
    object: "response",
    status: "completed",
    model: "gpt-5.5",
    store: false,
  });
  expect(at(got.text, "output", 0, "content", 0, "text")).toContain("“hello you”");
  expect(at(got.text, "usage", "output_tokens")).toBe(lastUsage()?.tokensOut);
});

test("responses stream numbered events, the usage in the last", async () => {
  const input = [{ role: "user", content: [{ type: "input_text", text: "hey" }] }];
  const events = eventsOf(
    (await post("/responses", { model: "gpt-5.5", input, stream: true })).text,
  );
  expect(events.map(({ data }) => at(data, "sequence_number"))).toEqual(
    events.map((_, index) => index),
  );
  for (const { name, data } of events) expect(at(data, "type")).toBe(name);
  const names = events.map(({ name }) => name?.replace("response.", ""));
  expect(names.slice(0, 4)).toEqual([
    "created",
    "in_progress",
    "output_item.added",
    "content_part.added",
  ]);
  expect(names.slice(-4)).toEqual([
    "output_text.done",
    "content_part.done",
    "output_item.done",
    "completed",
  ]);
  const last = events.at(-1)?.data ?? "";
  expect(at(last, "response", "usage", "input_tokens")).toBe(lastUsage()?.tokensIn);
  const text = events
    .filter(({ name }) => name === "response.output_text.delta")
    .map(({ data }) => at(data, "delta"))
    .join("");
  expect(text).toBe(at(last, "response", "output", 0, "content", 0, "text"));
  expect(text).toContain("“hey”");
});

test("responses know limits and tools", async () => {
  const short = await post("/responses", {
    model: "m",
    input: "x",
    max_output_tokens: 2,
    stream: true,
  });
  const last = eventsOf(short.text).at(-1);
  expect([last?.name, at(last?.data ?? "", "response", "incomplete_details", "reason")]).toEqual([
    "response.incomplete",
    "max_output_tokens",
  ]);
  const ask = { role: "user", content: "TOOLTEST:ls" };
  const tools = [{ type: "function", name: "exec" }];
  const called = await post("/responses", { model: "m", input: [ask], tools });
  const call = at(called.text, "output", 0) as { call_id: string; arguments: string };
  expect(at(call.arguments, "command")).toBe("ls");
  const events = eventsOf(
    (await post("/responses", { model: "m", input: [ask], tools, stream: true })).text,
  );
  expect(events.map(({ name }) => name)).toContain("response.function_call_arguments.done");
  const output = { type: "function_call_output", call_id: call.call_id, output: "a.txt" };
  const done = await post("/responses", { model: "m", input: [ask, call, output], tools });
  expect(at(done.text, "output", 0, "content", 0, "text")).toBe("TOOLRESULT a.txt");
});

test("embeddings come as numbers or as base64 of the same numbers", async () => {
  const ask = (more: object) =>
    post("/embeddings", { model: "text-embedding-3-small", input: ["a", "b"], ...more });
  const plain = await ask({});
  const packed = await ask({ encoding_format: "base64" });
  const numbers = at(plain.text, "data", 1, "embedding") as number[];
  expect(numbers).toHaveLength(1536);
  const bytes = Buffer.from(String(at(packed.text, "data", 1, "embedding")), "base64");
  expect(bytes.readFloatLE(4 * 7)).toBe(numbers[7]);
  expect(at(plain.text, "data", 0, "embedding")).not.toEqual(numbers);
  const short = await ask({ dimensions: 8, input: [1, 2, 3] });
  expect([
    (at(short.text, "data") as unknown[]).length,
    (at(short.text, "data", 0, "embedding") as number[]).length,
  ]).toEqual([1, 8]);
  expect(lastUsage()).toMatchObject({
    tokensIn: at(short.text, "usage", "prompt_tokens"),
    tokensOut: 0,
  });
});

test("keys, models, methods and paths are refused in OpenAI's words", async () => {
  const none = await fetchRaw(`${practice.providers.openai}/chat/completions`, { body: chat() });
  expect([none.status, at(none.text, "error", "code")]).toEqual([401, null]);
  expect(at(none.text, "error", "message")).toMatch(/^You didn't provide an API key\./);
  const wrong = await post("/chat/completions", chat(), {
    authorization: "Bearer sk-proj-practice-000wxyz",
  });
  expect(at(wrong.text, "error", "message")).toMatch(
    /^Incorrect API key provided: sk-proj-\*+wxyz\. /,
  );
  practice.set({ models: ["gpt-5.5"] });
  const model = await post("/chat/completions", chat({ model: "gpt-9" }));
  expect([model.status, at(model.text, "error", "code")]).toEqual([404, "model_not_found"]);
  const list = await fetchRaw(`${practice.providers.openai}/models`, {
    headers: openaiKey(practice),
  });
  expect(at(list.text, "data", 0, "id")).toBe("gpt-5.5");
  const get = await fetchRaw(`${practice.providers.openai}/responses`, {
    headers: openaiKey(practice),
  });
  expect([get.status, at(get.text, "error", "code")]).toEqual([405, "method_not_supported"]);
  const path = await post("/constructor", {});
  expect([path.status, at(path.text, "error", "message")]).toEqual([
    404,
    "Invalid URL (POST /v1/constructor)",
  ]);
});

test.each([
  ["/chat/completions", "{", null],
  ["/chat/completions", { messages: [] }, null],
  ["/chat/completions", { model: "m" }, "messages"],
  ["/responses", { model: "m" }, "input"],
  ["/embeddings", { model: "m", input: [] }, "input"],
])("%s with %j is a 400 that names %s", async (path, body, param) => {
  const got = await post(path, body);
  expect([got.status, at(got.text, "error", "type"), at(got.text, "error", "param")]).toEqual([
    400,
    "invalid_request_error",
    param,
  ]);
});
