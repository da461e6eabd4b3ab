import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { answerText, chunkedHead } from "../support/far-end.ts";
import { headerOf } from "../support/framing.reference.ts";
import { startRig } from "./rig.ts";

describe("a request on its way", () => {
  test("reaches the aiGateway with its lines unchanged but for those of this hop and ours", async () => {
    const rig = await startRig();
    const client = await rig.connect();
    client.write(
      rig.text("/anthropic/v1/messages?beta=true", {
        headers: {
          Connection: "keep-alive, X-Hop",
          "X-Hop": "1",
          TE: "trailers",
          "anthropic-VERSION": "2023-06-01",
          "X-Odd": "\t caf\xe9  ",
          "cf-aig-authorization": "Bearer theirs",
          "cf-aig-skip-cache": "false",
          "cf-aig-metadata": '{"a":1}',
          "Sec-Fetch-Mode": "cors",
        },
        body: '{"a":"b"}',
      }),
    );
    await client.answer();
    expect(rig.farEnd.requests[0]?.raw.toString("latin1")).toBe(
      "POST /v1/acct/mine/anthropic/v1/messages?beta=true HTTP/1.1\r\n" +
        `Host: 127.0.0.1:${rig.farEnd.port}\r\n` +
        "cf-aig-authorization: Bearer cf-token-1\r\ncf-aig-collect-log-payload: false\r\n" +
        "cf-aig-no-wholesale: true\r\ncf-aig-skip-cache: true\r\nx-api-key: sk-ant-1\r\n" +
        "anthropic-VERSION: 2023-06-01\r\nX-Odd: \t caf\xe9  \r\n" +
        'cf-aig-metadata: {"a":1}\r\nSec-Fetch-Mode: cors\r\nContent-Length: 9\r\n\r\n{"a":"b"}',
    );
  });

  test("reaches the provider itself without a word of the aiGateway", async () => {
    const rig = await startRig({ config: { route: "direct" } });
    const client = await rig.connect();
    client.write(
      rig.text("/openai/v1/chat/completions", {
        headers: { "cf-aig-metadata": "{}", "cf-aig-authorization": "Bearer x" },
        body: "{}",
      }),
    );
    await client.answer();
    expect(rig.farEnd.requests[0]?.raw.toString("latin1")).toBe(
      `POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:${rig.farEnd.port}\r\n` +
        "authorization: Bearer sk-oai-1\r\nContent-Length: 2\r\n\r\n{}",
    );
  });

  test("may be of any size, its chunks passing as they are", async () => {
    const rig = await startRig();
    const client = await rig.connect();
    const wire = `3;x="y"\r\nabc\r\n0000A\r\n${"0".repeat(10)}\r\n00\r\n\r\n`;
    client.write(
      rig.text("/anthropic/v1/messages", {
        headers: { "Transfer-Encoding": "chunked" },
        body: wire,
      }),
    );
    await client.answer();
    expect(rig.farEnd.requests[0]?.raw.toString("latin1").split("\r\n\r\n").slice(1)).toEqual([
      wire.slice(0, -4),
      "",
    ]);
    const body = Buffer.alloc(3_000_000, "x");
    client.write(rig.text("/anthropic/v1/messages", { body }));
    await client.answer();
    expect(rig.farEnd.requests[1]?.body.equals(body)).toBe(true);
  });

  test("leaves behind what stands after its last chunk", async () => {
    const rig = await startRig();
    const client = await rig.connect();
    const wire = "3\r\nabc\r\n0\r\nx-api-key: smuggled\r\n\r\n";
    const bytes = rig.text("/anthropic/v1/messages", {
      headers: { "Transfer-Encoding": "chunked", Trailer: "x-api-key" },
      body: wire,
    });
    for (const byte of bytes) client.write(Buffer.from([byte]));
    await client.answer();
    client.write(bytes);
    await client.answer();
    for (const { raw, trailers } of rig.farEnd.requests) {
      expect(trailers).toEqual([]);
      expect(raw.toString("latin1").endsWith("\r\n\r\n3\r\nabc\r\n0\r\n\r\n")).toBe(true);
    }
  });

  test("that expects 100 is told to go on, and the far end is not asked", async () => {
    const rig = await startRig();
    const client = await rig.connect();
    const text = rig.text("/anthropic/v1/messages", {
      headers: { Expect: "100-continue" },
      body: "body",
    });
    client.write(text.subarray(0, -4));
    const interim = await client.answer("answer", true);
    expect(interim.startLine).toBe("HTTP/1.1 100 Continue");
    client.write("body");
    expect((await client.answer()).startLine).toContain("200");
    expect(headerOf(rig.farEnd.requests[0] ?? { headers: [] }, "expect")).toBeUndefined();
  });

  test.each([
    ["short", 2_000],
    ["long", 20_000],
  ])("goes in one write, head and body together, however %s", async (_how, length) => {
    const rig = await startRig();
    const first: number[] = [];
    rig.farEnd.onBytes = (bytes) => void first.push(bytes.length);
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages", { body: "x".repeat(length) }));
    await client.answer();
    expect(first).toEqual([rig.farEnd.requests[0]?.raw.length]);
  });
});

describe("an answer on its way", () => {
  test("keeps status, reason, lines and bytes; only what belongs to a hop is ours", async () => {
    const rig = await startRig({
      respond: (_request, socket) =>
        void socket.write(
          "HTTP/1.1 201 Very W\xe9ll\r\nconnection: keep-alive, x-hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=4\r\nSet-Cookie: a\r\nset-cookie:  b \r\nContent-Length: 2\r\nTrailer: t\r\n\r\nhi",
          "latin1",
        ),
    });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages"));
    expect((await client.answer()).raw.toString("latin1")).toBe(
      "HTTP/1.1 201 Very W\xe9ll\r\nKeep-Alive: timeout=75\r\nSet-Cookie: a\r\nset-cookie:  b \r\nContent-Length: 2\r\nTrailer: t\r\n\r\nhi",
    );
  });

  test("with nothing in it that belongs to a hop passes as it came", async () => {
    const said = answerText(200, "hi", { "X-A": "b" });
    const rig = await startRig({ respond: (_request, socket) => void socket.write(said) });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages"));
    expect((await client.answer()).raw.equals(said)).toBe(true);
  });

  test("in chunks passes byte for byte, extensions and trailers too", async () => {
    const body = '5;a="b"\r\nhello\r\n00b\r\n world\r\nagain\r\n0\r\nx-sum: 1\r\n\r\n';
    const rig = await startRig({
      respond: (_request, socket) =>
        void socket.write(chunkedHead + body.replace("world\r\n", "world")),
    });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages"));
    const answer = await client.answer();
    expect(answer.raw.subarray(answer.head.length + 4).toString()).toBe(
      body.replace("world\r\n", "world"),
    );
    expect(answer.trailers).toEqual([["x-sum", "1"]]);
  });

  test("to HEAD has no body, whatever length it tells", async () => {
    const rig = await startRig({
      respond: (_request, socket) =>
        void socket.write("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n"),
    });
    const client = await rig.connect();
    for (const index of [0, 1]) {
      client.write(rig.text("/anthropic/v1/models", { method: "HEAD" }));
      const answer = await client.answer("answerToHead");
      expect(headerOf(answer, "content-length")).toBe("999");
      expect((await rig.exchange(index)).outcome).toBe("ok");
    }
    expect(rig.farEnd.sockets).toHaveLength(1);
  });

  test.each([204, 304])("of %i has no body and keeps the connections", async (status) => {
    const rig = await startRig({
      respond: (_request, socket) => void socket.write(`HTTP/1.1 ${status} X\r\nETag: "a"\r\n\r\n`),
    });
    const client = await rig.connect();
    for (let times = 0; times < 3; times++) {
      client.write(rig.text("/anthropic/v1/models", { method: "GET" }));
      expect((await client.answer()).startLine).toBe(`HTTP/1.1 ${status} X`);
    }
    expect(rig.farEnd.sockets).toHaveLength(1);
  });

  test("may be announced: 103 passes, a stray 100 does not", async () => {
    const rig = await startRig({
      respond: (_request, socket) =>
        void socket.write(
          `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\nConnection: x\r\n\r\n${answerText(200, "{}")}`,
        ),
    });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages"));
    const interim = await client.answer("answer", true);
    expect(interim.raw.toString()).toBe("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
    expect((await client.answer()).body.toString()).toBe("{}");
  });

  test("without a length ends with its connection, and the client is told before", async () => {
    const rig = await startRig({
      respond: (_request, socket) =>
        void socket.end("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nall of it"),
    });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages"));
    const answer = await client.answer();
    expect(answer.body.toString()).toBe("all of it");
    expect(headerOf(answer, "connection")).toBe("close");
    expect((await client.closed()).isReset).toBe(false);
    expect(await rig.exchange()).toMatchObject({ outcome: "ok", status: 200 });
  });

  test("of HTTP/1.0 is answered for in 1.1", async () => {
    const rig = await startRig({
      respond: (_request, socket) =>
        void socket.end("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi"),
    });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages"));
    expect((await client.answer()).startLine).toBe("HTTP/1.1 200 OK");
    client.write(rig.text("/anthropic/v1/messages"));
    await client.answer();
    expect(rig.farEnd.sockets).toHaveLength(2);
  });

  test("is over where its length ends: what follows is not passed on, the connection not used again", async () => {
    const rig = await startRig({
      respond: (_request, socket) =>
        void socket.write(
          "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhiHTTP/1.1 200 Evil\r\n\r\n",
        ),
    });
    const client = await rig.connect();
    for (let times = 0; times < 2; times++) {
      client.write(rig.text("/anthropic/v1/messages"));
      expect((await client.answer()).body.toString()).toBe("hi");
    }
    expect(rig.farEnd.sockets).toHaveLength(2);
  });

  test("that comes before the request is all sent is finished, then both are closed", async () => {
    const rig = await startRig();
    rig.farEnd.onBytes = (_bytes, socket) => {
      socket.write(answerText(200, "early"));
      rig.farEnd.onBytes = null;
    };
    const client = await rig.connect();
    const text = rig.text("/anthropic/v1/messages", { body: Buffer.alloc(100_000) });
    client.write(text.subarray(0, 50_000));
    expect((await client.answer()).body.toString()).toBe("early");
    client.write(text.subarray(50_000));
    expect((await client.closed()).isReset).toBe(false);
    const [socket] = rig.farEnd.sockets;
    if (socket && !socket.destroyed) await once(socket, "close");
    expect(await rig.exchange()).toMatchObject({ outcome: "ok" });
  });
});
