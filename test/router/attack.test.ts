import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { costOf } from "../../main/core/price.ts";
import { answerText } from "../support/far-end.ts";
import { headerOf } from "../support/framing.reference.ts";
import { type Rig, startRig } from "./rig.ts";

const messages = "/anthropic/v1/messages";

/** A request on a kept connection, once the far end has read it and says nothing. */
async function held(rig: Rig) {
  const client = await rig.connect();
  client.write(rig.text(messages));
  await client.answer();
  const asked = new Promise<() => void>((resolve) => {
    rig.farEnd.respond = (_request, socket) => resolve(() => void socket.destroy());
  });
  client.write(rig.text(messages));
  const kill = await asked;
  rig.farEnd.respond = (_request, socket) => void socket.write(answerText(200, "again"));
  return { client, kill };
}

describe("a kept connection that dies under a request", () => {
  test("after a pause: nothing is sent, and the pause answers", async () => {
    const rig = await startRig();
    const { client, kill } = await held(rig);
    rig.configure({ route: "paused" });
    kill();
    expect(headerOf(await client.answer(), "x-sluice-refusal")).toBe("paused");
    expect(rig.farEnd.requests).toHaveLength(2);
  });

  test("after any other change: the bytes made for what was before are not sent", async () => {
    const rig = await startRig();
    const { client, kill } = await held(rig);
    rig.configure({ route: "direct" });
    kill();
    expect(headerOf(await client.answer(), "x-sluice-refusal")).toBe("cloudflareUnreachable");
    expect(rig.farEnd.requests).toHaveLength(2);
  });

  test("long after it was sent: it may have been served, so it is not sent again", async () => {
    let nowMs = 1_800_000_000_000;
    const rig = await startRig({ now: () => nowMs });
    const { client, kill } = await held(rig);
    nowMs += 1_001;
    kill();
    expect(headerOf(await client.answer(), "x-sluice-refusal")).toBe("cloudflareUnreachable");
    expect(rig.farEnd.requests).toHaveLength(2);
    expect(rig.router.stats().retries).toBe(0);
  });
});

test("a compressed answer with a tier that is no text is relayed, and the router lives on", async () => {
  const body =
    '{"model":"m","usage":{"input_tokens":1,"output_tokens":1,"service_tier":{"toString":1}}}';
  const rig = await startRig();
  for (const packed of [true, false]) {
    rig.farEnd.respond = (_request, socket) =>
      void socket.write(
        answerText(200, packed ? gzipSync(body) : body, {
          "Content-Type": "application/json",
          ...(packed ? { "Content-Encoding": "gzip" } : {}),
        }),
      );
    const client = await rig.connect();
    client.write(rig.text(messages));
    expect((await client.answer()).startLine).toContain("200");
  }
  expect((await rig.exchange(0)).usage).toMatchObject({ tokensIn: 1, tokensOut: 1 });
  expect((await rig.exchange(1)).usage).not.toHaveProperty("tier");
});

describe("what a request cost that the far end had and did not answer", () => {
  test.each([
    ["the connection ends", ""],
    ["something else than HTTP", "\x16\x03\x01garbage\r\n\r\n"],
    ["a switch nobody asked for", "HTTP/1.1 101 Switch\r\nUpgrade: x\r\n\r\n"],
    ["two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"],
    ["a broken body", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"],
  ])("%s: is not known", async (_how, bytes) => {
    const rig = await startRig({ respond: (_request, socket) => void socket.end(bytes, "latin1") });
    const client = await rig.connect();
    client.write(rig.text(messages));
    expect(headerOf(await client.answer(), "x-sluice-refusal")).toMatch(/^cloudflare/);
    const exchange = await rig.exchange();
    expect(exchange).toMatchObject({ outcome: "failed", usage: null });
    expect(exchange.refusal).toMatch(/^cloudflare/);
    expect(costOf(exchange)).toEqual({ costMicroUsd: null, unpriced: "usage" });
  });

  test("no connection was made: is nothing", async () => {
    const rig = await startRig();
    await rig.farEnd.close();
    const client = await rig.connect();
    client.write(rig.text(messages));
    expect(headerOf(await client.answer(), "x-sluice-refusal")).toBe("cloudflareUnreachable");
    const exchange = await rig.exchange();
    expect(exchange.outcome).toBe("refused");
    expect(costOf(exchange).costMicroUsd).toBe(0);
  });
});

test("an answer that names no model is filed under the one the request named", async () => {
  const rig = await startRig({
    respond: (_request, socket) =>
      void socket.write(answerText(200, '{"usage":{"input_tokens":1,"output_tokens":1}}')),
  });
  const client = await rig.connect();
  client.write(rig.text(messages, { body: `{"model":"m","prompt":"${"x".repeat(9_000)}"}` }));
  await client.answer();
  expect(await rig.exchange()).toMatchObject({ model: "m", usage: { tokensIn: 1 } });
});

describe("connections without a key", () => {
  test("make room, the oldest first, for one that may have it", async () => {
    const rig = await startRig({ limits: { clients: 3 } });
    const known = await rig.connect();
    known.write(rig.text(messages));
    await known.answer();
    const silent = [await rig.connect(), await rig.connect()];
    const fresh = await rig.connect();
    await silent[0]?.closed();
    fresh.write(rig.text(messages));
    expect((await fresh.answer()).startLine).toContain("200");
    known.write(rig.text(messages));
    expect((await known.answer()).startLine).toContain("200");
    expect(rig.router.stats()).toMatchObject({ clients: 3, dropped: 1 });
  });

  test.each([
    ["silent", () => ""],
    ["with a part of a head", () => "POST /anthropic/v1 HTTP/1.1\r\n"],
  ])("are closed soon: %s", async (_how, bytes) => {
    const rig = await startRig({ limits: { sweepMs: 20, firstHeadMs: 60 } });
    const client = await rig.connect();
    client.write(bytes());
    await client.closed();
    expect(rig.exchanges).toHaveLength(0);
  });
});

test("while paused, connections that a sleep has killed are not made anew", async () => {
  let nowMs = 1_800_000_000_000;
  const rig = await startRig({ now: () => nowMs, limits: { sweepMs: 20 } });
  const client = await rig.connect();
  client.write(rig.text(messages));
  await client.answer();
  rig.configure({ route: "paused" });
  const before = rig.farEnd.sockets.length;
  nowMs += 60_000;
  while (!rig.logs.some(({ event }) => event === "router.poolDropped"))
    await new Promise((resolve) => setImmediate(resolve));
  expect(rig.router.stats().upstreamsIdle).toBe(0);
  expect(rig.farEnd.sockets).toHaveLength(before);
});
