import { once } from "node:events";
import { expect, test } from "vitest";
import { chunkedHead, type FarEnd, startFarEnd } from "../support/far-end.ts";
import { cleanUp, startRig } from "./rig.ts";

const times = 20;

/** Resolves when the far end sees the connection of this index closed. */
async function upstreamClosed(farEnd: FarEnd, index: number): Promise<void> {
  const socket = farEnd.sockets[index];
  if (socket && !socket.destroyed) await once(socket, "close");
}

test("a client that leaves while the answer is awaited takes the request with it, every time", async () => {
  const rig = await startRig({ respond: () => undefined });
  for (let index = 0; index < times; index++) {
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages", { body: '{"model":"m"}' }));
    while (rig.farEnd.requests.length <= index)
      await new Promise((resolve) => setImmediate(resolve));
    client.destroy();
    await upstreamClosed(rig.farEnd, index);
    expect(await rig.exchange(index)).toMatchObject({
      outcome: "aborted",
      status: null,
      firstByteMs: null,
      model: "m",
    });
  }
  expect(rig.farEnd.sockets).toHaveLength(times);
});

test("and so does one that leaves in the middle of its answer", async () => {
  const rig = await startRig({
    respond: (_request, socket) => void socket.write(`${chunkedHead}5\r\nhello\r\n`),
  });
  for (let index = 0; index < times; index++) {
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages", { body: "{}" }));
    await client.received(chunkedHead.length);
    client.destroy();
    await upstreamClosed(rig.farEnd, index);
    expect(await rig.exchange(index)).toMatchObject({
      outcome: "aborted",
      status: 200,
      usage: null,
    });
  }
});

test("and one that leaves while it is still sending", async () => {
  const rig = await startRig();
  let arrived = 0;
  rig.farEnd.onBytes = (bytes) => {
    arrived += bytes.length;
  };
  for (let index = 0; index < times; index++) {
    arrived = 0;
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages", { body: "x".repeat(5_000) }).subarray(0, -9));
    while (arrived < 5_000) await new Promise((resolve) => setImmediate(resolve));
    client.destroy();
    await upstreamClosed(rig.farEnd, index);
    expect((await rig.exchange(index)).outcome).toBe("aborted");
  }
});

test("a client that only ends its own side has left too", async () => {
  const rig = await startRig({ respond: () => undefined });
  const client = await rig.connect();
  client.write(rig.text("/anthropic/v1/messages"));
  while (rig.farEnd.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
  client.socket.end();
  await upstreamClosed(rig.farEnd, 0);
  expect((await rig.exchange()).outcome).toBe("aborted");
});

test("a client that ends its side behind an answer it has got was answered", async () => {
  const rig = await startRig();
  const client = await rig.connect();
  client.write(rig.text("/anthropic/v1/messages"));
  await client.answer();
  client.socket.end();
  await client.closed();
  expect(rig.exchanges.map(({ outcome }) => outcome)).toEqual(["ok"]);
});

test("a client that leaves while the connection is being made is not connected for", async () => {
  // It takes the connection and never says a word of TLS.
  const mute = await startFarEnd(() => undefined);
  mute.isReading = false;
  cleanUp(() => mute.close());
  const rig = await startRig();
  const base = mute.base.replace("http:", "https:");
  rig.configure({ aiGateway: { base, accountId: "a", aiGatewayId: "g", token: null } });
  const client = await rig.connect();
  client.write(rig.text("/anthropic/v1/messages"));
  while (rig.router.stats().upstreamsBusy === 0)
    await new Promise((resolve) => setImmediate(resolve));
  client.destroy();
  expect((await rig.exchange()).outcome).toBe("aborted");
  expect(rig.router.stats()).toMatchObject({ upstreamsBusy: 0, clients: 0 });
});

test("silence on both sides ends an exchange at last, and no sooner", async () => {
  const rig = await startRig({
    limits: { silenceMs: 1_500, sweepMs: 50 },
    respond: async (_request, socket) => {
      socket.write(chunkedHead);
      // Every sign of life counts.
      for (let times = 0; times < 5; times++) {
        await new Promise((resolve) => setTimeout(resolve, 350));
        socket.write("1\r\nx\r\n");
      }
    },
  });
  const startedAt = Date.now();
  const client = await rig.connect();
  client.write(rig.text("/anthropic/v1/messages"));
  await client.closed();
  expect(Date.now() - startedAt).toBeGreaterThan(5 * 350 + 1_400);
  expect((await rig.exchange()).outcome).toBe("failed");
  await upstreamClosed(rig.farEnd, 0);
});
