import { describe, expect, test } from "vitest";
import { checkKey, localKey, startRig } from "./rig.ts";

const key = `x-api-key: ${localKey}\r\n`;
const line = "POST /anthropic/v1/messages HTTP/1.1\r\n";

/** Sends raw text with PORT filled in, and reads what comes until the connection is closed. */
async function turnAway(text: string) {
  const rig = await startRig();
  const client = await rig.connect();
  client.write(Buffer.from(text.replaceAll("PORT", String(rig.port)), "latin1"));
  const { bytes, isReset } = await client.closed();
  const answer = bytes.toString("latin1");
  expect(rig.farEnd.requests).toEqual([]);
  expect(rig.exchanges).toEqual([]);
  expect(isReset).toBe(false);
  expect(answer).toContain("\r\nConnection: close\r\n");
  const { error } = JSON.parse(answer.split("\r\n\r\n")[1] ?? "");
  return {
    status: Number(answer.split(" ")[1]),
    code: error.code,
    turnedAway: rig.router.stats().turnedAway,
  };
}

const good = `${line}Host: 127.0.0.1:PORT\r\n${key}`;

describe("nothing goes upstream, no exchange is reported, and the connection ends", () => {
  test.each([
    [
      "both a length and chunks",
      `${good}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
      "malformed",
    ],
    ["two lengths", `${good}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`, 400, "malformed"],
    ["a signed length", `${good}Content-Length: +5\r\n\r\nhello`, 400, "malformed"],
    [
      "gzip before chunked",
      `${good}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
      400,
      "malformed",
    ],
    ["a folded line", `${good}X-A: b\r\n c\r\nContent-Length: 0\r\n\r\n`, 400, "malformed"],
    ["a space before a colon", `${good}Content-Length : 5\r\n\r\nhello`, 400, "malformed"],
    ["a bare LF", `${good}X-A: b\nX-Evil: 1\r\nContent-Length: 0\r\n\r\n`, 400, "malformed"],
    ["a NUL", `${good}X-A: b\0c\r\nContent-Length: 0\r\n\r\n`, 400, "malformed"],
    [
      "a chunk size that is none",
      `${good}Transfer-Encoding: chunked\r\n\r\nZZ\r\nhello\r\n0\r\n\r\n`,
      400,
      "malformed",
    ],
    ["a TLS hello", "\x16\x03\x01\x02\x00\x01\x00", 400, "malformed"],
    ["two hosts", `${good}Host: 127.0.0.1:PORT\r\n\r\n`, 400, "host"],
    ["no host", `${line}${key}\r\n`, 400, "host"],
    [
      "HTTP/1.0",
      `POST /anthropic/v1 HTTP/1.0\r\nHost: 127.0.0.1:PORT\r\n${key}\r\n`,
      505,
      "version",
    ],
    ["HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, "version"],
    ["another host", `${line}Host: evil.example\r\n${key}\r\n`, 403, "wrongHost"],
    ["an origin", `${good}Origin: http://127.0.0.1:PORT\r\n\r\n`, 403, "origin"],
    [
      "OPTIONS",
      `OPTIONS /anthropic/v1 HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n${key}\r\n`,
      405,
      "method",
    ],
    [
      "CONNECT",
      `CONNECT api.openai.com:443 HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n${key}\r\n`,
      405,
      "method",
    ],
    ["an upgrade", `${good}Connection: upgrade\r\nUpgrade: websocket\r\n\r\n`, 501, "upgrade"],
    ["a strange expectation", `${good}Expect: x\r\n\r\n`, 417, "expectation"],
    ["no key", `${line}Host: 127.0.0.1:PORT\r\n\r\n`, 401, "wrongKey"],
    [
      "a wrong key",
      `${line}Host: 127.0.0.1:PORT\r\nx-api-key: ${"x".repeat(localKey.length)}\r\n\r\n`,
      401,
      "wrongKey",
    ],
    [
      "our key in the query",
      `POST /anthropic/v1?key=${localKey} HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n${key}\r\n`,
      400,
      "misplacedKey",
    ],
    [
      "an absolute target",
      `GET http://api.openai.com/v1 HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n${key}\r\n`,
      400,
      "path",
    ],
    [
      "dot segments",
      `GET /anthropic/../admin HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n${key}\r\n`,
      400,
      "path",
    ],
    [
      "an encoded slash",
      `GET /anthropic/a%2Fb HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n${key}\r\n`,
      400,
      "path",
    ],
    [
      "a provider nobody knows",
      `GET /nobody/v1 HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n${key}\r\n`,
      404,
      "unknownProvider",
    ],
    [
      "an Object.prototype name",
      `GET /constructor/v1 HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n${key}\r\n`,
      404,
      "unknownProvider",
    ],
    ["a head of more than 64 KB", `${good}X-A: ${"a".repeat(70_000)}\r\n\r\n`, 431, "headTooLarge"],
    ["a head without an end", `${good}X-A: ${"a".repeat(70_000)}`, 431, "headTooLarge"],
  ])("with %s", async (_what, text, status, code) => {
    expect(await turnAway(text)).toEqual({ status, code, turnedAway: { [code]: 1 } });
  });

  test("an answer to HEAD has no body even then", async () => {
    const rig = await startRig();
    const client = await rig.connect();
    client.write(`HEAD /anthropic/v1 HTTP/1.1\r\nHost: 127.0.0.1:${rig.port}\r\n\r\n`);
    const { bytes } = await client.closed();
    expect(bytes.toString()).toMatch(/^HTTP\/1\.1 401 .*\r\n\r\n$/s);
  });
});

test("a caller without the key learns nothing of what lies behind it", async () => {
  const rig = await startRig();
  const said = new Set<string>();
  for (const target of ["/anthropic/v1", "/nobody", "/anthropic/../x", "*"]) {
    const client = await rig.connect();
    client.write(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${rig.port}\r\n\r\n`);
    said.add((await client.closed()).bytes.toString());
  }
  expect(said.size).toBe(1);
});

test("a client that is turned away while it sends a large body can read why", async () => {
  const rig = await startRig();
  const client = await rig.connect();
  const body = Buffer.alloc(8_000_000);
  client.write(rig.text("/anthropic/v1", { headers: { "x-api-key": "wrong" }, body }));
  const { bytes, isReset } = await client.closed();
  expect(bytes.toString()).toContain("wrongKey");
  expect(isReset).toBe(false);
});

test("chunks that break in the middle of a request abort it upstream", async () => {
  const rig = await startRig();
  const client = await rig.connect();
  const reached = new Promise<void>((resolve) => {
    rig.farEnd.onBytes = () => resolve();
  });
  const headers = { "Transfer-Encoding": "chunked" };
  client.write(rig.text("/anthropic/v1", { headers, body: "5\r\nhello\r\n" }));
  await reached;
  client.write("5\r\nhello world");
  await client.closed();
  expect(await rig.exchange()).toMatchObject({ outcome: "aborted", status: null });
  expect(rig.farEnd.requests).toEqual([]);
});

test("without a link only Sluice's own key opens, and says so", async () => {
  const rig = await startRig({ config: { localKey: null } });
  const client = await rig.connect();
  client.write(rig.text("/anthropic/v1", { headers: { "x-api-key": checkKey } }));
  await client.answer();
  expect(await rig.exchange()).toMatchObject({ by: "sluice", outcome: "ok" });
  const other = await rig.connect();
  other.write(rig.text("/anthropic/v1"));
  expect((await other.closed()).bytes.toString()).toContain("wrongKey");
});

test("before it is configured the router lets nobody in", async () => {
  const { createRouter } = await import("../../main/router/server.ts");
  const router = createRouter({ onExchange: () => undefined });
  const listening = await router.listen(0);
  if (!listening.ok) throw new Error(listening.code);
  const { fetchOnce } = await import("./rig.ts");
  const got = await fetchOnce(`http://127.0.0.1:${listening.port}/anthropic/v1/messages`);
  expect(got.status).toBe(401);
  await router.close(0);
});

describe("time", () => {
  const limits = { sweepMs: 20, firstHeadMs: 60, headMs: 60, idleClientMs: 60, lingerMs: 40 };

  test("a head that does not come to its end is answered 408", async () => {
    const rig = await startRig({ limits: { ...limits, idleClientMs: 60_000 } });
    const client = await rig.connect();
    client.write("POST /anthropic/v1 HTTP/1.1\r\nHost: ");
    expect((await client.closed()).bytes.toString()).toContain("headTimeout");
  });

  test("a connection nobody uses is ended without a word", async () => {
    const rig = await startRig({ limits });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1"));
    await client.answer();
    expect(await client.closed()).toEqual({ bytes: Buffer.alloc(0), isReset: false });
    expect(rig.exchanges).toHaveLength(1);
  });

  test("more clients than allowed are let go at once", async () => {
    const rig = await startRig({ limits: { clients: 2 } });
    const kept = [await rig.connect(), await rig.connect()];
    for (const client of kept) {
      client.write(rig.text("/anthropic/v1"));
      await client.answer();
    }
    const dropped = await rig.connect();
    await dropped.closed();
    expect(rig.router.stats()).toMatchObject({ clients: 2, dropped: 1 });
    kept[0]?.write(rig.text("/anthropic/v1"));
    await kept[0]?.answer();
  });
});
