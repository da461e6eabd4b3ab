import { describe, expect, test } from "vitest";
import type { BodyFacts } from "../../main/core/body-scan.ts";
import { endpointOf } from "../../main/core/meter.ts";
import { refusalAnswer } from "../../main/core/refusal.ts";
import { refusalWords } from "../../main/core/refusal-words.ts";
import { refusalReasons } from "../../preload/contract/state.ts";

const stamp = { id: "abc1", at: 1_795_262_400_123 };
const none: BodyFacts = { model: "the-model", isStream: false, hasTools: false };

function refuse(slug: string, path: string, more: Partial<BodyFacts> = {}, method = "POST") {
  const facts = { ...none, ...more };
  const endpoint = endpointOf(slug, method, path);
  return refusalAnswer("paused", { slug, path, endpoint, facts }, stamp);
}

type Event = { readonly name: string | null; readonly data: Record<string, unknown> };

function events(body: string): Event[] {
  return body
    .split("\n\n")
    .filter((block) => block !== "" && block !== "data: [DONE]")
    .map((block) => ({
      name: /^event: (.*)$/m.exec(block)?.[1] ?? null,
      data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? ""),
    }));
}

const { sentence, slug: category } = refusalWords.paused;
const details = { type: "refusal", category, explanation: sentence };

describe("Anthropic messages", () => {
  test.each([true, false])(
    "a stream ends at once, without a content block (tools: %s)",
    (hasTools) => {
      const answer = refuse("anthropic", "/v1/messages", { isStream: true, hasTools });
      expect(answer).toMatchObject({
        status: 200,
        contentType: "text/event-stream; charset=utf-8",
      });
      const [start, delta, stop, ...more] = events(answer.body);
      expect(more).toEqual([]);
      expect(start?.data).toEqual({
        type: "message_start",
        message: {
          id: "msg_sluiceabc1",
          type: "message",
          role: "assistant",
          model: "the-model",
          content: [],
          stop_reason: null,
          stop_sequence: null,
          usage: { input_tokens: 0, output_tokens: 0 },
        },
      });
      expect(delta?.data).toEqual({
        type: "message_delta",
        delta: { stop_reason: "refusal", stop_sequence: null, stop_details: details },
        usage: { input_tokens: 0, output_tokens: 0 },
      });
      expect(stop).toEqual({ name: "message_stop", data: { type: "message_stop" } });
    },
  );

  test("without a stream it is the same as a message", () => {
    const answer = refuse("anthropic", "/v1/messages");
    expect(answer).toMatchObject({ status: 200, contentType: "application/json" });
    expect(JSON.parse(answer.body)).toMatchObject({
      type: "message",
      content: [],
      stop_reason: "refusal",
      stop_details: details,
      usage: { input_tokens: 0, output_tokens: 0 },
    });
  });

  test("a model nobody named is unknown", () => {
    const answer = refuse("anthropic", "/v1/messages", { model: null });
    expect(JSON.parse(answer.body).model).toBe("unknown");
  });
});

describe("OpenAI chat with tools", () => {
  const more = { hasTools: true };

  test("a stream says it in delta.refusal and stops", () => {
    const answer = refuse("openai", "/chat/completions", { ...more, isStream: true });
    const [first, last, ...rest] = events(answer.body);
    expect(rest).toEqual([]);
    expect(first?.data).toMatchObject({
      id: "chatcmpl-sluiceabc1",
      object: "chat.completion.chunk",
      created: 1_795_262_400,
      model: "the-model",
      choices: [{ index: 0, delta: { role: "assistant", refusal: sentence }, finish_reason: null }],
    });
    expect(last?.data).toMatchObject({ choices: [{ delta: {}, finish_reason: "stop" }] });
    expect(answer.body.endsWith("data: [DONE]\n\n")).toBe(true);
  });

  test("without a stream it is the same as a completion", () => {
    const answer = refuse("groq", "/v1/chat/completions", more);
    expect(JSON.parse(answer.body)).toMatchObject({
      object: "chat.completion",
      choices: [{ message: { content: null, refusal: sentence }, finish_reason: "stop" }],
      usage: { total_tokens: 0 },
    });
  });
});

describe("OpenAI responses with tools", () => {
  const more = { hasTools: true };
  const output = [
    {
      id: "msg_sluiceabc1",
      type: "message",
      status: "completed",
      role: "assistant",
      content: [{ type: "refusal", refusal: sentence }],
    },
  ];

  test("a stream completes with a refusal item", () => {
    const answer = refuse("openai", "/responses", { ...more, isStream: true });
    const all = events(answer.body);
    expect(all.map(({ name }) => name)).toEqual([
      "response.created",
      "response.in_progress",
      "response.output_item.added",
      "response.content_part.added",
      "response.refusal.delta",
      "response.refusal.done",
      "response.content_part.done",
      "response.output_item.done",
      "response.completed",
    ]);
    expect(all.map(({ data }) => data.sequence_number)).toEqual(all.map((_event, index) => index));
    for (const { data, name } of all) expect(data.type).toBe(name);
    expect(all.at(-1)?.data.response).toMatchObject({ status: "completed", output });
    expect(all[0]?.data.response).toMatchObject({ status: "in_progress", output: [] });
  });

  test("without a stream it is the same as a response", () => {
    expect(JSON.parse(refuse("openai", "/v1/responses", more).body)).toMatchObject({
      object: "response",
      status: "completed",
      output,
      usage: { total_tokens: 0 },
    });
  });
});

describe("Google's generateContent", () => {
  const path = "/v1beta/models/gemini-3-flash:";
  const expected = {
    candidates: [
      {
        content: { parts: [{ text: sentence }], role: "model" },
        finishReason: "STOP",
        index: 0,
      },
    ],
    usageMetadata: { promptTokenCount: 0, candidatesTokenCount: 0, totalTokenCount: 0 },
    responseId: "sluiceabc1",
  };

  test("a turn is told in one event, for what Google itself says OpenClaw takes for a failure", () => {
    const facts = { hasTools: true, model: null };
    const answer = refuse("google-ai-studio", `${path}streamGenerateContent`, facts);
    expect(answer).toMatchObject({ status: 200, contentType: "text/event-stream; charset=utf-8" });
    expect(events(answer.body).map(({ data }) => data)).toEqual([
      // The model stands in the path alone.
      { ...expected, modelVersion: "gemini-3-flash" },
    ]);
  });

  test("without a stream it is the same, whole", () => {
    const answer = refuse("google-ai-studio", `${path}generateContent`, { hasTools: true });
    expect(answer).toMatchObject({ status: 200, contentType: "application/json" });
    expect(JSON.parse(answer.body)).toMatchObject(expected);
  });
});

describe("everything else is a 400 in the shape its client expects", () => {
  test.each([
    ["anthropic", "/v1/messages/count_tokens", {}],
    ["anthropic", "/v1/models", {}],
  ])("%s %s", (slug, path, facts) => {
    const answer = refuse(slug, path, facts);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toEqual({
      type: "error",
      error: { type: "invalid_request_error", message: sentence },
    });
  });

  test.each([
    ["openai", "/chat/completions", { isStream: true }],
    ["openai", "/responses", {}],
    ["openai", "/embeddings", { hasTools: true }],
    ["anthropic", "/chat/completions", {}],
    ["google-ai-studio", "/v1beta/openai/chat/completions", {}],
  ])("%s %s", (slug, path, facts) => {
    const answer = refuse(slug, path, facts);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toEqual({
      error: { message: sentence, type: "invalid_request_error", param: null, code: category },
    });
  });

  test("google-ai-studio", () => {
    const answer = refuse("google-ai-studio", "/v1beta/models/g:generateContent");
    expect(JSON.parse(answer.body)).toEqual({
      error: { code: 400, message: sentence, status: "FAILED_PRECONDITION" },
    });
  });
});

test.each(refusalReasons)(
  "%s ends a turn in every form: nothing to retry, no status that locks a key",
  (reason) => {
    const { sentence: words, slug: shown } = refusalWords[reason];
    const ways = [
      ["anthropic", "/v1/messages", {}],
      ["anthropic", "/v1/messages/count_tokens", {}],
      ["openai", "/chat/completions", { hasTools: true }],
      ["openai", "/chat/completions", {}],
      ["openai", "/responses", { hasTools: true }],
      ["google-ai-studio", "/v1beta/models/g:generateContent", {}],
      ["google-ai-studio", "/v1beta/models/g:generateContent", { hasTools: true }],
    ] as const;
    for (const [provider, path, more] of ways)
      for (const isStream of [true, false]) {
        const facts = { ...none, isStream, ...more };
        const endpoint = endpointOf(provider, "POST", path);
        const request = { slug: provider, path, endpoint, facts };
        const { body, status } = refusalAnswer(reason, request, stamp);
        const isTurn = endpoint === "messages" || facts.hasTools;
        expect(status).toBe(isTurn ? 200 : 400);
        expect(body).toContain(JSON.stringify(words));
        if (endpoint === "messages") expect(body).toContain(`"category":"${shown}"`);
      }
  },
);

test("every reason has a slug OpenClaw shows and a sentence that says what to do", () => {
  for (const reason of refusalReasons) {
    const { sentence: words, slug } = refusalWords[reason];
    expect(slug).toMatch(/^Sluice_[A-Za-z0-9_-]{1,57}$/);
    expect(words).toMatch(/\.$/);
  }
  for (const part of ["slug", "sentence"] as const) {
    const said = refusalReasons.map((reason) => refusalWords[reason][part]);
    expect(new Set(said).size).toBe(said.length);
  }
});
