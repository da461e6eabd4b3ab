/** The practice Anthropic speaks Anthropic. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Practice } from "../../main/practice/practice.ts";
import { anthropicKey, at, direct, eventsOf, fetchRaw, hello, start } from "./wire.ts";

let practice: Practice;
beforeEach(async () => {
  practice = await start();
});
afterEach(() => practice.close());

const at_ = (path: string) => `${practice.providers.anthropic}${path}`;
const lastUsage = () => practice.seen().at(-1)?.usage;

test("a message says what it is, echoes the user's last words, and names the model asked for", async () => {
  const got = await direct(
    practice,
    hello([{ type: "text", text: "Is the\nkettle on?" }], { model: "claude-x-9" }),
  );
  const text = String(at(got.text, "content", 0, "text"));
  expect(text).toContain("practice provider");
  expect(text).toContain("“Is the kettle on?”");
  expect(JSON.parse(got.text)).toMatchObject({
    type: "message",
    role: "assistant",
    model: "claude-x-9",
    stop_reason: "end_turn",
    stop_sequence: null,
  });
  expect(got.headers["content-length"]).toBe(String(got.raw.length));
});

test("a long text is shortened, not repeated", async () => {
  const got = await direct(practice, hello("word ".repeat(5000)));
  expect(String(at(got.text, "content", 0, "text")).length).toBeLessThan(400);
});

test("a stream is the documented sequence, and its pieces make the same text", async () => {
  const got = await direct(practice, hello("hi", { stream: true }));
  const events = eventsOf(got.text);
  const names = events.map(({ name }) => name);
  expect(names.slice(0, 3)).toEqual(["message_start", "content_block_start", "ping"]);
  expect(names.slice(-3)).toEqual(["content_block_stop", "message_delta", "message_stop"]);
  expect(new Set(names.slice(3, -3))).toEqual(new Set(["content_block_delta"]));
  for (const { name, data } of events) expect(at(data, "type")).toBe(name);
  const text = events
    .slice(3, -3)
    .map(({ data }) => at(data, "delta", "text"))
    .join("");
  expect(text).toBe(at((await direct(practice, hello("hi"))).text, "content", 0, "text"));
});

test("the usage told at the start and the end of a stream is the one recorded", async () => {
  const events = eventsOf((await direct(practice, hello("hi", { stream: true }))).text);
  const usage = lastUsage();
  expect(usage?.tokensIn).toBeGreaterThan(10);
  expect(at(events[0]?.data ?? "", "message", "usage")).toEqual({
    input_tokens: usage?.tokensIn,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
    output_tokens: 1,
    service_tier: "standard",
  });
  expect(at(events.at(-2)?.data ?? "", "usage")).toMatchObject({
    input_tokens: usage?.tokensIn,
    output_tokens: usage?.tokensOut,
  });
});

test("the same request costs the same tokens, another of the same length others", async () => {
  const count = async (said: string) => {
    const got = await direct(practice, hello(said));
    return [at(got.text, "usage", "input_tokens"), at(got.text, "usage", "output_tokens")];
  };
  expect(await count("alpha")).toEqual(await count("alpha"));
  expect(await count("alpha")).not.toEqual(await count("omega"));
  expect(lastUsage()?.tokensOut).toBe((await count("omega"))[1]);
});

test("max_tokens is obeyed", async () => {
  const got = await direct(practice, hello("hi", { max_tokens: 3 }));
  expect([at(got.text, "stop_reason"), at(got.text, "usage", "output_tokens")]).toEqual([
    "max_tokens",
    3,
  ]);
});

test.each([
  ["no key", { "x-api-key": "" }, "x-api-key header is required"],
  ["a wrong key", { "x-api-key": "sk-ant-other" }, "invalid x-api-key"],
])("%s is 401 authentication_error", async (_, headers, message) => {
  const got = await direct(practice, hello(), headers);
  expect([got.status, at(got.text, "error")]).toEqual([
    401,
    { type: "authentication_error", message },
  ]);
  expect(at(got.text, "request_id")).toMatch(/^req_011C/);
  expect(lastUsage()).toBeNull();
});

test("a key in `authorization` does not open messages, but the OpenAI-shaped path", async () => {
  const authorization = `Bearer ${practice.secrets.anthropic}`;
  const headers = { authorization, "anthropic-version": "2023-06-01" };
  const refused = await fetchRaw(at_("/v1/messages"), { headers, body: hello() });
  expect(at(refused.text, "error", "message")).toBe("Invalid bearer token");
  const chat = await fetchRaw(at_("/v1/chat/completions"), { headers, body: hello() });
  expect(at(chat.text, "choices", 0, "message", "role")).toBe("assistant");
});

test.each([
  ["not JSON", "{", "The request body is not valid JSON"],
  ["an array", [], "Input should be a valid dictionary or object"],
  ["no model", { messages: [] }, "model: Field required"],
  ["no messages", { model: "m" }, "messages: Field required"],
  ["empty messages", { model: "m", messages: [] }, "messages: at least one message is required"],
  ["no max_tokens", { model: "m", messages: [{}] }, "max_tokens: Field required"],
])("%s is a 400 invalid_request_error", async (_, body, message) => {
  const got = await direct(practice, body);
  expect([got.status, at(got.text, "error")]).toEqual([
    400,
    { type: "invalid_request_error", message },
  ]);
});

test("the version header is required, other methods and paths are refused", async () => {
  const { "anthropic-version": _, ...headers } = anthropicKey(practice);
  const unversioned = await fetchRaw(at_("/v1/messages"), { headers, body: hello() });
  expect(at(unversioned.text, "error", "message")).toBe("anthropic-version: header is required");
  expect((await fetchRaw(at_("/v1/messages"), { headers })).status).toBe(405);
  expect((await fetchRaw(at_("/v2"), { headers })).status).toBe(404);
});

test("models are listed for who has a key, and can be limited", async () => {
  const headers = anthropicKey(practice);
  expect((await fetchRaw(at_("/v1/models"))).status).toBe(401);
  expect(at((await fetchRaw(at_("/v1/models"), { headers })).text, "data", 0, "type")).toBe(
    "model",
  );
  practice.set({ models: ["claude-only"] });
  const list = await fetchRaw(at_("/v1/models?limit=9"), { headers });
  expect([at(list.text, "data", 0, "id"), at(list.text, "first_id")]).toEqual([
    "claude-only",
    "claude-only",
  ]);
  expect((await fetchRaw(at_("/v1/models/claude-only"), { headers })).status).toBe(200);
  const other = await direct(practice);
  expect([other.status, at(other.text, "error", "message")]).toEqual([
    404,
    "model: claude-sonnet-4-6",
  ]);
});

test("tokens are counted without an answer", async () => {
  const headers = anthropicKey(practice);
  const got = await fetchRaw(at_("/v1/messages/count_tokens"), {
    headers,
    body: { ...hello(), max_tokens: undefined },
  });
  expect(at(got.text, "input_tokens")).toBeGreaterThan(10);
});

test("a tool test is one exec call, and its result comes back as text", async () => {
  const tools = [{ name: "exec", input_schema: { type: "object" } }];
  const asked = {
    role: "user",
    content: [
      { type: "text", text: 'please TOOLTEST:echo "a b"\nthanks' },
      { type: "text", text: "(by chat)" },
    ],
  };
  const body = hello("", { tools, messages: [asked] });
  const called = await direct(practice, body);
  expect(at(called.text, "stop_reason")).toBe("tool_use");
  expect(at(called.text, "content", 0)).toMatchObject({
    name: "exec",
    input: { command: 'echo "a b"' },
  });
  const events = eventsOf((await direct(practice, { ...body, stream: true })).text);
  const input = events.map(({ data }) => at(data, "delta", "partial_json") ?? "").join("");
  expect(at(input, "command")).toBe('echo "a b"');
  const result = {
    role: "user",
    content: [{ type: "tool_result", tool_use_id: "x", content: "a b" }],
  };
  const answer = { role: "assistant", content: at(called.text, "content") };
  const done = await direct(practice, { ...body, messages: [asked, answer, result] });
  expect(at(done.text, "content", 0, "text")).toBe('TOOLRESULT "a b"');
  const closed = { role: "assistant", content: "done" };
  const after = [asked, answer, result, closed, { role: "user", content: "and now?" }];
  const next = await direct(practice, { ...body, messages: after });
  expect(at(next.text, "content", 0, "text")).toContain("“and now?”");
  const toolless = hello("", { messages: [asked] });
  expect(at((await direct(practice, toolless)).text, "stop_reason")).toBe("end_turn");
});
