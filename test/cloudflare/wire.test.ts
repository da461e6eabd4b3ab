/** One exchange with a far end that misbehaves in every way: always an answer, never an exception, never a request elsewhere. */
import type { Dispatcher } from "undici";
import { afterEach, describe, expect, test } from "vitest";
import { createDispatcher } from "../../main/cloudflare/dispatcher.ts";
import { exchange, maxBodyBytes, type WireRequest } from "../../main/cloudflare/wire.ts";
import { farEndTls } from "../support/far-end.tls.ts";
import { answerText, type FarEnd, type Respond, startFarEnd } from "../support/far-end.ts";

const open: FarEnd[] = [];
afterEach(async () => {
  for (const far of open.splice(0)) await far.close();
});

async function far(respond: Respond, tls?: typeof farEndTls): Promise<FarEnd> {
  const started = await startFarEnd(respond, tls);
  open.push(started);
  return started;
}

const ask = (base: string, more: Partial<WireRequest> = {}) =>
  exchange({
    url: `${base}/x`,
    method: "GET",
    headers: { authorization: "Bearer secret" },
    headersMs: 5_000,
    wholeMs: 10_000,
    ...more,
  });

test("an answer is its status, its headers and its text", async () => {
  const { base } = await far((_, socket) => {
    socket.write(answerText(418, "ünd so", { "X-Own": "1" }));
  });
  const got = await ask(base);
  expect(got).toMatchObject({ ok: true, status: 418, text: "ünd so" });
  expect(got.ok && [got.header("x-own"), got.header("x-other")]).toEqual(["1", null]);
});

test("a redirect is an answer: the token does not travel", async () => {
  const thief = await far((_, socket) => {
    socket.write(answerText(200, "{}"));
  });
  const { base } = await far((_, socket) => {
    socket.write(answerText(307, "", { Location: `${thief.base}/elsewhere` }));
  });
  expect(await ask(base)).toMatchObject({ ok: true, status: 307 });
  expect(thief.sockets).toHaveLength(0);
});

test("a body that ends before its length is cut", async () => {
  const { base } = await far((_, socket) => {
    socket.end("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}");
  });
  expect(await ask(base)).toEqual({ ok: false, trouble: "cut" });
});

test("a chunked body without its end is cut", async () => {
  const { base } = await far((_, socket) => {
    socket.end("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}   \r\n");
  });
  expect(await ask(base)).toEqual({ ok: false, trouble: "cut" });
});

test("a body one byte longer than the bound is not read, one of the bound is", async () => {
  let length = maxBodyBytes;
  const { base } = await far((_, socket) => {
    socket.write(answerText(200, Buffer.alloc(length, 0x20)));
  });
  // Not the answers themselves: a failure would print two megabytes.
  const trouble = async () => {
    const got = await ask(base);
    return got.ok ? null : got.trouble;
  };
  expect(await trouble()).toBeNull();
  length += 1;
  expect(await trouble()).toBe("tooLarge");
});

test("an answer that begins too late is a timeout", async () => {
  const { base } = await far(() => undefined);
  expect(await ask(base, { headersMs: 100 })).toEqual({ ok: false, trouble: "timeout" });
});

test("an answer that trickles is a timeout when its whole time is over", async () => {
  const { base } = await far((_, socket) => {
    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
    const drip = setInterval(() => socket.write("."), 20);
    socket.on("close", () => clearInterval(drip));
  });
  expect(await ask(base, { wholeMs: 300 })).toEqual({ ok: false, trouble: "timeout" });
});

test("nobody at home is the network", async () => {
  const gone = await startFarEnd();
  await gone.close();
  expect(await ask(gone.base)).toEqual({ ok: false, trouble: "network" });
});

test("a far end that hangs up, or speaks something else, is the network", async () => {
  const { base } = await far((_, socket) => void socket.destroy());
  expect(await ask(base)).toEqual({ ok: false, trouble: "network" });
  const other = await far((_, socket) => void socket.end("220 smtp ready\r\n"));
  expect(await ask(other.base)).toEqual({ ok: false, trouble: "network" });
});

test("a certificate nobody signed is the certificate", async () => {
  const { base } = await far((_, socket) => {
    socket.write(answerText(200, "{}"));
  }, farEndTls);
  expect(await ask(base)).toEqual({ ok: false, trouble: "certificate" });
});

describe("everything ends", () => {
  test("what is under way ends at once", async () => {
    const end = new AbortController();
    const { base } = await far(() => end.abort());
    expect(await ask(base, { signal: end.signal })).toEqual({ ok: false, trouble: "aborted" });
  });

  test("nothing goes out any more", async () => {
    const { base, sockets } = await far(() => undefined);
    expect(await ask(base, { signal: AbortSignal.abort() })).toEqual({
      ok: false,
      trouble: "aborted",
    });
    expect(sockets).toHaveLength(0);
  });
});

test.each<[string, (proxy: string) => Promise<Dispatcher>]>([
  ["ours", (proxy) => createDispatcher({ https: proxy, http: null, except: [] })],
  ["undici's own", async (proxy) => new (await import("undici")).ProxyAgent(proxy)],
])("a proxy that lets nobody through is a proxy, by a dispatcher of %s", async (_, create) => {
  const proxy = await far((_request, socket) => {
    socket.write("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
  });
  const dispatcher = await create(proxy.base);
  const got = await ask("https://api.cloudflare.invalid", { dispatcher });
  expect(got).toEqual({ ok: false, trouble: "proxy" });
  expect(proxy.requests[0]?.raw.toString()).not.toContain("secret");
  await dispatcher.close();
});
