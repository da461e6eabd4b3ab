/** The practice providers beside Anthropic and OpenAI speak as their documentation says: tools, limits, and what else their APIs have. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Practice } from "../../main/practice/practice.ts";
import { signedBy } from "../../main/practice/providers/bedrock.ts";
import { eventFrame, framesIn } from "../../main/practice/providers/frames.ts";
import { aiGatewayToken, at, eventsOf, fetchRaw, inside, start } from "./wire.ts";

let practice: Practice;
beforeEach(async () => {
  practice = await start();
  practice.set({
    storedKeys: Object.fromEntries(
      Object.entries(practice.keys).map(([slug, key]) => [slug, { default: key }]),
    ),
  });
});
afterEach(() => practice.close());

const ask = (path: string, body: unknown, headers: object = {}) =>
  fetchRaw(inside(practice, path), { headers: { ...aiGatewayToken(practice), ...headers }, body });
const usage = () => practice.seen().at(-1)?.usage;

describe("Amazon Bedrock", () => {
  const path = "/aws-bedrock/bedrock-runtime/us-east-1/model/anthropic.claude-sonnet-4-6-v1%3A0";
  const messages = [{ role: "user", content: [{ text: "TOOLTEST:ls" }] }];
  const toolConfig = { tools: [{ toolSpec: { name: "exec", inputSchema: { json: {} } } }] };

  test("Converse: a call of a tool, whole and in frames whose checksums fit, and its result", async () => {
    const called = await ask(`${path}/converse`, { messages, toolConfig });
    const content = at(called.text, "output", "message", "content") as object[];
    expect(content[0]).toMatchObject({ toolUse: { name: "exec", input: { command: "ls" } } });
    expect(at(called.text, "stopReason")).toBe("tool_use");
    const streamed = await ask(`${path}/converse-stream`, { messages, toolConfig });
    const frames = framesIn(streamed.raw) ?? [];
    const types = frames.map(({ headers }) => headers[":event-type"]);
    expect([types[0], types[1], types.at(-2), types.at(-1)]).toEqual([
      "messageStart",
      "contentBlockStart",
      "messageStop",
      "metadata",
    ]);
    expect(frames.every(({ headers }) => headers[":message-type"] === "event")).toBe(true);
    const parts = frames.map(
      ({ payload }) => at(payload.toString(), "delta", "toolUse", "input") ?? "",
    );
    expect(at(parts.join(""), "command")).toBe("ls");
    const result = { toolResult: { toolUseId: "t", content: [{ text: "a.txt" }] } };
    const more = [...messages, { role: "assistant", content }, { role: "user", content: [result] }];
    const done = await ask(`${path}/converse`, { messages: more, toolConfig });
    expect(at(done.text, "output", "message", "content", 0, "text")).toContain("a.txt");
  });

  test("a frame with one bit wrong is none", () => {
    const frame = eventFrame("metadata", { usage: { inputTokens: 3 } });
    expect(framesIn(Buffer.concat([frame, frame]))).toHaveLength(2);
    for (let at = 0; at < frame.length; at++) {
      const odd = Buffer.from(frame);
      odd.writeUInt8(odd.readUInt8(at) ^ 1, at);
      expect(framesIn(odd)).toBeNull();
    }
  });

  test("a failing stream ends with an exception frame", async () => {
    practice.set({ fault: "errorEvent", slug: "aws-bedrock", afterEvents: 2 });
    const last = framesIn((await ask(`${path}/converse-stream`, { messages })).raw)?.at(-1);
    expect(last?.headers).toMatchObject({
      ":message-type": "exception",
      ":exception-type": "modelStreamErrorException",
    });
  });

  test("Cloudflare signs with the stored key; without one the token is missing; a path is signed for itself", async () => {
    expect((await ask(`${path}/converse`, { messages })).status).toBe(200);
    const key = practice.keys["aws-bedrock"] ?? "";
    const shown = String(practice.seen().at(-1)?.headers.authorization);
    expect(shown).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIAPRACTICE/);
    expect(shown).not.toContain(String(at(key, "secretAccessKey")));
    expect(signedBy(key, "/a")).not.toBe(signedBy(key, "/b"));
    practice.set({ storedKeys: {} });
    const none = await ask(`${path}/converse`, { messages });
    expect([none.status, none.headers["x-amzn-errortype"]]).toEqual([
      403,
      expect.stringMatching(/^MissingAuthenticationTokenException/),
    ]);
  });

  test("tokens are counted; models, operations and bodies it does not know are refused", async () => {
    const counted = await ask(`${path}/count-tokens`, { input: { converse: { messages } } });
    expect([at(counted.text, "inputTokens"), usage()]).toEqual([expect.any(Number), null]);
    const type = async (more: string, body: unknown) =>
      String((await ask(more, body)).headers["x-amzn-errortype"]).split(":")[0];
    expect(await type(`${path}/nonsense`, {})).toBe("UnknownOperationException");
    expect(await type(`${path.replace("%3A0", "%zz")}/converse`, {})).toBe(
      "UnknownOperationException",
    );
    expect(await type(`${path}/converse`, "{")).toBe("ValidationException");
    practice.set({ models: ["other"] });
    expect(await type(`${path}/converse`, { messages })).toBe("ValidationException");
  });
});

describe("Workers AI", () => {
  const path = "/workers-ai/run/@cf/meta/llama-3.3-70b-instruct-fp8-fast";

  test("its envelope, its stream with a last word, a call of a tool", async () => {
    const messages = [{ role: "user", content: "TOOLTEST:ls" }];
    const tools = [{ name: "exec" }];
    const whole = await ask(path, { messages, tools });
    expect(JSON.parse(whole.text)).toMatchObject({
      success: true,
      errors: [],
      result: { tool_calls: [{ name: "exec", arguments: { command: "ls" } }] },
    });
    const events = eventsOf((await ask(path, { messages, stream: true })).text);
    expect(events.at(-1)?.data).toBe("[DONE]");
    expect(JSON.parse(events.at(-2)?.data ?? "")).toMatchObject({
      response: "",
      usage: { prompt_tokens: usage()?.tokensIn, completion_tokens: usage()?.tokensOut },
    });
    const said = events.slice(0, -1).map(({ data }) => at(data, "response"));
    expect(said.join("")).toContain("TOOLTEST:ls");
  });

  test("without a prompt, without a token, on a path it does not have: Cloudflare's form", async () => {
    expect(at((await ask(path, {})).text, "errors", 0, "code")).toBe(5006);
    expect(at((await ask("/workers-ai/nothing", {})).text, "errors", 0, "code")).toBe(7000);
    practice.set({ storedKeys: {} });
    const none = await ask(path, { prompt: "hi" });
    expect([none.status, at(none.text, "errors", 0, "code")]).toEqual([401, 10_000]);
  });
});

describe("Cohere", () => {
  const body = { model: "command-a-03-2025", messages: [{ role: "user", content: "TOOLTEST:ls" }] };
  const tools = [{ type: "function", function: { name: "exec" } }];

  test("its events, its units, a call of a tool", async () => {
    const whole = await ask("/cohere/v2/chat", { ...body, tools });
    expect(at(whole.text, "message", "tool_calls", 0, "function", "name")).toBe("exec");
    expect(at(whole.text, "usage", "billed_units")).toEqual({
      input_tokens: usage()?.tokensIn,
      output_tokens: usage()?.tokensOut,
    });
    const { text } = await ask("/cohere/v2/chat", { ...body, stream: true });
    const names = eventsOf(text).map(({ name }) => name);
    expect([...new Set(names)]).toEqual([
      ...["message-start", "content-start", "content-delta", "content-end", "message-end", null],
    ]);
    const called = eventsOf((await ask("/cohere/v2/chat", { ...body, tools, stream: true })).text);
    expect(called.map(({ name }) => name)).toContain("tool-call-start");
  });

  test("its older stream is a JSON text a line", async () => {
    const { headers, text } = await ask("/cohere/v1/chat", { message: "hi", stream: true });
    expect(headers["content-type"]).toBe("application/stream+json");
    const lines = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => line.is_finished)).toEqual([
      ...lines.slice(1).map(() => false),
      true,
    ]);
  });
});

test("Azure asks for a version and has responses elsewhere; the deployment is the model", async () => {
  const path = "/azure-openai/my-resource/my-gpt";
  const body = { messages: [{ role: "user", content: "hi" }] };
  expect((await ask(`${path}/chat/completions`, body)).status).toBe(404);
  expect((await ask(`${path}/responses?api-version=2025-04-01-preview`, body)).status).toBe(404);
  const got = await ask(`${path}/chat/completions?api-version=2024-10-21`, body);
  expect([got.status, at(got.text, "model")]).toEqual([200, "my-gpt"]);
  expect(practice.seen().at(-1)?.host).toBe("my-resource.openai.azure.com");
  practice.set({ models: ["other"] });
  const none = await ask(`${path}/chat/completions?api-version=2024-10-21`, body);
  expect(at(none.text, "error", "code")).toBe("DeploymentNotFound");
});

test.each([
  ["groq", "/models", "data"],
  ["grok", "/v1/models", "data"],
  ["deepseek", "/models", "data"],
  ["mistral", "/v1/models", "data"],
  ["openrouter", "/key", "data"],
  ["cerebras", "/v1/models", "data"],
  ["fireworks", "/models", "data"],
  ["cohere", "/v1/models", "models"],
])("%s proves a key at %s", async (slug, path, member) => {
  const good = await ask(`/${slug}${path}`, undefined);
  expect([good.status, at(good.text, member)]).toEqual([200, expect.any(Array)]);
  practice.set({ storedKeys: {} });
  expect((await ask(`/${slug}${path}`, undefined)).status).toBe(slug === "grok" ? 400 : 401);
});

test("each provider without a server of its own here is told apart by its host", async () => {
  const body = { model: "m", messages: [{ role: "user", content: "hi" }] };
  await ask("/custom-mine/v1/chat/completions", body, { authorization: "Bearer x" });
  expect(practice.seen().at(-1)).toMatchObject({
    slug: "custom-mine",
    host: "custom-mine.example",
  });
  await ask("/baseten/model/abc/predict", {});
  expect(practice.seen().at(-1)).toMatchObject({
    host: "model-abc.api.baseten.co",
    path: "/predict",
  });
  await ask("/google-vertex-ai/v1/projects/p/locations/europe-west4/x", {});
  expect(practice.seen().at(-1)?.host).toBe("europe-west4-aiplatform.googleapis.com");
});

test("compat leads to each provider's chat completions", async () => {
  const messages = [{ role: "user", content: "hi" }];
  for (const slug of [
    "groq",
    "mistral",
    "grok",
    "google-ai-studio",
    "cohere",
    "workers-ai",
    "openrouter",
  ]) {
    const got = await ask("/compat/chat/completions", { model: `${slug}/m-1`, messages });
    expect([slug, got.status, at(got.text, "model")]).toEqual([slug, 200, "m-1"]);
  }
});
