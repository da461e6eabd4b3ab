/** The practice room survives what clients do to servers, and tells what happened. */
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { createGunzip } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Practice } from "../../main/practice/practice.ts";
import type { Seen } from "../../main/practice/record.ts";
import {
  aiGatewayToken,
  anthropicKey,
  at,
  chatDirect,
  direct,
  eventsOf,
  fetchRaw,
  hello,
  inside,
  sendRaw,
  start,
  throughAiGateway,
} from "./wire.ts";

let practice: Practice;
beforeEach(async () => {
  practice = await start();
});
afterEach(() => practice.close());

const atProvider = ({ which }: Seen) => which === "provider";

/** Sends a message through the aiGateway and leaves as soon as `when` says so. */
function leaveEarly(when: "beforeHeaders" | "midStream") {
  const headers = { ...anthropicKey(practice), ...aiGatewayToken(practice) };
  const outgoing = request(inside(practice, "/anthropic/v1/messages"), {
    method: "POST",
    headers,
    agent: false,
  });
  outgoing.on("error", () => undefined);
  if (when === "midStream") {
    outgoing.on("response", (incoming) => {
      incoming.on("error", () => undefined);
      incoming.once("data", () => outgoing.destroy());
    });
  } else {
    void practice.until(atProvider).then(() => outgoing.destroy());
  }
  outgoing.end(JSON.stringify(hello("hi", { stream: true })));
}

/** The first text that can be unpacked from a compressed stream which then stands still. */
function firstUnpacked(): Promise<string> {
  const headers = { ...anthropicKey(practice), "accept-encoding": "gzip" };
  const url = `${practice.providers.anthropic}/v1/messages`;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: "POST", headers, agent: false });
    outgoing.on("error", reject);
    outgoing.on("response", (incoming) => {
      const unpacked = incoming.pipe(createGunzip());
      incoming.on("error", () => undefined);
      unpacked.once("data", (bytes: Buffer) => {
        resolve(bytes.toString());
        outgoing.destroy();
      });
    });
    outgoing.end(JSON.stringify(hello("hi", { stream: true })));
  });
}

test.each([
  ["beforeHeaders", "slowFirstByte"],
  ["midStream", "gap"],
] as const)("a client that leaves %s ends the provider's work at once", async (when, fault) => {
  practice.set({ fault, afterMs: 600_000 });
  leaveEarly(when);
  const seen = await practice.until((entry) => atProvider(entry) && entry.ended !== null);
  expect([seen.ended, seen.usage]).toEqual(["aborted", null]);
  const own = await practice.until(({ which, ended }) => which === "aiGateway" && ended !== null);
  expect(own.ended).toBe("aborted");
});

test("a client that leaves while sending is recorded, and nothing goes on", async () => {
  const { port } = new URL(practice.aiGateway);
  const socket = connect(Number(port), "127.0.0.1", () => {
    socket.write(
      "POST /v1/practice/demo/anthropic/v1/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{",
    );
    setImmediate(() => socket.destroy());
  });
  const seen = await practice.until(({ ended }) => ended === "aborted");
  expect([seen.which, seen.body.toString()]).toEqual(["aiGateway", "{"]);
  expect(practice.seen().filter(atProvider)).toEqual([]);
});

test("a connection is kept and used again", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ports = new Set<number | undefined>();
  for (let round = 0; round < 5; round += 1) {
    await new Promise<void>((resolve, reject) => {
      const headers = { ...anthropicKey(practice), ...aiGatewayToken(practice) };
      const outgoing = request(inside(practice, "/anthropic/v1/messages"), {
        method: "POST",
        headers,
        agent,
      });
      outgoing.on("response", (incoming) => {
        ports.add(incoming.socket.localPort);
        // The real far ends do not announce when they will close.
        expect(incoming.headers["keep-alive"]).toBeUndefined();
        incoming.resume().on("end", resolve);
      });
      outgoing.on("error", reject);
      outgoing.end(JSON.stringify(hello(`round ${round}`, { stream: round % 2 === 0 })));
    });
  }
  agent.destroy();
  expect(ports.size).toBe(1);
});

test("a 3 MB conversation passes unchanged", async () => {
  const body = JSON.stringify(hello("ab€".repeat(700_000)));
  const got = await throughAiGateway(practice, body);
  expect(got.status).toBe(200);
  const seen = practice.seen().find(atProvider);
  expect(seen?.body.equals(Buffer.from(body))).toBe(true);
  expect(seen?.usage?.tokensIn).toBeGreaterThan(700_000);
});

test("more than a provider takes is 413, in its own words", async () => {
  const got = await direct(practice, Buffer.alloc(33 * 1024 * 1024, 32)).catch(() => null);
  const seen = await practice.until(({ status }) => status === 413);
  expect(seen.which).toBe("provider");
  // A client still sending may see the answer or the closed connection: as with the real one.
  if (got !== null) expect(at(got.text, "error", "type")).toBe("request_too_large");
});

test("a chunked request arrives whole", async () => {
  const json = JSON.stringify(hello("in pieces"));
  const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
  const answer = await sendRaw(
    practice.providers.anthropic,
    `POST /v1/messages HTTP/1.1\r\nhost: x\r\nx-api-key: ${practice.secrets.anthropic}\r\nanthropic-version: 2023-06-01\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n`,
    chunk(json.slice(0, 20)) + chunk(json.slice(20)),
    "0\r\n\r\n",
  );
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(answer).toContain("in pieces");
});

test("HEAD has headers and no body, everywhere", async () => {
  const headers = { ...anthropicKey(practice), ...aiGatewayToken(practice) };
  for (const url of [
    practice.aiGateway,
    inside(practice, "/anthropic/v1/messages"),
    inside(practice, "/groq/x"),
    practice.providers.openai,
  ]) {
    const got = await fetchRaw(url, { method: "HEAD", headers });
    expect(got.raw).toHaveLength(0);
    expect(got.headers["cf-ray"]).toBeDefined();
  }
});

test("gzip for those who accept it, flushed event by event", async () => {
  practice.set({ compress: true });
  const packed = await direct(practice, hello(), { "accept-encoding": "gzip, deflate" });
  expect(packed.headers).toMatchObject({
    "content-encoding": "gzip",
    "transfer-encoding": "chunked",
  });
  expect(at(packed.text, "type")).toBe("message");
  expect(
    (await direct(practice, hello(), { "accept-encoding": "gzip;q=0, br" })).headers[
      "content-encoding"
    ],
  ).toBeUndefined();
  const stream = await throughAiGateway(practice, hello("hi", { stream: true }), {
    "accept-encoding": "gzip",
  });
  expect(stream.headers["content-encoding"]).toBe("gzip");
  expect(eventsOf(stream.text).at(-1)?.name).toBe("message_stop");
  practice.set({ fault: "gap", afterEvents: 1, afterMs: 600_000, times: 1 });
  expect(await firstUnpacked()).toContain("message_start");
  practice.set({ fault: "cut", afterEvents: 3 });
  const cut = await chatDirect(
    practice,
    { model: "m", stream: true, messages: [{ role: "user", content: "x" }] },
    { "accept-encoding": "gzip" },
  );
  expect([cut.broken, cut.raw.length > 0]).toEqual([true, true]);
});

test("a person sees the stream grow", async () => {
  practice.set({ pauseMs: 5 });
  const startedAt = Date.now();
  const got = await direct(practice, hello("hi", { stream: true }));
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(5 * (eventsOf(got.text).length - 2));
});

test("only so many requests are remembered, and all can be forgotten", async () => {
  const small = await start({ remember: 3 });
  for (const said of ["a", "b", "c", "d"]) await direct(small, hello(said));
  expect(small.seen().map(({ body }) => at(body.toString(), "messages", 0, "content"))).toEqual([
    "b",
    "c",
    "d",
  ]);
  small.forget();
  expect(small.seen()).toEqual([]);
  await small.close();
});

test("close ends what is running and frees the ports", async () => {
  const other = await start();
  other.set({ fault: "gap", afterMs: 600_000 });
  const hanging = direct(other, hello("hi", { stream: true }));
  await other.until(({ status }) => status === 200);
  await other.close();
  expect((await hanging.catch(() => null))?.broken ?? true).toBe(true);
  await expect(fetchRaw(other.aiGateway)).rejects.toThrow(/ECONNREFUSED/);
  await expect(fetchRaw(other.providers.openai)).rejects.toThrow(/ECONNREFUSED/);
});
