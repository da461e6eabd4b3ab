/** The practice Google AI Studio speaks Google: contents, candidates, functions, and errors that name their reason. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Practice } from "../../main/practice/practice.ts";
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

describe("Google AI Studio", () => {
  const path = "/google-ai-studio/v1beta/models/gemini-2.5-flash";
  const said = (text: string) => [{ role: "user", parts: [{ text }] }];
  const tools = [{ functionDeclarations: [{ name: "exec" }] }];

  test("a call of a function, and its result comes back as text", async () => {
    const contents = said("TOOLTEST:ls");
    const called = await ask(`${path}:generateContent`, { contents, tools });
    const part = at(called.text, "candidates", 0, "content", "parts", 0) as object;
    expect(part).toMatchObject({ functionCall: { name: "exec", args: { command: "ls" } } });
    const events = eventsOf(
      (await ask(`${path}:streamGenerateContent?alt=sse`, { contents, tools })).text.replaceAll(
        "\r",
        "",
      ),
    );
    expect(
      at(events[0]?.data ?? "", "candidates", 0, "content", "parts", 0, "functionCall", "name"),
    ).toBe("exec");
    const answered = [
      ...contents,
      { role: "model", parts: [part] },
      { role: "user", parts: [{ functionResponse: { name: "exec", response: { out: "a.txt" } } }] },
    ];
    const done = await ask(`${path}:generateContent`, { contents: answered, tools });
    expect(at(done.text, "candidates", 0, "content", "parts", 0, "text")).toContain("a.txt");
  });

  test("events and the list of a stream hold the same; each counts along", async () => {
    const contents = said("hello");
    const listed = await ask(`${path}:streamGenerateContent`, { contents });
    const pieces = JSON.parse(listed.text) as { usageMetadata: { totalTokenCount: number } }[];
    const totals = pieces.map((piece) => piece.usageMetadata.totalTokenCount);
    expect(totals).toEqual([...totals].sort((a, b) => a - b));
    expect(at(JSON.stringify(pieces.at(-1)), "candidates", 0, "finishReason")).toBe("STOP");
    expect(pieces.at(-1)?.usageMetadata).toMatchObject({
      promptTokenCount: usage()?.tokensIn,
      candidatesTokenCount: usage()?.tokensOut,
    });
    const sse = await ask(`${path}:streamGenerateContent?alt=sse`, { contents });
    expect(sse.text.match(/^data: /gm)).toHaveLength(pieces.length);
  });

  test("limits are obeyed, tokens counted, texts embedded, models listed", async () => {
    const config = { generationConfig: { maxOutputTokens: 3 } };
    const short = await ask(`${path}:generateContent`, { contents: said("hi"), ...config });
    expect(at(short.text, "candidates", 0, "finishReason")).toBe("MAX_TOKENS");
    expect(at(short.text, "usageMetadata", "candidatesTokenCount")).toBe(3);
    const counted = await ask(`${path}:countTokens`, { contents: said("hi") });
    expect([at(counted.text, "totalTokens"), usage()]).toEqual([expect.any(Number), null]);
    const embedded = await ask(`${path}:embedContent`, { content: { parts: [{ text: "a" }] } });
    expect(at(embedded.text, "embedding", "values")).toHaveLength(768);
    expect(
      at((await ask("/google-ai-studio/v1beta/models", undefined)).text, "models", 0, "name"),
    ).toMatch(/^models\//);
  });

  test("no key, a wrong one in each place, an unknown model and an empty request are refused in Google's form", async () => {
    practice.set({ storedKeys: {} });
    const contents = said("hi");
    const status = async (more: object, query = "") => {
      const { status, text } = await ask(`${path}:generateContent${query}`, { contents }, more);
      return [status, at(text, "error", "status")];
    };
    expect(await status({})).toEqual([403, "PERMISSION_DENIED"]);
    expect(await status({ "x-goog-api-key": "no" })).toEqual([400, "INVALID_ARGUMENT"]);
    expect(await status({}, "?key=no")).toEqual([400, "INVALID_ARGUMENT"]);
    expect(await status({ authorization: "Bearer no" })).toEqual([401, "UNAUTHENTICATED"]);
    const key = { "x-goog-api-key": practice.keys["google-ai-studio"] ?? "" };
    practice.set({ models: ["other"] });
    expect(await status(key)).toEqual([404, "NOT_FOUND"]);
    practice.set({ models: null });
    const empty = await ask(`${path}:streamGenerateContent`, { contents: [] }, key);
    // A stream that was to be a list fails as a list.
    expect([empty.status, at(empty.text, 0, "error", "code")]).toEqual([400, 400]);
    const door = await ask(
      "/google-ai-studio/v1beta/openai/chat/completions",
      {},
      { authorization: "Bearer no" },
    );
    expect(at(door.text, 0, "error", "details", 0, "reason")).toBe("API_KEY_INVALID");
  });
});
