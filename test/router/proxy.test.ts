import { once } from "node:events";
import type { TLSSocket } from "node:tls";
import { describe, expect, test } from "vitest";
import { withPassword } from "../support/connect-proxy.ts";
import { answerText, chunkedHead, chunkedText } from "../support/far-end.ts";
import { secrets, startProxyRig, until } from "./proxy-rig.ts";

const turn = JSON.stringify({ model: "claude-x", messages: ["What is secret here"] });
const json = (model: string) =>
  answerText(200, JSON.stringify({ model, usage: { input_tokens: 12, output_tokens: 3 } }), {
    "Content-Type": "application/json",
    "cf-aig-log-id": "01LOG",
  });

describe("through a proxy", () => {
  test.each([
    ["http", false],
    ["https", true],
  ])("a turn comes whole, and an %s proxy learns a host and a port", async (_scheme, isTls) => {
    const rig = await startProxyRig({
      isTls,
      respond: (_request, socket) => void socket.write(json("claude-x")),
    });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages", { body: turn }));
    const answer = await client.answer();
    expect(answer.startLine).toBe("HTTP/1.1 200 Said so");
    expect(JSON.parse(answer.body.toString())).toMatchObject({ model: "claude-x" });
    expect(rig.farEnd.requests[0]?.body.toString()).toBe(turn);
    expect((rig.farEnd.sockets[0] as TLSSocket).alpnProtocol).toBe("http/1.1");
    expect(await rig.exchange()).toEqual({
      startedAt: expect.any(Number),
      durationMs: expect.any(Number),
      firstByteMs: expect.any(Number),
      route: "cloudflare",
      by: "openclaw",
      profile: "profile-1",
      provider: "anthropic",
      method: "POST",
      path: "/v1/messages",
      model: "claude-x",
      status: 200,
      outcome: "ok",
      refusal: null,
      usage: { tokensIn: 12, tokensOut: 3, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 },
      cacheHit: false,
      logId: "01LOG",
    });
    const authority = `far.sluice.test:${rig.farEnd.port}`;
    expect(rig.proxy.requests).toEqual([
      { line: `CONNECT ${authority} HTTP/1.1`, headers: new Map([["host", authority]]) },
    ]);
    const seen = rig.proxy.seen().toString("latin1");
    for (const secret of [...secrets, "acct", "/v1/messages"]) expect(seen).not.toContain(secret);
  });

  test("an OpenAI stream passes event by event and is metered", async () => {
    let goOn = () => {};
    const events = [
      'data: {"model":"gpt-x","choices":[{"delta":{"content":"a"}}]}\n\n',
      'data: {"model":"gpt-x","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2}}\n\n',
      "data: [DONE]\n\n",
    ];
    const whole = chunkedText(events);
    const cut = whole.indexOf("}]}") + 7;
    const rig = await startProxyRig({
      respond: (_request, socket) => {
        socket.write(chunkedHead + whole.slice(0, cut));
        goOn = () => void socket.write(whole.slice(cut));
      },
    });
    const client = await rig.connect();
    client.write(rig.text("/openai/chat/completions", { body: '{"model":"gpt-x","stream":true}' }));
    await client.received(chunkedHead.length);
    goOn();
    expect((await client.answer()).body.toString()).toBe(events.join(""));
    expect(await rig.exchange()).toMatchObject({
      outcome: "ok",
      model: "gpt-x",
      usage: { tokensIn: 7, tokensOut: 2 },
    });
  });

  test.each([
    ["http", false],
    ["https", true],
  ])(
    "a long request goes through an %s proxy unharmed, in pieces and at once",
    async (_scheme, isTls) => {
      const rig = await startProxyRig({ isTls });
      const body = "0123456789".repeat(90_000);
      const client = await rig.connect();
      const text = rig.text("/anthropic/v1/messages", { body });
      client.write(text.subarray(0, 100_000));
      await until(() => rig.proxy.requests.length > 0);
      client.write(text.subarray(100_000));
      expect((await client.answer()).startLine).toContain("200");
      client.write(text);
      await client.answer();
      expect(rig.farEnd.requests.map((request) => request.body.toString() === body)).toEqual([
        true,
        true,
      ]);
      expect(rig.proxy.requests).toHaveLength(1);
    },
  );

  test.each([
    ["of the older version, without a word", ["HTTP/1.0 200\r\n\r\n"]],
    ["in pieces", ["HT", "TP/1.1 20", "0 OK\r\nVia: x\r\n\r", "\n"]],
    ["with fields that mean nothing here", ["HTTP/1.1 204 OK\r\nContent-Length: 9\r\n\r\n"]],
  ])("a yes is understood %s", async (_how, greeting) => {
    const rig = await startProxyRig({ greeting });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages", { body: turn }));
    expect((await client.answer()).body.toString()).toBe('{"ok":true}');
  });

  test("the way is opened ahead, and later requests share it", async () => {
    const rig = await startProxyRig();
    await until(() => rig.farEnd.sockets.length === 1);
    const client = await rig.connect();
    for (let times = 0; times < 4; times++) {
      client.write(rig.text("/anthropic/v1/messages", { body: turn }));
      await client.answer();
    }
    expect(rig.proxy.requests).toHaveLength(1);
    expect(rig.router.stats().upstreamsIdle).toBe(1);
  });

  test("the direct route goes through it too, and is no aiGateway's", async () => {
    const rig = await startProxyRig({ config: { route: "direct" } });
    const client = await rig.connect();
    client.write(rig.text("/openai/chat/completions", { body: "{}" }));
    await client.answer();
    expect(rig.farEnd.requests[0]?.target).toBe("/v1/chat/completions");
    expect(rig.proxy.requests).toHaveLength(1);
    expect(await rig.exchange()).toMatchObject({ route: "direct", profile: null });
  });

  test("user and password are told to the proxy, to nobody else and to no log", async () => {
    const rig = await startProxyRig({
      user: "jane%40corp:p%40ss%3Aword",
      judge: withPassword("jane@corp", "p@ss:word"),
    });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages", { body: turn }));
    expect((await client.answer()).startLine).toContain("200");
    const far = Buffer.concat(rig.farEnd.requests.map(({ raw }) => raw)).toString();
    expect(far).not.toMatch(/proxy-auth|jane|p@ss/i);
    expect(JSON.stringify(rig.logs)).not.toMatch(/jane|p@ss|p%40ss/);
  });

  test("a kept way that dies under a request costs the client nothing", async () => {
    const rig = await startProxyRig();
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages", { body: turn }));
    await client.answer();
    rig.farEnd.respond = (request, socket) => {
      if (request.index > 0) rig.proxy.tunnels[0]?.client.destroy();
      else socket.write(answerText(200, "again"));
    };
    client.write(rig.text("/anthropic/v1/messages", { body: turn }));
    expect((await client.answer()).body.toString()).toBe("again");
    expect(rig.router.stats().retries).toBe(1);
    expect(rig.proxy.requests).toHaveLength(2);
  });

  test("a proxy that dies in the middle of a stream breaks the answer off, and the ledger hears of it", async () => {
    const rig = await startProxyRig({
      respond: (_request, socket) =>
        void socket.write(chunkedHead + chunkedText(["data: x\n\n"]).slice(0, -5)),
    });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages", { body: turn }));
    await client.received(chunkedHead.length);
    for (const { client: own } of rig.proxy.tunnels) own.resetAndDestroy();
    expect((await client.closed()).bytes.toString()).not.toContain("0\r\n\r\n");
    expect(await rig.exchange()).toMatchObject({
      outcome: "failed",
      status: 200,
      refusal: null,
      profile: "profile-1",
    });
  });

  test("a client that leaves takes its way with it, before it is open and after", async () => {
    const rig = await startProxyRig({ judge: () => null });
    const first = await rig.connect();
    first.write(rig.text("/anthropic/v1/messages", { body: turn }));
    await until(() => rig.router.stats().upstreamsBusy === 1);
    first.destroy();
    await until(() => rig.router.stats().upstreamsBusy === 0);
    rig.proxy.judge = () => "open";
    rig.farEnd.respond = () => undefined;
    const second = await rig.connect();
    second.write(rig.text("/anthropic/v1/messages", { body: turn }));
    await until(() => rig.farEnd.requests.length === 1);
    second.destroy();
    const socket = rig.farEnd.requests[0]?.socket;
    if (socket && !socket.destroyed) await once(socket, "close");
    expect(rig.exchanges.map(({ outcome }) => outcome)).toEqual(["aborted", "aborted"]);
  });
});
