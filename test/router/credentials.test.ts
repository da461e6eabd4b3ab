import { describe, expect, test } from "vitest";
import { headerOf } from "../support/framing.reference.ts";
import { fetchOnce, localKey, type Rig, startRig } from "./rig.ts";

/** The credential headers as the far end got them. */
async function arrived(rig: Rig, target: string, headers: Readonly<Record<string, string>>) {
  const client = await rig.connect();
  client.write(
    Buffer.from(
      `POST ${target} HTTP/1.1\r\nHost: 127.0.0.1:${rig.port}\r\n${Object.entries(headers)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join("")}\r\n`,
    ),
  );
  const answer = await client.answer();
  const request = rig.farEnd.requests.at(-1);
  const names = ["x-api-key", "authorization", "x-goog-api-key", "api-key", "x-sluice-key"];
  const found = names.flatMap((name) => {
    const value = request && headerOf(request, name);
    return value === undefined ? [] : [`${name}: ${value}`];
  });
  return { found, status: answer.startLine, raw: request?.raw.toString() ?? "" };
}

describe("where the local key stood, the provider's own goes", () => {
  test.each([
    ["/anthropic/v1/messages", { "x-api-key": localKey }, ["x-api-key: sk-ant-1"]],
    [
      "/anthropic/chat/completions",
      { Authorization: `Bearer ${localKey}` },
      ["x-api-key: sk-ant-1"],
    ],
    ["/openai/chat/completions", { "x-api-key": localKey }, ["authorization: Bearer sk-oai-1"]],
    ["/google-ai-studio/v1/models/x", { "x-api-key": localKey }, ["x-goog-api-key: goog-1"]],
    ["/azure-openai/r/d/chat", { authorization: `Bearer ${localKey}` }, ["api-key: az-1"]],
    // The client's own, or none at all: nothing is added.
    ["/anthropic/v1/messages", { "x-sluice-key": localKey }, []],
    [
      "/anthropic/v1/messages",
      { "x-sluice-key": localKey, "x-api-key": "mine" },
      ["x-api-key: mine"],
    ],
    [
      "/openai/responses",
      { "x-sluice-key": localKey, Authorization: "Bearer mine" },
      ["authorization: Bearer mine"],
    ],
    [
      "/openai/responses",
      { "x-api-key": localKey, Authorization: "Bearer mine" },
      ["authorization: Bearer mine"],
    ],
    [
      "/anthropic/v1/messages",
      { Authorization: `Bearer ${localKey}`, "x-api-key": "mine" },
      ["x-api-key: mine"],
    ],
  ])("%s with %o", async (target, headers, expected) => {
    const rig = await startRig();
    rig.configure({
      providers: {
        ...rig.config.providers,
        "google-ai-studio": { base: null, key: "goog-1" },
        "azure-openai": { base: null, key: "az-1" },
      },
    });
    const { found, raw } = await arrived(rig, target, headers);
    expect(found).toEqual(expected);
    expect(raw).not.toContain(localKey);
  });
});

test("without a provider key a request that needs one is refused, others pass", async () => {
  const rig = await startRig();
  rig.configure({ providers: { anthropic: { base: rig.farEnd.base, key: null } } });
  const url = `http://127.0.0.1:${rig.port}/anthropic/v1/messages`;
  const refused = await fetchOnce(url, { body: "{}" });
  expect(refused.headers["x-sluice-refusal"]).toBe("keyMissing");
  expect(rig.farEnd.requests).toEqual([]);
  const passed = await fetchOnce(url, {
    headers: { "x-api-key": "mine", "x-sluice-key": localKey },
  });
  expect(passed.status).toBe(200);
  expect(passed.headers["x-sluice-refusal"]).toBeUndefined();
  const both = await fetchOnce(`http://127.0.0.1:${rig.port}/openai/v1/models`, {
    headers: { Authorization: "Bearer mine" },
  });
  expect(both.status).toBe(200);
});

test("secrets that hold line ends never make a header line", async () => {
  const rig = await startRig();
  rig.configure({
    aiGateway: {
      base: rig.farEnd.base,
      accountId: "acct",
      aiGatewayId: "mine",
      token: "a\r\nx-evil: 1",
    },
  });
  const { raw } = await arrived(rig, "/anthropic/v1", { "x-api-key": localKey });
  expect(raw).not.toContain("x-evil");
  expect(raw).not.toContain("cf-aig-authorization");
});

test("no secret appears in an answer, a log line or an exchange", async () => {
  const secrets = {
    local: "SECRET-local-0123456789",
    check: "SECRET-check-0123456789",
    token: "SECRET-token-0123456789",
    key: "SECRET-key-0123456789",
  };
  const rig = await startRig({
    config: { localKey: secrets.local, checkKey: secrets.check },
    limits: { connectMs: 500 },
  });
  const aiGateway = {
    base: rig.farEnd.base,
    accountId: "acct",
    aiGatewayId: "mine",
    token: secrets.token,
  };
  const providers = { anthropic: { base: rig.farEnd.base, key: secrets.key } };
  const answers: string[] = [];
  const ask = async (target: string, more: Parameters<Rig["text"]>[1] = {}) => {
    const client = await rig.connect();
    client.write(
      rig.text(target, { headers: { "x-api-key": secrets.local }, body: "{}", ...more }),
    );
    client.write(Buffer.from("GET / HTTP/1.1\r\n\r\n"));
    answers.push((await client.closed()).bytes.toString());
  };
  const body = '{"stream":true,"tools":[1],"model":"m"}';
  const dead = { ...aiGateway, base: "http://127.0.0.1:9" };
  for (const config of [
    { aiGateway, providers },
    { aiGateway, providers, route: "direct" as const },
    { aiGateway, providers, route: "paused" as const },
    { aiGateway: dead, providers },
    { aiGateway: null, providers: {} },
  ]) {
    rig.configure({ ...config, localKey: secrets.local, checkKey: secrets.check });
    await ask("/anthropic/v1/messages", { body });
    await ask("/openai/chat/completions", { body });
    await ask("/nobody");
    await ask(`/anthropic/${secrets.local}`);
    await ask("/anthropic/v1", { headers: { "x-api-key": `${secrets.local}x` } });
  }
  rig.configure({ aiGateway, providers, localKey: secrets.local, checkKey: secrets.check });
  rig.farEnd.respond = (_request, socket) => void socket.write("nonsense\r\n\r\n");
  await ask("/anthropic/v1/messages", { body });
  const everything = [
    ...answers,
    JSON.stringify(rig.logs),
    JSON.stringify(rig.exchanges),
    JSON.stringify(rig.router.stats()),
  ].join("\n");
  expect(rig.exchanges.length).toBeGreaterThan(8);
  expect(rig.logs.length).toBeGreaterThan(2);
  expect(everything).not.toMatch(/SECRET/);
});
