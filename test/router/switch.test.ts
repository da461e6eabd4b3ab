import { expect, test } from "vitest";
import { answerText, chunkedHead, startFarEnd } from "../support/far-end.ts";
import { headerOf } from "../support/framing.reference.ts";
import { cleanUp, startRig } from "./rig.ts";

test("a new route holds for the very next request, while streams go on as they began", async () => {
  const provider = await startFarEnd(
    (_request, socket) => void socket.write(answerText(200, "direct")),
  );
  cleanUp(() => provider.close());
  const rig = await startRig({
    respond: (request, socket) =>
      void socket.write(
        request.target.endsWith("/stream")
          ? `${chunkedHead}1\r\na\r\n`
          : answerText(200, "cloudflare"),
      ),
  });
  const providers = { anthropic: { base: provider.base, key: "sk" } };
  const streams = await Promise.all(Array.from({ length: 10 }, () => rig.connect()));
  for (const client of streams) {
    client.write(rig.text("/anthropic/stream"));
    await client.received(chunkedHead.length);
  }
  const client = await rig.connect();
  const ask = async () => {
    client.write(rig.text("/anthropic/v1/messages", { body: '{"stream":true}' }));
    const answer = await client.answer();
    return headerOf(answer, "x-sluice-refusal") ?? answer.body.toString();
  };
  for (let times = 0; times < 20; times++) {
    rig.configure({ providers, route: "direct" });
    expect(await ask()).toBe("direct");
    rig.configure({ providers, route: "paused" });
    expect(await ask()).toBe("paused");
    rig.configure({ providers });
    expect(await ask()).toBe("cloudflare");
  }
  rig.configure({ providers, route: "paused" });
  for (const { socket, target } of rig.farEnd.requests)
    if (target.endsWith("/stream")) socket.write("1\r\nb\r\n0\r\n\r\n");
  for (const stream of streams) expect((await stream.answer()).body.toString()).toBe("ab");
  expect(provider.requests).toHaveLength(20);
  expect(provider.requests.every(({ head }) => !/cf-aig/i.test(head))).toBe(true);
  // Switching back and forth costs no connection either.
  expect(provider.sockets).toHaveLength(1);
  const routes = rig.exchanges.map(({ route }) => route);
  expect(routes.filter((route) => route === "cloudflare")).toHaveLength(30);
});

test("a rotated key shuts out the old one at once, on open connections too", async () => {
  const rig = await startRig();
  const client = await rig.connect();
  client.write(rig.text("/anthropic/v1/messages"));
  await client.answer();
  rig.configure({ localKey: "local-key-after-rotation-01" });
  client.write(rig.text("/anthropic/v1/messages"));
  expect((await client.closed()).bytes.toString()).toContain("wrongKey");
  const next = await rig.connect();
  next.write(
    rig.text("/anthropic/v1/messages", { headers: { "x-api-key": "local-key-after-rotation-01" } }),
  );
  expect((await next.answer()).startLine).toContain("200");
});
