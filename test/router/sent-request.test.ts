import { describe, expect, test } from "vitest";
import { SentRequest } from "../../main/router/sent-request.ts";

const head = "POST / HTTP/1.1\r\n\r\n";
const body = '{"model":"m","stream":true,"tools":[{"name":"t"}]}';
const facts = { model: "m", isStream: true, hasTools: true };

/** The request in pieces of three bytes, its first one the head and one byte. */
function sent(wire: string, limit: number, isChunked = false) {
  const request = new SentRequest(isChunked, limit);
  request.open(Buffer.from(head + wire.slice(0, 1)), head.length);
  for (let at = 1; at < wire.length; at += 3) request.add(Buffer.from(wire.slice(at, at + 3)));
  return request;
}

const chunked = `9\r\n${body.slice(0, 9)}\r\n${(body.length - 9).toString(16)};x\r\n${body.slice(9)}\r\n0\r\n\r\n`;

describe("what has been sent", () => {
  test.each([
    ["as it is", body, false],
    ["in chunks", chunked, true],
  ])("%s can be sent again, and is known by what it asked for", (_how, wire, isChunked) => {
    const request = sent(wire, 1_000, isChunked);
    expect(Buffer.concat(request.replay ?? []).toString()).toBe(head + wire);
    expect(request.facts()).toEqual(facts);
    expect(request.replay).toBeNull();
  });

  test.each([
    ["as it is", body, false],
    ["in chunks", chunked, true],
  ])("%s beyond the limit is not kept, but read as it passes", (_how, wire, isChunked) => {
    const request = sent(wire, 30, isChunked);
    expect(request.replay).toBeNull();
    expect(request.facts()).toEqual(facts);
  });

  test.each([
    ["as it is", body, false],
    ["in chunks", chunked, true],
  ])("%s is forgotten after the answer has begun, but for the model", (_how, wire, isChunked) => {
    const request = sent(wire, 1_000, isChunked);
    request.release();
    request.add(Buffer.from("more"));
    expect(request.replay).toBeNull();
    expect(request.facts().model).toBe("m");
  });

  test("is not kept beyond its beginning after the answer has begun", () => {
    const request = sent(`{"prompt":"${"x".repeat(5_000)}",${body.slice(1)}`, 10_000);
    request.release();
    expect(request.facts().model).toBeNull();
  });

  test("is remembered by name, where it was asked before it was forgotten", () => {
    const request = sent(body, 1_000);
    request.facts();
    request.release();
    expect(request.facts()).toEqual(facts);
  });
});
