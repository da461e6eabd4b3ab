import { expect, test } from "vitest";
import { answerText } from "../support/far-end.ts";
import { headerOf } from "../support/framing.reference.ts";
import { startRig } from "./rig.ts";

test("a kept connection that dies under a request costs the client nothing", async () => {
  const rig = await startRig();
  const client = await rig.connect();
  const body = "x".repeat(300_000);
  client.write(rig.text("/anthropic/v1/messages", { body }));
  await client.answer();
  rig.farEnd.respond = (request, socket) => {
    if (request.index > 0) socket.destroy();
    else socket.write(answerText(200, "again"));
  };
  client.write(rig.text("/anthropic/v1/messages", { body }));
  expect((await client.answer()).body.toString()).toBe("again");
  const [, second, third] = rig.farEnd.requests;
  expect(third?.raw.equals(second?.raw ?? Buffer.alloc(0))).toBe(true);
  expect(rig.router.stats().retries).toBe(1);
  expect(rig.exchanges.map(({ outcome }) => outcome)).toEqual(["ok", "ok"]);
});

test("a request is sent a second time, never a third", async () => {
  const rig = await startRig();
  const client = await rig.connect();
  client.write(rig.text("/anthropic/v1/messages"));
  await client.answer();
  rig.farEnd.respond = (_request, socket) => void socket.destroy();
  client.write(rig.text("/anthropic/v1/messages", { body: '{"model":"m"}' }));
  expect(headerOf(await client.answer(), "x-sluice-refusal")).toBe("cloudflareUnreachable");
  expect(rig.farEnd.requests).toHaveLength(3);
  expect(await rig.exchange(1)).toMatchObject({ outcome: "failed", model: "m" });
});

test("a new connection that dies was no accident of keeping: nothing is sent again", async () => {
  const rig = await startRig({
    respond: (_request, socket) => void socket.destroy(),
    config: { route: "direct" },
  });
  const client = await rig.connect();
  client.write(rig.text("/anthropic/v1/messages"));
  expect(headerOf(await client.answer(), "x-sluice-refusal")).toBe("providerUnreachable");
  expect(rig.farEnd.requests).toHaveLength(1);
  expect(rig.router.stats().retries).toBe(0);
});

test("once a byte of an answer has come, nothing is sent again", async () => {
  const rig = await startRig();
  const client = await rig.connect();
  client.write(rig.text("/anthropic/v1/messages"));
  await client.answer();
  rig.farEnd.respond = (_request, socket) => void socket.end("H");
  client.write(rig.text("/anthropic/v1/messages"));
  expect(headerOf(await client.answer(), "x-sluice-refusal")).toBe("cloudflareUnreachable");
  expect(rig.farEnd.requests).toHaveLength(2);
});

test("a request longer than what is kept cannot be sent again", async () => {
  const rig = await startRig({ limits: { keptRequestBytes: 50_000 } });
  const client = await rig.connect();
  client.write(rig.text("/anthropic/v1/messages"));
  await client.answer();
  rig.farEnd.respond = (_request, socket) => void socket.destroy();
  client.write(rig.text("/anthropic/v1/messages", { body: "x".repeat(200_000) }));
  expect(headerOf(await client.answer(), "x-sluice-refusal")).toBe("cloudflareUnreachable");
  expect(rig.router.stats().retries).toBe(0);
});

test("a request whose body is still coming is sent again as far as it has come, then goes on", async () => {
  const rig = await startRig();
  const client = await rig.connect();
  client.write(rig.text("/anthropic/v1/messages"));
  await client.answer();
  const [kept] = rig.farEnd.sockets;
  const broken = new Promise<void>((resolve) => {
    rig.farEnd.onBytes = (_bytes, socket) => {
      if (socket === kept) socket.destroy();
      else resolve();
    };
  });
  const body = "abc".repeat(5_000);
  const text = rig.text("/anthropic/v1/messages", { body });
  client.write(text.subarray(0, 10_000));
  await broken;
  client.write(text.subarray(10_000));
  expect((await client.answer()).startLine).toContain("200");
  expect(rig.farEnd.requests.at(-1)?.body.toString()).toBe(body);
});

test("a kept connection the far end has closed meanwhile is not used", async () => {
  const rig = await startRig();
  const client = await rig.connect();
  client.write(rig.text("/anthropic/v1/messages"));
  await client.answer();
  rig.farEnd.sockets[0]?.end();
  while (rig.router.stats().upstreamsIdle > 0)
    await new Promise((resolve) => setImmediate(resolve));
  client.write(rig.text("/anthropic/v1/messages"));
  await client.answer();
  expect(rig.router.stats().retries).toBe(0);
});

test("a far end that talks while nobody asked is not believed", async () => {
  const rig = await startRig();
  const client = await rig.connect();
  client.write(rig.text("/anthropic/v1/messages"));
  await client.answer();
  rig.farEnd.sockets[0]?.write(answerText(200, "poison"));
  while (rig.router.stats().upstreamsIdle > 0)
    await new Promise((resolve) => setImmediate(resolve));
  client.write(rig.text("/anthropic/v1/messages"));
  expect((await client.answer()).body.toString()).toBe('{"ok":true}');
});

test("after a sleep no request goes on a connection from before it", async () => {
  const rig = await startRig();
  const client = await rig.connect();
  client.write(rig.text("/anthropic/v1/messages"));
  await client.answer();
  const before = rig.farEnd.sockets.length;
  rig.router.wake();
  client.write(rig.text("/anthropic/v1/messages"));
  expect((await client.answer()).startLine).toContain("200");
  expect(rig.farEnd.sockets.length).toBeGreaterThan(before);
  expect(rig.farEnd.requests[1]?.socket).not.toBe(rig.farEnd.requests[0]?.socket);
});
