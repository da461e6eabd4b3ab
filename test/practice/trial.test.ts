/** What a trial asks of a model, the practice providers do as a model would: think when told to, call the tool that is named, count a picture by its pixels. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Practice } from "../../main/practice/practice.ts";
import { at, direct, eventsOf, fetchRaw, hello, start } from "./wire.ts";

let practice: Practice;
beforeEach(async () => {
  practice = await start();
});
afterEach(() => practice.close());

describe("thinking", () => {
  const thinking = { type: "adaptive" };
  const asked = { role: "user", content: "Think: what is 2 and 2?" };

  test("a model that may think does when it is told to, whole and streamed alike", async () => {
    const body = hello("", { thinking, messages: [asked] });
    const content = at((await direct(practice, body)).text, "content") as Record<string, string>[];
    expect(content.map(({ type }) => type)).toEqual(["thinking", "text"]);
    const events = eventsOf((await direct(practice, { ...body, stream: true })).text);
    const joined = (index: number, field: string) =>
      events
        .filter(({ data }) => at(data, "index") === index)
        .map(({ data }) => at(data, "delta", field) ?? "")
        .join("");
    expect(joined(0, "thinking")).toBe(content[0]?.thinking);
    expect(joined(0, "signature")).toBe(content[0]?.signature);
    expect(joined(1, "text")).toBe(content[1]?.text);
    const starts = events.filter(({ name }) => name === "content_block_start");
    expect(starts.map(({ data }) => at(data, "index"))).toEqual([0, 1]);
  });

  test.each([
    ["is not told to", { messages: [{ role: "user", content: "hello" }], thinking }],
    ["may not", { messages: [asked] }],
    ["may not any more", { messages: [asked], thinking: { type: "disabled" } }],
  ])("one that %s does not", async (_, body) => {
    const { text } = await direct(practice, hello("", body));
    expect(at(text, "content", 0, "type")).toBe("text");
  });

  test("comes back as it was given out, or is refused; what others signed passes", async () => {
    const body = hello("", { thinking, messages: [asked] });
    const [thought] = at((await direct(practice, body)).text, "content") as Record<
      string,
      string
    >[];
    const replay = async (block: object) => {
      const answer = { role: "assistant", content: [block, { type: "text", text: "4" }] };
      const messages = [asked, answer, { role: "user", content: "and twice that?" }];
      return (await direct(practice, { ...body, messages })).status;
    };
    expect(await replay(thought ?? {})).toBe(200);
    expect(await replay({ ...thought, thinking: "Something else." })).toBe(400);
    expect(await replay({ ...thought, signature: "EqoBCkgIARABGAIiQA==" })).toBe(200);
  });
});

describe("a tool that is named", () => {
  const said = "Call the tool clock with the zone UTC.";

  test("is called by Anthropic's model when it is offered, and no other", async () => {
    const ask = async (name: string) => {
      const tools = [{ name: "exec" }, { name, input_schema: { type: "object" } }];
      const { text } = await direct(practice, hello(said, { tools }));
      return at(text, "content", 0) as Record<string, unknown>;
    };
    expect(await ask("clock")).toMatchObject({ type: "tool_use", name: "clock", input: {} });
    expect(await ask("watch")).toMatchObject({ type: "text" });
  });

  test("is called by OpenAI's", async () => {
    const { text } = await fetchRaw(`${practice.providers.openai}/chat/completions`, {
      headers: { authorization: `Bearer ${practice.secrets.openai}` },
      body: {
        model: "gpt-5.5",
        messages: [{ role: "user", content: said }],
        tools: [{ type: "function", function: { name: "clock" } }],
      },
    });
    const message = at(text, "choices", 0, "message");
    expect(message).toMatchObject({ tool_calls: [{ function: { name: "clock" } }] });
  });
});

test("a picture is counted by its pixels, not by its bytes", async () => {
  const head = Buffer.from("89504e470d0a1a0a0000000d4948445200000177000002ee0802000000", "hex");
  const data = Buffer.concat([head, Buffer.alloc(150_000)]).toString("base64");
  const source = { type: "base64", media_type: "image/png", data };
  const body = hello([
    { type: "image", source },
    { type: "text", text: "What is it?" },
  ]);
  const { text } = await direct(practice, body);
  const tokens = Number(at(text, "usage", "input_tokens"));
  // 375 by 750 pixels are 375 tokens, and the rest is what stands around it.
  expect(tokens).toBeGreaterThan(375);
  expect(tokens).toBeLessThan(375 + 200);
});
