import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import type { TLSSocket } from "node:tls";
import { describe, expect, test } from "vitest";
import { createRouter } from "../../main/router/server.ts";
import { farEndTls } from "../support/far-end.tls.ts";
import { startFarEnd } from "../support/far-end.ts";
import { headerOf } from "../support/framing.reference.ts";
import { cleanUp, fetchOnce, startRig } from "./rig.ts";

describe("over TLS", () => {
  test("requests share one warm connection that speaks HTTP/1.1", async () => {
    const rig = await startRig({ tls: farEndTls });
    const client = await rig.connect();
    const body = "x".repeat(200_000);
    for (let times = 0; times < 5; times++) {
      client.write(rig.text("/anthropic/v1/messages", { body }));
      expect((await client.answer()).body.toString()).toBe('{"ok":true}');
    }
    expect(rig.farEnd.requests.map((request) => request.body.length)).toEqual(
      Array(5).fill(200_000),
    );
    expect(rig.farEnd.sockets).toHaveLength(1);
    const socket = rig.farEnd.sockets[0] as TLSSocket;
    expect(socket.alpnProtocol).toBe("http/1.1");
  });

  test("a later connection resumes the session", async () => {
    const rig = await startRig({ tls: farEndTls });
    const client = await rig.connect();
    for (let times = 0; times < 2; times++) {
      client.write(rig.text("/anthropic/v1/messages", { headers: {} }));
      await client.answer();
      const socket = rig.farEnd.sockets.at(-1) as TLSSocket;
      expect(socket.isSessionReused()).toBe(times > 0);
      socket.end();
      while (rig.router.stats().upstreamsIdle > 0)
        await new Promise((resolve) => setImmediate(resolve));
    }
  });

  test("a connection opened ahead into a network that is not there holds no request", async () => {
    let at = Date.now();
    const rig = await startRig({ tls: farEndTls, now: () => at, limits: { connectMs: 60_000 } });
    // The first to come never hears anything; everyone after is led through.
    let came = 0;
    const gate = createServer((socket) => {
      came += 1;
      if (came === 1) return;
      const through = connect(rig.farEnd.port, "127.0.0.1");
      socket.pipe(through).pipe(socket);
      socket.on("error", () => through.destroy());
      through.on("error", () => socket.destroy());
    });
    gate.listen(0, "127.0.0.1");
    await once(gate, "listening");
    cleanUp(async () => gate.close());
    const { port } = gate.address() as AddressInfo;
    const { aiGateway } = rig.config;
    if (aiGateway === null) throw new Error("The rig has no aiGateway.");
    rig.configure({ aiGateway: { ...aiGateway, base: `https://127.0.0.1:${port}` } });
    while (came === 0) await new Promise((resolve) => setImmediate(resolve));
    at += 5_000;
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages", { headers: {} }));
    expect((await client.answer()).startLine).toContain("200");
    expect(came).toBe(2);
  });

  test.each([
    ["over TLS", farEndTls],
    ["without", undefined],
  ])("small pieces of a request do not wait for acknowledgements: %s", async (_how, tls) => {
    const rig = await startRig(tls ? { tls } : {});
    let arrived = () => {};
    rig.farEnd.onBytes = () => arrived();
    const client = await rig.connect();
    const whole = rig.text("/anthropic/v1/messages", { body: "x".repeat(100) });
    const startedAt = Date.now();
    for (let times = 0; times < 80; times++) {
      const half = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      client.write(whole.subarray(0, -50));
      await half;
      client.write(whole.subarray(-50));
      await client.answer();
    }
    // Nagle's algorithm would hold each second half back for 40 ms.
    expect(Date.now() - startedAt).toBeLessThan(2_200);
  });

  test("a far end nobody vouches for gets nothing", async () => {
    const farEnd = await startFarEnd(undefined, farEndTls);
    const router = createRouter({ onExchange: () => undefined });
    cleanUp(async () => {
      await router.close(0);
      await farEnd.close();
    });
    const rig = await startRig();
    router.configure({
      ...rig.config,
      aiGateway: { ...rig.config.aiGateway, base: farEnd.base } as never,
    });
    const listening = await router.listen(0);
    if (!listening.ok) throw new Error(listening.code);
    const got = await fetchOnce(`http://127.0.0.1:${listening.port}/anthropic/v1/messages`);
    expect(got.headers["x-sluice-refusal"]).toBe("cloudflareUnreachable");
    expect(farEnd.requests).toEqual([]);
  });

  test("a client that leaves takes the connection with it", async () => {
    const rig = await startRig({ tls: farEndTls, respond: () => undefined });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages"));
    while (rig.farEnd.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    client.destroy();
    const socket = rig.farEnd.requests[0]?.socket;
    if (socket && !socket.destroyed) await once(socket, "close");
    expect((await rig.exchange()).outcome).toBe("aborted");
  });

  test("a far end that breaks off before it answers is unreachable, not a broken answer", async () => {
    const rig = await startRig({
      tls: farEndTls,
      respond: (_request, socket) => void socket.destroy(),
    });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages"));
    expect(headerOf(await client.answer(), "x-sluice-refusal")).toBe("cloudflareUnreachable");
  });
});
