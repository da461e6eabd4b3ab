/** The refusal in words: for a turn under way in an OpenClaw that takes any other for a failure, and for nothing else. */
import { describe, expect, test } from "vitest";
import { BodyScan } from "../../main/core/body-scan.ts";
import { endpointOf } from "../../main/core/meter.ts";
import { refusalAnswer } from "../../main/core/refusal.ts";

const factsOf = (body: unknown) => {
  const scan = new BodyScan();
  const bytes = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  // In pieces: nothing may depend on where they end.
  for (let at = 0; at < bytes.length; at += 7) scan.push(bytes, at, Math.min(at + 7, bytes.length));
  return scan.facts();
};
const said = { role: "user", content: [{ type: "text", text: "Go on." }] };
const asks = {
  role: "assistant",
  content: [{ type: "tool_use", id: "t", name: "exec", input: {} }],
};
const answers = {
  role: "user",
  content: [{ type: "tool_result", tool_use_id: "t", content: "1" }],
};
const turn = (...messages: object[]) => ({
  model: "m",
  stream: true,
  tools: [{ name: "exec" }],
  messages,
});

describe("a turn under way", () => {
  test.each<[string, unknown, boolean]>([
    ["is one whose last message is what a tool answered", turn(said, asks, answers), true],
    ["also where the tools come last", { messages: [said, asks, answers], tools: [{}] }, true],
    [
      "also where that is too long to keep",
      turn(said, asks, {
        role: "user",
        content: [{ type: "tool_result", content: "x".repeat(100_000) }],
      }),
      true,
    ],
    ["is none that has just begun", turn(said), false],
    ["is none to which somebody has said more", turn(said, asks, answers, asks, said), false],
    [
      "is none whose text only looks like it",
      turn({ role: "user", content: 'say {"type":"tool_result"}' }),
      false,
    ],
    ["is none without messages", { tools: [{}] }, false],
    ["is none in what is no JSON", "{]", false],
  ])("%s", (_, body, isOne) => {
    expect(factsOf(body).answersTool === true).toBe(isOne);
  });
});

describe("it is refused", () => {
  const refuse = (body: unknown, isSpoken: boolean) => {
    const path = "/v1/messages";
    const endpoint = endpointOf("anthropic", "POST", path);
    const request = { slug: "anthropic", path, endpoint, facts: factsOf(body), isSpoken };
    return refusalAnswer("allowance", request, { id: "1", at: 0 });
  };

  test("in words where the OpenClaw that asks knows no refusal", () => {
    const { body, status } = refuse(turn(said, asks, answers), true);
    expect(status).toBe(200);
    expect(body).toContain('"stop_reason":"end_turn"');
    expect(body).toContain('"type":"text_delta","text":"Today');
    expect(body).not.toContain("stop_details");
  });

  test("as every other, where it does, where the turn has just begun, and where there are no tools", () => {
    const { tools: _, ...summary } = turn(said, asks, answers);
    for (const [body, isSpoken] of [
      [turn(said, asks, answers), false],
      [turn(said), true],
      [summary, true],
    ] as const) {
      expect(refuse(body, isSpoken).body).toContain('"stop_reason":"refusal"');
      expect(refuse(body, isSpoken).body).not.toContain("end_turn");
    }
  });
});
