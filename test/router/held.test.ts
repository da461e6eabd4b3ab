import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { answerText, chunkedText, type Respond } from "../support/far-end.ts";
import { headerOf } from "../support/framing.reference.ts";
import { type Rig, startRig } from "./rig.ts";

const unauthorized = JSON.stringify({
  success: false,
  result: [],
  messages: [],
  error: [{ code: 2009, message: "Unauthorized" }],
  name: "AiGatewayError",
});
const overloaded = '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}';
const json = { "Content-Type": "application/json", "cf-aig-log-id": "01LOG" };
const body = JSON.stringify({ model: "claude-x", stream: true, messages: [] });

const say =
  (bytes: Buffer | string): Respond =>
  (_request, socket) =>
    void socket.write(bytes);

async function ask(rig: Rig, target = "/anthropic/v1/messages") {
  const client = await rig.connect();
  client.write(rig.text(target, { body }));
  const answer = await client.answer();
  // Whatever it was, the connection goes on.
  client.write(rig.text(target, { body }));
  await client.answer();
  return answer;
}

describe("what the provider said is relayed byte for byte", () => {
  test.each([
    ["with a length", answerText(529, overloaded, json)],
    [
      "in chunks",
      `HTTP/1.1 529 Overloaded\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${chunkedText([overloaded.slice(0, 9), overloaded.slice(9)])}`,
    ],
    ["packed", answerText(401, gzipSync(overloaded), { ...json, "Content-Encoding": "gzip" })],
    ["packed in an unknown way", answerText(401, "????", { ...json, "Content-Encoding": "snap" })],
    ["packed, but not really", answerText(401, "????", { ...json, "Content-Encoding": "gzip" })],
    ["without a body", answerText(404, "", { "cf-aig-log-id": "x" })],
  ])("%s", async (_how, bytes) => {
    const rig = await startRig({ respond: say(bytes) });
    const answer = await ask(rig);
    expect(answer.raw.toString("latin1")).toBe(bytes.toString("latin1"));
    expect(await rig.exchange()).toMatchObject({
      outcome: "providerError",
      status: Number(bytes.toString("latin1").split(" ")[1]),
      refusal: null,
      model: "claude-x",
      usage: null,
    });
    expect(rig.farEnd.sockets).toHaveLength(1);
  });

  test("when it is too long to be an error of Cloudflare's, as it comes", async () => {
    const text = JSON.stringify({ error: "x".repeat(200_000) });
    const rig = await startRig({ respond: say(answerText(500, text, json)) });
    expect((await ask(rig)).body.toString()).toBe(text);
    expect((await rig.exchange()).outcome).toBe("providerError");
  });

  test("when it is too long, before it is all there", async () => {
    const rig = await startRig({
      respond: say("HTTP/1.1 500 X\r\nContent-Length: 900000\r\n\r\n".padEnd(100_000, "x")),
    });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages", { body }));
    await client.received(90_000);
    expect(rig.exchanges).toEqual([]);
  });

  test("up to its end, and not a byte of what stands behind it", async () => {
    const rig = await startRig({
      respond: say(`${answerText(500, overloaded, json)}HTTP/1.1 200 Evil\r\n\r\n`),
    });
    expect((await ask(rig)).body.toString()).toBe(overloaded);
    expect(rig.farEnd.sockets).toHaveLength(2);
  });

  test("when it ends with its connection", async () => {
    const rig = await startRig({
      respond: (_request, socket) =>
        void socket.end(`HTTP/1.1 500 X\r\nContent-Type: application/json\r\n\r\n${overloaded}`),
    });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages", { body }));
    const answer = await client.answer();
    expect(answer.body.toString()).toBe(overloaded);
    expect(headerOf(answer, "connection")).toBe("close");
    await client.closed();
  });

  test("on the direct route everything is the provider's own", async () => {
    const rig = await startRig({
      config: { route: "direct" },
      respond: say(answerText(401, unauthorized, json)),
    });
    const answer = await ask(rig);
    expect(answer.body.toString()).toBe(unauthorized);
    expect(await rig.exchange()).toMatchObject({
      outcome: "providerError",
      status: 401,
      route: "direct",
      model: "claude-x",
      logId: null,
    });
  });

  test("an error to HEAD has nothing to tell by", async () => {
    const rig = await startRig({ respond: say("HTTP/1.1 404 X\r\nContent-Length: 40\r\n\r\n") });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/api/hello", { method: "HEAD" }));
    expect((await client.answer("answerToHead")).startLine).toBe("HTTP/1.1 404 X");
  });
});

describe("what the aiGateway said becomes a refusal", () => {
  test.each([
    ["with a length", answerText(401, unauthorized, json)],
    [
      "in chunks",
      `HTTP/1.1 401 X\r\nTransfer-Encoding: chunked\r\n\r\n${chunkedText([...(unauthorized.match(/.{1,9}/g) ?? [])])}`,
    ],
    ["in gzip", answerText(401, gzipSync(unauthorized), { ...json, "Content-Encoding": "gzip" })],
    [
      "in deflate",
      answerText(401, deflateSync(unauthorized), { ...json, "Content-Encoding": "deflate" }),
    ],
    [
      "in brotli",
      answerText(401, brotliCompressSync(unauthorized), { ...json, "Content-Encoding": "BR" }),
    ],
  ])("%s", async (_how, bytes) => {
    const rig = await startRig({ respond: say(bytes) });
    const answer = await ask(rig);
    expect(answer.startLine).toBe("HTTP/1.1 200 OK");
    expect(headerOf(answer, "x-sluice-refusal")).toBe("tokenRejected");
    expect(answer.body.toString()).toContain("Sluice_Cloudflare_token_rejected-open_Sluice");
    expect(answer.body.toString()).toContain('"model":"claude-x"');
    expect(await rig.exchange()).toMatchObject({
      outcome: "refused",
      refusal: "tokenRejected",
      status: 401,
      model: "claude-x",
    });
    expect(rig.farEnd.sockets).toHaveLength(1);
  });

  test.each([
    [403, "error code: 1010", "text/plain", "edgeBlocked"],
    [
      524,
      "<html><title>gateway.ai.cloudflare.com | 524</title></html>",
      "text/html",
      "edgeTimeout",
    ],
  ])("from the edge: %i %s", async (status, said, type, reason) => {
    const rig = await startRig({
      respond: say(answerText(status, said, { "Content-Type": type })),
    });
    expect(headerOf(await ask(rig), "x-sluice-refusal")).toBe(reason);
    // The provider may have answered, and want its money, before the edge gave up: nobody knows.
    expect((await rig.exchange()).outcome).toBe(reason === "edgeTimeout" ? "failed" : "refused");
  });

  test("on a path where only an error does no harm, a 400", async () => {
    const rig = await startRig({
      respond: say(answerText(429, unauthorized.replace("2009", "2003"), json)),
    });
    const answer = await ask(rig, "/openai/v1/embeddings");
    expect(answer.startLine).toBe("HTTP/1.1 400 Bad Request");
    expect(JSON.parse(answer.body.toString()).error.code).toContain("rate_limit");
  });

  test("a request larger than is kept is still known by what it asked for", async () => {
    const rig = await startRig({
      respond: say(answerText(401, unauthorized, json)),
      limits: { keptRequestBytes: 10_000 },
    });
    const client = await rig.connect();
    const large = JSON.stringify({
      messages: "x".repeat(400_000),
      tools: [1],
      stream: true,
      model: "m",
    });
    const chunked = `${large.length.toString(16)}\r\n${large}\r\n0\r\n\r\n`;
    client.write(rig.text("/openai/responses", { body: large }));
    client.write(
      rig.text("/openai/responses", { headers: { "Transfer-Encoding": "chunked" }, body: chunked }),
    );
    for (let times = 0; times < 2; times++)
      expect((await client.answer()).body.toString()).toContain("event: response.refusal.done");
  });

  test("that comes before the request is all sent waits for the rest of it", async () => {
    const rig = await startRig();
    rig.farEnd.onBytes = (_bytes, socket) => void socket.write(answerText(401, unauthorized, json));
    const client = await rig.connect();
    const text = rig.text("/anthropic/v1/messages", {
      body: JSON.stringify({ pad: "x".repeat(300_000), model: "late", stream: true }),
    });
    client.write(text.subarray(0, 100_000));
    const [socket] = await new Promise<typeof rig.farEnd.sockets>((resolve) => {
      const look = () =>
        rig.farEnd.sockets[0]?.destroyed ? resolve(rig.farEnd.sockets) : setTimeout(look, 5);
      look();
    });
    expect(socket?.destroyed).toBe(true);
    client.write(text.subarray(100_000));
    const answer = await client.answer();
    expect(answer.body.toString()).toContain('"model":"late"');
    expect(headerOf(answer, "connection")).toBeUndefined();
  });
});
