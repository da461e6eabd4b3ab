/** Which provider key a request goes on with, and the endpoints that stand for several providers. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Practice } from "../../main/practice/practice.ts";
import { runToken } from "../../main/practice/tokens.ts";
import {
  aiGatewayToken,
  anthropicKey,
  at,
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

const upstream = () => practice.seen().filter((seen) => seen.which === "provider");
const keyless = (more: object = {}) =>
  fetchRaw(inside(practice, "/anthropic/v1/messages"), {
    headers: { ...aiGatewayToken(practice), "anthropic-version": "2023-06-01", ...more },
    body: hello(),
  });

test.each([
  ["with Run", {}, 200],
  ["without Run", { may: ["aiGateway.read", "aiGateway.edit"] }, 401],
  ["that is disabled", { status: "disabled" }, 401],
  ["of another account", { accounts: ["other"] }, 401],
] as const)("a token %s: the aiGateway answers %3$i", async (_, more, status) => {
  practice.set({ tokens: { cfut_mine: { ...runToken, ...more } } });
  const got = await throughAiGateway(practice, hello(), {
    "cf-aig-authorization": "Bearer cfut_mine",
  });
  expect(got.status).toBe(status);
});

test("without any key the provider itself says so", async () => {
  const got = await keyless();
  expect(got.status).toBe(401);
  expect(at(got.text, "error")).toEqual({
    type: "authentication_error",
    message: "x-api-key header is required",
  });
});

test("the request's own key goes on even when it is wrong and another is stored", async () => {
  practice.set({
    storedKeys: { anthropic: { default: practice.secrets.anthropic } },
    credits: "some",
  });
  const got = await throughAiGateway(practice, hello(), { "x-api-key": "sk-ant-wrong" });
  expect([got.status, at(got.text, "error", "message")]).toEqual([401, "invalid x-api-key"]);
  expect(upstream()[0]?.headers["x-api-key"]).toBe("sk-ant-wrong");
});

test("a stored key is used by its alias, and an unknown alias is 400 / 2040", async () => {
  practice.set({ storedKeys: { anthropic: { default: "no", work: practice.secrets.anthropic } } });
  expect((await keyless({ "cf-aig-byok-alias": "work" })).status).toBe(200);
  expect((await keyless()).status).toBe(401);
  const got = await keyless({ "cf-aig-byok-alias": "home" });
  expect([got.status, at(got.text, "message")]).toEqual([
    400,
    "Provider 'anthropic' has no BYOK credential named 'home'. Configured aliases: 'default', 'work'",
  ]);
});

test("a stored key needs an aiGateway with authentication", async () => {
  practice.set({
    storedKeys: { anthropic: { default: practice.secrets.anthropic } },
    authentication: false,
  });
  expect((await keyless()).status).toBe(401);
});

test("Unified Billing pays silently, unless the request or the aiGateway forbids it", async () => {
  practice.set({ credits: "some" });
  expect((await keyless()).status).toBe(200);
  expect((await keyless({ "cf-aig-no-wholesale": "true" })).status).toBe(400);
  practice.set({ byokOnly: true });
  expect((await keyless()).status).toBe(400);
  expect((await keyless({ "cf-aig-no-wholesale": "false" })).status).toBe(400);
  expect(upstream()).toHaveLength(1);
});

test("used-up credits are 402 / 2021", async () => {
  practice.set({ credits: "empty" });
  const got = await keyless();
  expect([got.status, at(got.text, "error", 0, "code")]).toEqual([402, 2021]);
  expect(at(got.text, "message")).toMatch(/^Insufficient wholesale credits\. /);
});

test("the token alone in `authorization` opens the aiGateway and goes no further; beside the header it is the provider's", async () => {
  practice.set({ credits: "some" });
  const authorization = `Bearer ${practice.secrets.aiGateway}`;
  const url = inside(practice, "/openai/chat/completions");
  const body = { model: "gpt-5.5", messages: [{ role: "user", content: "hi" }] };
  expect((await fetchRaw(url, { headers: { authorization }, body })).status).toBe(200);
  expect(upstream()[0]?.headers.authorization).not.toContain(practice.secrets.aiGateway);
  const both = await fetchRaw(url, {
    headers: { authorization, ...aiGatewayToken(practice) },
    body,
  });
  expect([both.status, at(both.text, "error", "code")]).toEqual([401, "invalid_api_key"]);
});

test("compat takes the provider from the model's name", async () => {
  const ask = (model: string, key: object) =>
    fetchRaw(inside(practice, "/compat/chat/completions"), {
      headers: { ...aiGatewayToken(practice), ...key },
      body: { ...hello(), model },
    });
  const openai = await ask("openai/gpt-5.5", openaiKey(practice));
  expect([openai.status, at(openai.text, "model")]).toEqual([200, "gpt-5.5"]);
  const bearer = { authorization: `Bearer ${practice.secrets.anthropic}` };
  const claude = await ask("anthropic/claude-sonnet-4-6", bearer);
  expect([claude.status, at(claude.text, "object")]).toEqual([200, "chat.completion"]);
  const bare = await ask("gpt-5.5", openaiKey(practice));
  expect([bare.status, at(bare.text, "internalCode")]).toEqual([400, 2019]);
  expect(at((await ask("nobody/x", {})).text, "internalCode")).toBe(2008);
});

test("the universal endpoint tries its elements in turn and tells which one answered", async () => {
  const element = (key: string) => ({
    provider: "anthropic",
    endpoint: "v1/messages",
    headers: { ...anthropicKey(practice), "x-api-key": key },
    query: hello(),
  });
  const ask = (...elements: object[]) =>
    fetchRaw(inside(practice, ""), { headers: aiGatewayToken(practice), body: elements });
  const got = await ask(element("wrong"), element(practice.secrets.anthropic), element("never"));
  expect([got.status, got.headers["cf-aig-step"]]).toEqual([200, "1"]);
  expect(upstream()).toHaveLength(2);
  const worst = await ask(element("wrong"), element("also wrong"));
  expect([worst.status, worst.headers["cf-aig-step"]]).toEqual([401, "1"]);
  expect((await ask()).status).toBe(400);
});
