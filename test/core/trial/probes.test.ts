/** Each probe: what it sends, and what it makes of good and bad answers. */
import { describe, expect, test } from "vitest";
import type { Probe, TrialAnswer } from "../../../main/core/trial/probe.ts";
import { probeOf } from "../../../main/core/trial/trial.ts";
import { type ProbeName, probeNames } from "../../../preload/contract/desk.ts";

const one = (name: ProbeName, provider = "anthropic", model = "claude-sonnet-4-6"): Probe => {
  const probe = probeOf(name, { provider, model, nonce: "n0nce" });
  if (!probe) throw new Error(`${provider} has no ${name}`);
  return probe;
};
const answer = (body: unknown, status = 200, pieces = 1): TrialAnswer => ({
  ...{ status, pieces, text: typeof body === "string" ? body : JSON.stringify(body) },
});
const says = (...content: unknown[]) => answer({ type: "message", content });
const text = { type: "text", text: "ok" };
const nextOf = (probe: Probe, ...answers: TrialAnswer[]) => {
  const verdict = probe.judge(answers);
  if (verdict.is !== "next") throw new Error(`it ended as ${verdict.is}`);
  return verdict.request;
};

test.each(probeNames)(
  "%s: an error answer is a failure with its status, whatever it says",
  (name) => {
    expect(one(name).judge([answer("overloaded", 529)])).toEqual({ is: "failed", answered: 529 });
    expect(one(name).judge([answer("<html>", 200)]).is).not.toBe("passed");
    expect(one(name).judge([])).toEqual({ is: "failed" });
  },
);

test.each(["plain", "picture", "large"] as const)("%s passes with any content", (name) => {
  expect(one(name).judge([says(text)])).toEqual({ is: "passed" });
  expect(one(name).judge([says()])).toEqual({ is: "failed" });
});

test("every request is small, but the large one, which is about 200 KB", () => {
  for (const name of probeNames) {
    const size = JSON.stringify(one(name).begin().body).length;
    if (name === "large") expect(size).toBeGreaterThan(195_000);
    else expect(size).toBeLessThan(name === "promptCache" ? 25_000 : 6_000);
  }
});

describe("streaming", () => {
  const line = (data: unknown) => `event: x\ndata: ${JSON.stringify(data)}\n\n`;
  const delta = line({ type: "content_block_delta", delta: { type: "text_delta", text: "one" } });
  const end = line({ type: "message_stop" });

  test("needs more than one piece, more than one delta, and the end", () => {
    const judge = (body: string, pieces: number) =>
      one("stream").judge([answer(body, 200, pieces)]).is;
    expect(judge(delta + delta + end, 2)).toBe("passed");
    expect(judge(delta + delta + end, 1)).toBe("failed");
    expect(judge(delta + end, 3)).toBe("failed");
    expect(judge(delta + delta, 3)).toBe("failed");
  });

  test("of chat completions likewise", () => {
    const chunk = `data: ${JSON.stringify({ choices: [{ delta: { content: "one" } }] })}\n\n`;
    const judge = (body: string, pieces: number) =>
      one("stream", "openai", "gpt-5.5").judge([answer(body, 200, pieces)]).is;
    expect(judge(`${chunk}${chunk}data: [DONE]\n\n`, 2)).toBe("passed");
    expect(judge(`${chunk}${chunk}data: [DONE]\n\n`, 1)).toBe("failed");
    expect(judge(`${chunk}${chunk}`, 2)).toBe("failed");
  });
});

describe("tools", () => {
  const call = { type: "tool_use", id: "toolu_1", name: "clock", input: { zone: "UTC" } };

  test("a call is answered under its id, and what the model says then passes", () => {
    const request = nextOf(one("tools"), says(text, call));
    expect(request.body.messages).toMatchObject([
      { role: "user" },
      { role: "assistant", content: [text, call] },
      { role: "user", content: [{ type: "tool_result", tool_use_id: "toolu_1" }] },
    ]);
    expect(request.body.tools).toMatchObject([{ name: "clock" }]);
    expect(one("tools").judge([says(call), says(text)])).toEqual({ is: "passed" });
  });

  test("words instead of a call are a failure", () => {
    expect(one("tools").judge([says(text)])).toEqual({ is: "failed" });
  });

  test("of chat completions likewise", () => {
    const probe = one("tools", "openai", "gpt-5.5");
    const calls = [
      { id: "call_1", type: "function", function: { name: "clock", arguments: "{}" } },
    ];
    const called = answer({ choices: [{ message: { content: null, tool_calls: calls } }] });
    expect(nextOf(probe, called).body.messages).toMatchObject([
      { role: "user" },
      { role: "assistant", tool_calls: calls },
      { role: "tool", tool_call_id: "call_1" },
    ]);
    const said = answer({ choices: [{ message: { content: "12:34" } }] });
    expect(probe.judge([called, said])).toEqual({ is: "passed" });
    expect(probe.judge([said])).toEqual({ is: "failed" });
  });
});

describe("thinking", () => {
  const thought = { type: "thinking", thinking: "", signature: "s1gned" };

  test("a thought goes back as it came, signature included", () => {
    const request = nextOf(one("thinking"), says(thought, text));
    expect(request.body.messages).toMatchObject([
      { role: "user" },
      { role: "assistant", content: [thought, text] },
      { role: "user" },
    ]);
    expect(one("thinking").judge([says(thought, text), says(text)])).toEqual({ is: "passed" });
  });

  test("no thought, or one without a signature, proves nothing", () => {
    expect(one("thinking").judge([says(text)])).toEqual({ is: "failed" });
    expect(one("thinking").judge([says({ ...thought, signature: "" }, text)]).is).toBe("failed");
  });

  test.each([
    ["claude-sonnet-4-6", "adaptive"],
    ["claude-opus-4-7", "adaptive"],
    ["claude-sonnet-5", "adaptive"],
    ["claude-haiku-5-5", "adaptive"],
    ["claude-fable-5-1", "adaptive"],
    ["claude-of-tomorrow", "adaptive"],
    ["claude-haiku-4-5-20251001", "enabled"],
    ["claude-opus-4-5", "enabled"],
    ["claude-3-7-sonnet-20250219", "enabled"],
  ])("%s is told to think as %s", (model, type) => {
    expect(one("thinking", "anthropic", model).begin().body.thinking).toMatchObject({ type });
  });
});

describe("the prompt cache", () => {
  const used = (cache_read_input_tokens: number) =>
    answer({ content: [text], usage: { cache_read_input_tokens } });
  const systemOf = (request: { readonly body: { readonly [name: string]: unknown } }) =>
    JSON.stringify(request.body.system);

  test("is written, then must be read; the same system prompt, other words", () => {
    const probe = one("promptCache");
    const again = nextOf(probe, used(0));
    expect(systemOf(again)).toBe(systemOf(probe.begin()));
    expect(systemOf(again)).toContain('"cache_control":{"type":"ephemeral"}');
    expect(JSON.stringify(again.body.messages)).not.toBe(
      JSON.stringify(probe.begin().body.messages),
    );
    expect(probe.judge([used(0), used(2_000)])).toEqual({ is: "passed" });
  });

  test("what the first answer read was not this trial's", () => {
    expect(one("promptCache").judge([used(2_000)]).is).toBe("next");
  });

  test("is asked once more, and then given up", () => {
    expect(one("promptCache").judge([used(0), used(0)]).is).toBe("next");
    expect(one("promptCache").judge([used(0), used(0), used(0)])).toEqual({ is: "failed" });
  });

  /** Characters; a token is about four of them. */
  test.each([
    ["claude-sonnet-4-5", 1_024],
    ["claude-sonnet-4-6", 2_048],
    ["claude-sonnet-5-5", 4_096],
    ["claude-opus-5-5", 4_096],
    ["claude-haiku-4-5", 4_096],
  ])("of %s is longer than the %s tokens it takes", (model, tokens) => {
    const system = systemOf(one("promptCache", "anthropic", model).begin());
    expect(system.length).toBeGreaterThan(tokens * 4 * 1.1);
    expect(system.length).toBeLessThan(tokens * 4 * 2);
  });

  test("of OpenAI is read from the details of its usage", () => {
    const probe = one("promptCache", "openai", "gpt-5.5");
    const cached = (cached_tokens: number) =>
      answer({ choices: [{ message: {} }], usage: { prompt_tokens_details: { cached_tokens } } });
    expect(probe.judge([cached(0), cached(1_024)])).toEqual({ is: "passed" });
    expect(probe.judge([cached(0), cached(0), cached(0)])).toEqual({ is: "failed" });
    expect(JSON.stringify(probe.begin().body).length).toBeGreaterThan(1_024 * 4 * 1.1);
  });
});
