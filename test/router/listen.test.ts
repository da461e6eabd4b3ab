import { once } from "node:events";
import { createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { describe, expect, test } from "vitest";
import { createRouter } from "../../main/router/server.ts";
import { answerText, chunkedHead, chunkedText } from "../support/far-end.ts";
import { need } from "../support/tools.ts";
import { cleanUp, fetchOnce, startRig } from "./rig.ts";

const hasIpv6 = need({
  what: "IPv6 on loopback",
  present: Object.values(networkInterfaces()).some((all) =>
    all?.some(({ address }) => address === "::1"),
  ),
  remedy: "sysctl net.ipv6.conf.lo.disable_ipv6=0",
});

async function occupy(host: string, port = 0): Promise<number> {
  const server = createServer((socket) => socket.destroy());
  server.listen({ port, host, ipv6Only: true });
  await once(server, "listening");
  cleanUp(async () => void server.close());
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

function freshRouter() {
  const router = createRouter({ onExchange: () => undefined });
  cleanUp(() => router.close(0));
  return router;
}

describe("where it listens", () => {
  test.skipIf(!hasIpv6)("on 127.0.0.1 and ::1, the same port", async () => {
    const rig = await startRig();
    for (const host of ["127.0.0.1", "::1"]) {
      const client = await rig.connect(host);
      const shown = host === "::1" ? "[::1]" : host;
      for (const name of [`${shown}:${rig.port}`, `localhost:${rig.port}`]) {
        client.write(rig.text("/anthropic/v1/messages", { headers: { Host: name } }));
        expect((await client.answer()).startLine).toContain("200");
      }
    }
  });

  test("nowhere else", async () => {
    const rig = await startRig();
    const outside = Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .filter(({ family, internal }) => family === "IPv4" && !internal)
      .map(({ address }) => address);
    for (const host of [...outside, "127.0.0.2"])
      await expect(rig.connect(host)).rejects.toThrow("ECONNREFUSED");
  });

  test("a port somebody else has is told, and another can be tried", async () => {
    const port = await occupy("127.0.0.1");
    const router = freshRouter();
    expect(await router.listen(port)).toEqual({ ok: false, code: "router.portTaken" });
    expect(await router.listen(0)).toMatchObject({ ok: true });
  });

  test.skipIf(!hasIpv6)("somebody else on ::1 is somebody on the port", async () => {
    const port = await occupy("::1");
    const router = freshRouter();
    expect(await router.listen(port)).toEqual({ ok: false, code: "router.portTaken" });
    // And nothing is left behind on 127.0.0.1.
    expect(await occupy("127.0.0.1", port)).toBe(port);
  });

  test("a port that cannot be had at all is a failure", async () => {
    expect(await freshRouter().listen(70_000)).toEqual({ ok: false, code: "router.failed" });
  });

  test("listening again moves, and the old address is no longer answered to", async () => {
    const rig = await startRig();
    const client = await rig.connect();
    const again = await rig.router.listen(0);
    if (!again.ok) throw new Error(again.code);
    expect(again.port).not.toBe(rig.port);
    await expect(rig.connect()).rejects.toThrow("ECONNREFUSED");
    const url = `http://127.0.0.1:${again.port}/anthropic/v1/messages`;
    expect((await fetchOnce(url)).status).toBe(200);
    client.write(rig.text("/anthropic/v1/messages"));
    expect((await client.closed()).bytes.toString()).toContain("wrongHost");
  });
});

describe("closing", () => {
  test("lets a running answer end, tells its client, and takes no more", async () => {
    const rig = await startRig({
      respond: (_request, socket) =>
        void socket.write(chunkedHead + chunkedText(["ab"]).slice(0, 7)),
    });
    const [idle, busy] = [await rig.connect(), await rig.connect()];
    busy.write(rig.text("/anthropic/v1/messages"));
    await busy.received(chunkedHead.length);
    const closed = rig.router.close(20_000);
    await idle.closed();
    await expect(rig.connect()).rejects.toThrow("ECONNREFUSED");
    rig.farEnd.sockets[0]?.write("0\r\n\r\n");
    expect((await busy.answer()).body.toString()).toBe("ab");
    await busy.closed();
    await closed;
    expect(rig.exchanges.map(({ outcome }) => outcome)).toEqual(["ok"]);
    expect(rig.router.stats()).toMatchObject({ clients: 0, upstreamsBusy: 0, upstreamsIdle: 0 });
  });

  test("breaks off what does not end in time, and reports it", async () => {
    const rig = await startRig({ respond: () => undefined });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages"));
    while (rig.farEnd.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await rig.router.close(50);
    await client.closed();
    expect(rig.exchanges.map(({ outcome }) => outcome)).toEqual(["aborted"]);
  });

  test("with nothing to do is done at once, twice as well", async () => {
    const router = freshRouter();
    await router.listen(0);
    await router.close(60_000);
    await router.close(60_000);
  });
});

describe("connections kept for later", () => {
  test("one is made ahead for a linked OpenClaw, and the first request finds it", async () => {
    const rig = await startRig({
      respond: (_request, socket) => void socket.write(answerText(200, "x")),
    });
    while (rig.farEnd.sockets.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages"));
    await client.answer();
    expect(rig.farEnd.sockets).toHaveLength(1);
  });

  test("none is made without a link, on pause, or directly", async () => {
    const rig = await startRig({ config: { localKey: null } });
    rig.configure({ route: "paused" });
    rig.configure({ route: "direct" });
    expect(rig.router.stats()).toMatchObject({ upstreamsBusy: 0, upstreamsIdle: 0 });
  });

  test("they are closed when they were idle too long", async () => {
    const rig = await startRig({ limits: { sweepMs: 20, idleUpstreamMs: 80 } });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages"));
    await client.answer();
    expect(rig.router.stats().upstreamsIdle).toBe(1);
    const [socket] = rig.farEnd.sockets;
    if (socket && !socket.destroyed) await once(socket, "close");
    expect(rig.router.stats().upstreamsIdle).toBe(0);
  });

  test("after the machine has slept they are made anew", async () => {
    let at = 1_000;
    const rig = await startRig({ limits: { sweepMs: 20 }, now: () => at });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages"));
    await client.answer();
    const [old] = rig.farEnd.sockets;
    at += 3_600_000;
    if (old && !old.destroyed) await once(old, "close");
    expect(rig.logs).toContainEqual(expect.objectContaining({ event: "router.poolDropped" }));
    client.write(rig.text("/anthropic/v1/messages"));
    await client.answer();
    expect(rig.farEnd.sockets.length).toBe(2);
  });
});
