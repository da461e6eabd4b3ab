import { brotliCompressSync, createGzip, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { answerText, chunkedHead, chunkedText, type Respond } from "../support/far-end.ts";
import { type Rig, startRig } from "./rig.ts";

const usage = { tokensIn: 12, tokensOut: 34, cacheRead: 5, cacheWrite: 6, cacheWrite1h: 0 };
const message = JSON.stringify({
  type: "message",
  model: "claude-sonnet-4-6",
  content: [{ type: "text", text: 'say "usage":{"input_tokens":999}' }],
  usage: {
    input_tokens: 12,
    output_tokens: 34,
    cache_read_input_tokens: 5,
    cache_creation_input_tokens: 6,
  },
});
const events = [
  `event: message_start\ndata: {"type":"message_start","message":{"model":"claude-sonnet-4-6","usage":{"input_tokens":12,"cache_read_input_tokens":5,"cache_creation_input_tokens":6,"output_tokens":1}}}\n\n`,
  `event: content_block_delta\ndata: {"type":"content_block_delta","delta":{"text":"hi"}}\n\n`,
  `event: message_delta\ndata: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":34}}\n\n`,
  `event: message_stop\ndata: {"type":"message_stop"}\n\n`,
];
const json = { "Content-Type": "application/json" };

async function ask(rig: Rig, target = "/anthropic/v1/messages") {
  const client = await rig.connect();
  client.write(rig.text(target, { body: '{"model":"asked"}' }));
  return client.answer();
}

const say =
  (bytes: Buffer | string): Respond =>
  (_request, socket) =>
    void socket.write(bytes);

describe("what an answer says it used is reported with its exchange", () => {
  const wire = Buffer.from(chunkedHead + chunkedText(events));
  test.each<[string, Buffer]>([
    ["a message", answerText(200, message, json)],
    ["a stream", wire],
    [
      "a stream in small chunks",
      Buffer.from(chunkedHead + chunkedText(events.join("").match(/.{1,3}/gs) ?? [])),
    ],
    [
      "a stream without a length",
      Buffer.from(
        `HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n${events.join("")}`,
      ),
    ],
  ])("%s", async (what, bytes) => {
    const rig = await startRig({
      respond: (_request, socket) => {
        socket.write(bytes);
        if (what.endsWith("length")) socket.end();
      },
    });
    await ask(rig);
    expect(await rig.exchange()).toMatchObject({
      outcome: "ok",
      status: 200,
      model: "claude-sonnet-4-6",
      usage,
      by: "openclaw",
      provider: "anthropic",
      path: "/v1/messages",
    });
  });

  test("an answer that names no model: the path does, where the provider has it there", async () => {
    const said = JSON.stringify({
      candidates: [{ content: { role: "model", parts: [{ text: "hi" }] }, finishReason: "STOP" }],
      usageMetadata: { promptTokenCount: 7, candidatesTokenCount: 2, totalTokenCount: 9 },
    });
    const rig = await startRig({ respond: say(answerText(200, said, json)) });
    rig.configure({ providers: { "google-ai-studio": { base: null, key: "goog-1" } } });
    const client = await rig.connect();
    const target = "/google-ai-studio/v1beta/models/gemini-2.5-pro:generateContent";
    client.write(rig.text(target, { body: '{"contents":[]}' }));
    await client.answer();
    expect(await rig.exchange()).toMatchObject({
      model: "gemini-2.5-pro",
      usage: { tokensIn: 7, tokensOut: 2 },
    });
  });

  test.each([
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
    ["zstd", zstdCompressSync],
  ])("packed in %s, which passes as it came", async (encoding, pack) => {
    const packed = pack(message);
    const rig = await startRig({
      respond: say(answerText(200, packed, { ...json, "Content-Encoding": encoding })),
    });
    const answer = await ask(rig);
    expect(answer.body.equals(packed)).toBe(true);
    expect(await rig.exchange()).toMatchObject({
      outcome: "ok",
      model: "claude-sonnet-4-6",
      usage,
    });
  });

  test("a stream that is packed as it comes", async () => {
    const rig = await startRig({
      respond: async (_request, socket) => {
        const head = chunkedHead.replace("\r\n\r\n", "\r\nContent-Encoding: gzip\r\n\r\n");
        const gzip = createGzip();
        gzip.on("data", (piece: Buffer) => {
          socket.write(`${piece.length.toString(16)}\r\n`);
          socket.write(piece);
          socket.write("\r\n");
        });
        gzip.on("end", () => socket.write("0\r\n\r\n"));
        socket.write(head);
        for (const event of events) {
          gzip.write(event);
          await new Promise<void>((resolve) => gzip.flush(() => resolve()));
        }
        gzip.end();
      },
    });
    await ask(rig);
    expect(await rig.exchange()).toMatchObject({ outcome: "ok", usage });
  });

  test.each([
    ["that is not what it says", answerText(200, "????", { ...json, "Content-Encoding": "gzip" })],
    ["of a kind nobody knows", answerText(200, "????", { ...json, "Content-Encoding": "snap" })],
    [
      "that is cut",
      answerText(200, gzipSync(message).subarray(0, -9), { ...json, "Content-Encoding": "gzip" }),
    ],
  ])("packing %s costs the figures, not the answer", async (_what, bytes) => {
    const rig = await startRig({ respond: say(bytes) });
    expect((await ask(rig)).raw.length).toBeGreaterThan(bytes.length - 1);
    expect(await rig.exchange()).toMatchObject({ outcome: "ok", usage: null });
  });

  test("packed bytes that pile up are let go unread", async () => {
    const packed = gzipSync(message.padEnd(400_000));
    const rig = await startRig({
      limits: { packedBytes: 100 },
      respond: say(answerText(200, packed, { ...json, "Content-Encoding": "gzip" })),
    });
    await ask(rig);
    expect(await rig.exchange()).toMatchObject({ outcome: "ok", usage: null });
  });

  test("a cut answer carries no figures that are not final", async () => {
    const rig = await startRig({
      respond: (_request, socket) =>
        void socket.write(chunkedHead + chunkedText(events.slice(0, 2)).slice(0, -5)),
    });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages"));
    await client.received(200);
    rig.farEnd.sockets[0]?.destroy();
    await client.closed();
    expect(await rig.exchange()).toMatchObject({
      outcome: "failed",
      usage: null,
      model: "claude-sonnet-4-6",
    });
  });

  test("what Cloudflare replays is marked, and its log id kept", async () => {
    const headers = { ...json, "cf-aig-cache-status": "HIT", "cf-aig-log-id": "0198-uuid" };
    const rig = await startRig({ respond: say(answerText(200, message, headers)) });
    await ask(rig);
    expect(await rig.exchange()).toMatchObject({ cacheHit: true, logId: "0198-uuid", usage });
  });

  test("an answer nobody meters still has the model that was asked", async () => {
    const rig = await startRig({ respond: say(answerText(200, '{"data":[]}', json)) });
    await ask(rig, "/openai/v1/images/generations");
    expect(await rig.exchange()).toMatchObject({
      outcome: "ok",
      provider: "openai",
      path: "/v1/images/generations",
      model: "asked",
      usage: null,
    });
  });
});

test("times are counted from the request, the first byte of the answer, and its end", async () => {
  let at = 1_000;
  const rig = await startRig({
    now: () => at,
    respond: (_request, socket) => {
      at = 1_200;
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na");
    },
  });
  const client = await rig.connect();
  client.write(rig.text("/anthropic/v1/messages"));
  await client.received(20);
  at = 1_500;
  rig.farEnd.sockets[0]?.write("b");
  await client.answer();
  expect(await rig.exchange()).toMatchObject({
    startedAt: 1_000,
    firstByteMs: 200,
    durationMs: 500,
  });
});

test("a listener that throws ends no stream", async () => {
  const { createRouter } = await import("../../main/router/server.ts");
  const rig = await startRig();
  const events: string[] = [];
  const note = (event: string) => void events.push(event);
  const router = createRouter({
    onExchange() {
      throw new Error("a secret");
    },
    log: { info: note, warn: note, error: note },
  });
  router.configure(rig.config);
  const listening = await router.listen(0);
  if (!listening.ok) throw new Error(listening.code);
  const { connectRaw, requestText } = await import("../support/raw-client.ts");
  const client = await connectRaw(listening.port);
  const headers = { "x-api-key": rig.config.localKey ?? "" };
  for (let times = 0; times < 2; times++) {
    client.write(requestText({ port: listening.port, target: "/anthropic/v1/messages", headers }));
    await client.answer();
  }
  expect(events).toEqual(["router.listening", "router.reportFailed", "router.reportFailed"]);
  client.destroy();
  await router.close(0);
});
