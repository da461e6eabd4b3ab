import type { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import type { TrafficConfig } from "../../main/core/traffic.ts";
import type { RefusalReason } from "../../preload/contract/state.ts";
import { chunkedHead, startFarEnd } from "../support/far-end.ts";
import { headerOf } from "../support/framing.reference.ts";
import { cleanUp, fetchOnce, localKey, startRig } from "./rig.ts";

const turn = JSON.stringify({ model: "claude-x", stream: true, tools: [{ name: "t" }] });

describe("by its orders the router answers itself", () => {
  test.each<[RefusalReason, Partial<TrafficConfig>]>([
    ["paused", { route: "paused" }],
    ["allowance", { refuse: "allowance" }],
    ["keychainLocked", { refuse: "keychainLocked" }],
    ["noProfile", { aiGateway: null }],
    ["noDirectRoute", { route: "direct", providers: { anthropic: { base: null, key: "k" } } }],
    ["keyMissing", { providers: {} }],
  ])("%s", async (reason, config) => {
    const rig = await startRig();
    rig.configure(config);
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages", { body: turn }));
    const answer = await client.answer();
    expect(answer.startLine).toBe("HTTP/1.1 200 OK");
    expect(headerOf(answer, "content-type")).toBe("text/event-stream; charset=utf-8");
    expect(headerOf(answer, "x-sluice-refusal")).toBe(reason);
    expect(headerOf(answer, "connection")).toBeUndefined();
    expect(answer.body.toString()).toContain('"stop_reason":"refusal"');
    expect(rig.farEnd.requests).toEqual([]);
    expect(await rig.exchange()).toEqual({
      startedAt: expect.any(Number),
      durationMs: expect.any(Number),
      firstByteMs: null,
      route: config.route ?? "cloudflare",
      by: "openclaw",
      profile: null,
      provider: "anthropic",
      method: "POST",
      path: "/v1/messages",
      model: "claude-x",
      status: null,
      outcome: "refused",
      refusal: reason,
      usage: null,
      cacheHit: false,
      logId: null,
    });
  });

  test("the connection stays, and the next request may go on", async () => {
    const rig = await startRig({ config: { route: "paused" } });
    const client = await rig.connect();
    for (let times = 0; times < 3; times++) {
      client.write(rig.text("/openai/v1/models", { method: "GET" }));
      expect((await client.answer()).startLine).toBe("HTTP/1.1 400 Bad Request");
    }
    rig.configure({ route: "cloudflare" });
    client.write(rig.text("/openai/v1/models", { method: "GET" }));
    expect((await client.answer()).startLine).toBe("HTTP/1.1 200 Said so");
  });

  test("a long pipeline of refused requests is answered in full", async () => {
    const rig = await startRig({ config: { route: "paused" } });
    const client = await rig.connect();
    const count = 600;
    const one = rig.text("/anthropic/v1/messages", { body: "{}" });
    client.write(Buffer.concat(Array.from({ length: count }, () => one)));
    for (let times = 0; times < count; times++)
      expect((await client.answer()).startLine).toBe("HTTP/1.1 200 OK");
    expect(rig.exchanges).toHaveLength(count);
  });

  test("HEAD is refused without a body", async () => {
    const rig = await startRig({ config: { route: "paused" } });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/models", { method: "HEAD" }));
    client.write(rig.text("/anthropic/v1/models", { method: "GET" }));
    expect(headerOf(await client.answer("answerToHead"), "x-sluice-refusal")).toBe("paused");
    expect((await client.answer()).startLine).toBe("HTTP/1.1 400 Bad Request");
  });

  test.each([
    ["length", {}],
    ["chunks", { "Transfer-Encoding": "chunked" }],
  ])(
    "the request is read to its end first, given by %s, its tools wherever they stand",
    async (_by, headers) => {
      const rig = await startRig({ config: { route: "paused" } });
      const client = await rig.connect();
      const json = JSON.stringify({
        messages: [{ role: "user", content: "x".repeat(2_000_000) }],
        tools: [{ type: "function" }],
        stream: true,
        model: "gpt-x",
      });
      const isChunked = "Transfer-Encoding" in headers;
      const body = isChunked ? `${json.length.toString(16)}\r\n${json}\r\n0\r\n\r\n` : json;
      client.write(rig.text("/openai/chat/completions", { headers, body }));
      const answer = await client.answer();
      expect(answer.body.toString()).toContain('"delta":{"role":"assistant","refusal":');
      expect(answer.body.toString()).toContain('"model":"gpt-x"');
      client.write(rig.text("/openai/v1/models", { method: "GET" }));
      await client.answer();
    },
  );

  test("a body without end is not read for ever", async () => {
    const rig = await startRig({
      config: { route: "paused" },
      limits: { drainedBytes: 1_000_000, sweepMs: 20, lingerMs: 40 },
    });
    const client = await rig.connect();
    client.write(
      rig.text("/anthropic/v1/messages", {
        headers: { "Content-Length": "900000000" },
        body: Buffer.alloc(1_500_000, "x"),
      }),
    );
    const answer = await client.answer();
    expect(headerOf(answer, "connection")).toBe("close");
    expect(headerOf(answer, "x-sluice-refusal")).toBe("paused");
    await client.closed();
    expect(rig.exchanges).toHaveLength(1);
  });

  test("a client that leaves before it has sent everything was not refused", async () => {
    const rig = await startRig({ config: { route: "paused" } });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages", { body: turn }).subarray(0, -5));
    await new Promise((resolve) => setImmediate(resolve));
    client.destroy();
    expect(await rig.exchange()).toMatchObject({ outcome: "aborted", refusal: null });
  });
});

describe("when the far end cannot be reached", () => {
  const dead = "http://127.0.0.1:9";
  const body = turn;

  test("Cloudflare: refused, with a reason, at once", async () => {
    const rig = await startRig();
    rig.configure({
      aiGateway: { base: dead, accountId: "a", aiGatewayId: "g", token: null },
    });
    const url = `http://127.0.0.1:${rig.port}/anthropic/v1/messages`;
    const got = await fetchOnce(url, { body });
    expect(got.headers["x-sluice-refusal"]).toBe("cloudflareUnreachable");
    expect(await rig.exchange()).toMatchObject({
      outcome: "refused",
      refusal: "cloudflareUnreachable",
      status: null,
      model: "claude-x",
    });
    expect(rig.logs).toContainEqual({
      level: "warn",
      event: "router.upstreamFailed",
      fields: { provider: "anthropic", route: "cloudflare", code: "ECONNREFUSED" },
    });
  });

  test("a provider: the same, in the provider's name", async () => {
    const rig = await startRig();
    rig.configure({ route: "direct", providers: { anthropic: { base: dead, key: "k" } } });
    const url = `http://127.0.0.1:${rig.port}/anthropic/v1/messages`;
    const got = await fetchOnce(url, { body });
    expect(got.headers["x-sluice-refusal"]).toBe("providerUnreachable");
  });

  test("a host with which no connection comes about is given up", async () => {
    // It takes the connection and never says a word of TLS.
    const mute = await startFarEnd(() => undefined);
    mute.isReading = false;
    cleanUp(() => mute.close());
    const rig = await startRig({ limits: { connectMs: 100 } });
    const base = mute.base.replace("http:", "https:");
    rig.configure({ aiGateway: { base, accountId: "a", aiGatewayId: "g", token: null } });
    const url = `http://127.0.0.1:${rig.port}/anthropic/v1/messages`;
    const got = await fetchOnce(url, { body });
    expect(got.headers["x-sluice-refusal"]).toBe("cloudflareUnreachable");
    expect(JSON.stringify(rig.logs)).toContain("ETIMEDOUT");
  });

  test.each([
    ["closes without a word", "", "cloudflareUnreachable"],
    ["closes within its head", "HTTP/1.1 200 OK\r\nContent-", "cloudflareUnreachable"],
    ["speaks no HTTP", "SSH-2.0-OpenSSH_9.9\r\n\r\n", "cloudflareUnreachable"],
    [
      "answers with two lengths",
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
      "cloudflareUnreachable",
    ],
    ["switches protocols", "HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n", "cloudflareUnreachable"],
    [
      "sends a head without end",
      `HTTP/1.1 200 OK\r\nX: ${"x".repeat(70_000)}`,
      "cloudflareUnreachable",
    ],
    ["breaks off an error", "HTTP/1.1 500 X\r\nContent-Length: 50\r\n\r\npart", "cloudflareFailed"],
  ])("a far end that %s has answered nothing: the client is told", async (_what, said, reason) => {
    const rig = await startRig({
      respond: (_request, socket) => {
        socket.write(said);
        socket.end();
      },
    });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages", { body }));
    expect(headerOf(await client.answer(), "x-sluice-refusal")).toBe(reason);
    // Who answered with an error bills nothing; what any other did is not known.
    const isKnown = reason === "cloudflareFailed";
    expect((await rig.exchange()).outcome).toBe(isKnown ? "refused" : "failed");
    client.write(rig.text("/anthropic/v1/messages", { body }));
    await client.answer();
  });
});

describe("when the far end breaks off within its answer, the client sees it", () => {
  const hang = (socket: Socket) => socket.destroy();
  test.each([
    ["chunks", `${chunkedHead}5\r\nhello\r\n`, hang],
    ["a length", "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhello", hang],
    ["broken chunks", chunkedHead, (socket: Socket) => socket.write("ZZ\r\n")],
  ])("in %s", async (_how, said, breakOff) => {
    let farSocket: Socket | undefined;
    const rig = await startRig({
      respond: (_request, socket) => {
        farSocket = socket;
        socket.write(said);
      },
    });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages", { body: turn }));
    await client.received(1);
    if (farSocket) breakOff(farSocket);
    await expect(client.answer()).rejects.toThrow("closed within an answer");
    expect(await rig.exchange()).toMatchObject({ outcome: "failed", status: 200, refusal: null });
  });

  test("even where the end of the connection would be the answer's end", async () => {
    const rig = await startRig({
      respond: (_request, socket) => void socket.write("HTTP/1.1 200 OK\r\n\r\nhalf"),
    });
    const client = await rig.connect();
    client.write(
      rig.text("/anthropic/v1/messages", { headers: { "x-api-key": localKey }, body: turn }),
    );
    await client.received(1);
    rig.farEnd.sockets[0]?.resetAndDestroy();
    expect((await client.closed()).isReset).toBe(true);
    expect((await rig.exchange()).outcome).toBe("failed");
  });
});
