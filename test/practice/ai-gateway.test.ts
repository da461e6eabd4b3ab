/** Who the practice aiGateway lets in, what it passes on, and what it writes on the answer. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Practice } from "../../main/practice/practice.ts";
import {
  aiGatewayToken,
  anthropicKey,
  at,
  direct,
  eventsOf,
  fetchRaw,
  hello,
  inside,
  openaiKey,
  start,
  throughAiGateway,
} from "./wire.ts";

let practice: Practice;
beforeEach(async () => {
  practice = await start();
});
afterEach(() => practice.close());

const upstream = () => practice.seen().find((seen) => seen.which === "provider");
const unauthorized =
  '{"success":false,"result":[],"messages":[],"error":[{"code":2009,"message":"Unauthorized"}],"name":"AiGatewayError","httpCode":401,"internalCode":2009,"message":"Unauthorized","description":"Unauthorized"}';
const missing = "Please configure AI Gateway in the Cloudflare dashboard";

test("body and headers reach the provider byte for byte, Cloudflare's own headers do not", async () => {
  const body =
    ' {"model":"claude-sonnet-4-6" ,\t"max_tokens":9,"messages":[{"role":"user","content":"h\\u00e9 💶"}]}\n';
  const got = await throughAiGateway(practice, body, {
    "anthropic-beta": "context-1m-2025-08-07, a-b",
    "X-Own-Header": "as  is",
    "cf-aig-metadata": '{"a":1}',
    "cf-aig-skip-cache": "true",
    "cf-aig-collect-log-payload": "false",
  });
  expect(got.status).toBe(200);
  expect(upstream()?.body.toString()).toBe(body);
  expect(upstream()?.path).toBe("/v1/messages");
  expect(upstream()?.headers).toMatchObject({
    "anthropic-version": "2023-06-01",
    "anthropic-beta": "context-1m-2025-08-07, a-b",
    "x-api-key": practice.secrets.anthropic,
    "x-own-header": "as  is",
  });
  expect(upstream()?.rawHeaders).toContain("X-Own-Header");
  expect(JSON.stringify(upstream()?.rawHeaders)).not.toMatch(/cf-aig|practice-aig/i);
  expect(JSON.stringify(upstream()?.rawHeaders)).not.toContain(practice.secrets.aiGateway);
});

test("the answer is the provider's with Cloudflare's ids on it and no cost", async () => {
  const got = await throughAiGateway(practice);
  expect(at(got.text, "model")).toBe("claude-sonnet-4-6");
  const id = got.headers["cf-aig-log-id"];
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(got.headers["cf-aig-event-id"]).toBe(id);
  expect(got.headers["cf-aig-request-id"]).toBe(id);
  expect(got.headers["cf-aig-step"]).toBe("0");
  expect(got.headers["cf-aig-cache-status"]).toBeUndefined();
  expect(got.headers["cf-ray"]).toMatch(/^[0-9a-f]{16}-[A-Z]{3}$/);
  expect(got.headers["request-id"]).toMatch(/^req_011C/);
  expect(got.headers["keep-alive"]).toBeUndefined();
  expect(Object.keys(got.headers).filter((name) => name.includes("cost"))).toEqual([]);
});

test("in the older age the log id is a ULID, the event id another, and there is no request id", async () => {
  practice.set({ ids: "ulid" });
  const got = await throughAiGateway(practice);
  expect(got.headers["cf-aig-log-id"]).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  expect(got.headers["cf-aig-event-id"]).not.toBe(got.headers["cf-aig-log-id"]);
  expect(got.headers["cf-aig-request-id"]).toBeUndefined();
});

test("an event id of the caller's own comes back", async () => {
  const got = await throughAiGateway(practice, hello(), { "cf-aig-event-id": "mine-7" });
  expect(got.headers["cf-aig-event-id"]).toBe("mine-7");
});

test("a direct answer carries a ray, for the provider stands behind Cloudflare too, and no cf-aig header", async () => {
  const got = await direct(practice);
  expect(got.headers["cf-ray"]).toBeDefined();
  expect(Object.keys(got.headers).filter((name) => name.startsWith("cf-aig"))).toEqual([]);
});

test.each([
  ["no token", {}],
  ["a wrong token", { "cf-aig-authorization": "Bearer nope" }],
  ["a token without Bearer", { "cf-aig-authorization": "TOKEN" }],
  ["Bearer with a colon", { "cf-aig-authorization": "Bearer: TOKEN" }],
])(
  "%s is answered 401 / 2009 in exactly Cloudflare's words and reaches nobody",
  async (_, header) => {
    const headers = JSON.parse(JSON.stringify(header).replace("TOKEN", practice.secrets.aiGateway));
    const got = await fetchRaw(inside(practice, "/anthropic/v1/messages"), {
      headers: { ...anthropicKey(practice), ...headers },
      body: hello(),
    });
    expect(got.status).toBe(401);
    expect(got.text).toBe(unauthorized);
    expect(got.headers["cf-aig-log-id"]).toBeDefined();
    expect(upstream()).toBeUndefined();
  },
);

test("an unknown account is answered like a wrong token", async () => {
  const url = `${practice.aiGateway}/v1/0123456789abcdef0123456789abcdef/demo/anthropic/v1/messages`;
  const headers = { ...anthropicKey(practice), ...aiGatewayToken(practice) };
  expect((await fetchRaw(url, { headers, body: hello() })).text).toBe(unauthorized);
});

test("an unknown aiGateway is 400 / 2001 with a good token and 401 / 2009 without", async () => {
  const url = `${practice.aiGateway}/v1/practice/nowhere/anthropic/v1/messages`;
  const known = {
    headers: { ...anthropicKey(practice), ...aiGatewayToken(practice) },
    body: hello(),
  };
  const got = await fetchRaw(url, known);
  expect([got.status, at(got.text, "error", 0, "code"), at(got.text, "message")]).toEqual([
    400,
    2001,
    missing,
  ]);
  expect((await fetchRaw(url, { headers: anthropicKey(practice), body: hello() })).status).toBe(
    401,
  );
});

test("default comes to be with the first authenticated request, and not before", async () => {
  practice.set({ authentication: false });
  const url = `${practice.aiGateway}/v1/practice/default/anthropic/v1/messages`;
  const open = { headers: anthropicKey(practice), body: hello() };
  const withToken = { headers: { ...open.headers, ...aiGatewayToken(practice) }, body: hello() };
  expect(at((await fetchRaw(url, open)).text, "internalCode")).toBe(2001);
  expect((await fetchRaw(url, withToken)).status).toBe(200);
  // "(auth on, logs on, cache off, no rate limit)", whatever the others are.
  expect((await fetchRaw(url, open)).status).toBe(401);
});

test("an aiGateway without authentication lets in with any token or none", async () => {
  practice.set({ authentication: false });
  const headers = anthropicKey(practice);
  const url = inside(practice, "/anthropic/v1/messages");
  expect((await fetchRaw(url, { headers, body: hello() })).status).toBe(200);
  const wrong = { ...headers, "cf-aig-authorization": "Bearer wrong" };
  expect((await fetchRaw(url, { headers: wrong, body: hello() })).status).toBe(200);
});

test("older bodies end after `error`", async () => {
  practice.set({ errorShape: "short" });
  const got = await throughAiGateway(practice, hello(), { "cf-aig-authorization": "Bearer x" });
  expect(got.text).toBe(
    '{"success":false,"result":[],"messages":[],"error":[{"code":2009,"message":"Unauthorized"}]}',
  );
});

test.each(["/openai/chat/completions", "/openai/v1/chat/completions"])(
  "%s reaches the provider's one path, query included",
  async (path) => {
    const got = await fetchRaw(inside(practice, `${path}?a=b%2Fc`), {
      headers: { ...openaiKey(practice), ...aiGatewayToken(practice) },
      body: { model: "gpt-5.5", messages: [{ role: "user", content: "hi" }] },
    });
    expect(got.status).toBe(200);
    expect(upstream()?.path).toBe("/v1/chat/completions?a=b%2Fc");
  },
);

test("every path below a practised slug is passed on, and the provider's 404 comes back as it is", async () => {
  const headers = { ...anthropicKey(practice), ...aiGatewayToken(practice) };
  const got = await fetchRaw(inside(practice, "/anthropic/chat/completions"), {
    headers,
    body: hello(),
  });
  expect(got.status).toBe(404);
  expect(at(got.text, "error", "type")).toBe("not_found_error");
  expect(upstream()?.path).toBe("/chat/completions");
  const head = await fetchRaw(inside(practice, "/anthropic/api/hello"), {
    method: "HEAD",
    headers,
  });
  expect([head.status, head.raw.length]).toEqual([404, 0]);
});

test("a provider that is known but not practised answers with what arrived", async () => {
  const got = await fetchRaw(inside(practice, "/replicate/v1/predictions?x=1"), {
    headers: aiGatewayToken(practice),
    body: { contents: [] },
  });
  expect(JSON.parse(got.text)).toEqual({
    practice: true,
    provider: "replicate",
    method: "POST",
    path: "/v1/predictions?x=1",
    bytes: 15,
  });
  expect(upstream()).toMatchObject({ slug: "replicate", host: "api.replicate.com", status: 200 });
});

test("an unknown provider is 400 / 2008", async () => {
  const headers = aiGatewayToken(practice);
  const got = await fetchRaw(inside(practice, "/nobody/v1/x"), { headers, body: {} });
  expect([got.status, at(got.text, "error", 0, "code"), at(got.text, "message")]).toEqual([
    400,
    2008,
    "Invalid provider",
  ]);
});

test("a path that is no aiGateway's gets the management API's shape", async () => {
  const got = await fetchRaw(`${practice.aiGateway}/robots.txt`);
  expect(got.status).toBe(404);
  expect(at(got.text, "errors", 0, "code")).toBe(7003);
});

test("a stream passes event by event and ends the way the provider ended it", async () => {
  const got = await throughAiGateway(practice, hello("hi", { stream: true }));
  expect(got.headers["content-type"]).toBe("text/event-stream; charset=utf-8");
  expect(got.headers["transfer-encoding"]).toBe("chunked");
  expect(eventsOf(got.text).at(-1)?.name).toBe("message_stop");
  const both = practice.seen().map(({ which, status, ended }) => ({ which, status, ended }));
  expect(both).toEqual([
    { which: "aiGateway", status: 200, ended: "whole" },
    { which: "provider", status: 200, ended: "whole" },
  ]);
});

test("the secrets are random, recognisable, and of the profile's own making", async () => {
  const other = await start();
  expect(Object.keys(other.secrets)).toEqual(["aiGateway", "anthropic", "openai", "analytics"]);
  for (const kind of ["aiGateway", "anthropic", "openai", "analytics"] as const) {
    expect(other.secrets[kind]).toContain("practice");
    expect(other.secrets[kind]).not.toBe(practice.secrets[kind]);
  }
  await other.close();
});
