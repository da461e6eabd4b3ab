/** Input that is no request, or no sense: answered or broken off, and nothing else suffers. */
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Practice } from "../../main/practice/practice.ts";
import { permissions, readToken } from "../../main/practice/tokens.ts";
import {
  aiGatewayToken,
  at,
  direct,
  fetchRaw,
  hello,
  inside,
  sendRaw,
  start,
  throughAiGateway,
} from "./wire.ts";

let practice: Practice;
beforeEach(async () => {
  practice = await start();
});
afterEach(() => practice.close());

test.each([
  ["no HTTP at all", "\x16\x03\x01\x02\x00\x01\x00"],
  ["a broken request line", "GARBAGE\r\n\r\n"],
  [
    "two framings",
    "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n",
  ],
])("%s is answered 400 and closed", async (_, bytes) => {
  expect(await sendRaw(practice.aiGateway, Buffer.from(bytes, "latin1"))).toMatch(
    /^HTTP\/1\.1 400 Bad Request\r\n/,
  );
  expect((await direct(practice)).status).toBe(200);
});

test("whatever JSON is sent, the answer is the provider's: never a defect, never silence", async () => {
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.record({
      model: fc.oneof(fc.constant("m"), fc.jsonValue()),
      max_tokens: fc.oneof(fc.constant(50), fc.jsonValue()),
      stream: fc.oneof(fc.boolean(), fc.jsonValue()),
      tools: fc.oneof(fc.constant([{ name: "exec", cache_control: {} }]), fc.jsonValue()),
      system: fc.jsonValue(),
      cache_control: fc.jsonValue(),
      input: fc.jsonValue(),
      messages: fc.oneof(
        fc.jsonValue(),
        fc.array(
          fc.oneof(
            fc.jsonValue(),
            fc.record({ role: fc.constant("user"), content: fc.jsonValue() }),
          ),
        ),
      ),
    }),
  );
  const paths = fc.constantFrom("/chat/completions", "/responses", "/embeddings");
  await fc.assert(
    fc.asyncProperty(odd, paths, async (value, path) => {
      const url = `${practice.providers.openai}${path}`;
      const openai = await fetchRaw(url, {
        headers: { authorization: `Bearer ${practice.secrets.openai}` },
        body: JSON.stringify(value),
      });
      const anthropic = await throughAiGateway(practice, JSON.stringify(value));
      const compat = await fetchRaw(inside(practice, "/compat/chat/completions"), {
        headers: aiGatewayToken(practice),
        body: JSON.stringify(value),
      });
      const universal = await fetchRaw(inside(practice, ""), {
        headers: aiGatewayToken(practice),
        body: JSON.stringify(value),
      });
      for (const got of [openai, anthropic, compat, universal]) {
        expect(got.broken).toBe(false);
        expect(got.status === 200 || (got.status >= 400 && got.status < 500)).toBe(true);
      }
    }),
    { numRuns: 150 },
  );
});

test("whatever is sent to the management API, the answer is its own: never a defect, never silence", async () => {
  practice.set({ tokens: { all: { ...readToken, may: permissions } }, restPer5Minutes: 100_000 });
  const part = fc.oneof(
    fc.constantFrom(
      "accounts",
      "practice",
      "ai-gateway",
      "gateways",
      "demo",
      "logs",
      "%",
      "%2e",
      "graphql",
    ),
    fc.webSegment(),
  );
  const query = fc.oneof(
    fc.webQueryParameters(),
    fc.constantFrom("per_page=-1", "filters=[null]", "page=x"),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(part, { maxLength: 6 }),
      query,
      fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE"),
      fc.oneof(fc.jsonValue(), fc.string()),
      async (parts, search, method, body) => {
        const path =
          parts.length < 3
            ? `/accounts/practice/ai-gateway/gateways/${parts.join("/")}`
            : `/${parts.join("/")}`;
        const bytes = method === "GET" ? "" : JSON.stringify(body);
        const got = await fetchRaw(`${practice.cloudflareApi}${path}?${search}`, {
          method,
          headers: {
            authorization: "Bearer all",
            "content-length": String(Buffer.byteLength(bytes)),
          },
          body: bytes,
        });
        expect(got.broken).toBe(false);
        expect([200, 400, 403, 404, 409]).toContain(got.status);
        const isOwn = got.text === "" || typeof at(got.text, "success") === "boolean";
        expect(isOwn || at(got.text, "errors") !== undefined).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});

test("JSON nested deeper than any stack breaks one connection and nothing else", async () => {
  const deep = JSON.stringify(hello([])).replace("[]", "[".repeat(50_000) + "]".repeat(50_000));
  const body = deep.replace("{", '{"cache_control":{},');
  await expect(direct(practice, body)).rejects.toThrow();
  expect(practice.seen()[0]?.ended).toBe("cut");
  expect((await direct(practice)).status).toBe(200);
});
