import { describe, expect, test } from "vitest";
import { answerText, chunkedHead, chunkedText } from "../support/far-end.ts";
import { headerOf } from "../support/framing.reference.ts";
import { startRig } from "./rig.ts";

describe("one connection after another request", () => {
  test("pipelined requests are answered in their order, one at a time upstream", async () => {
    let open = 0;
    let most = 0;
    const rig = await startRig({
      respond: (request, socket) => {
        open++;
        most = Math.max(most, open);
        setImmediate(() => {
          open--;
          socket.write(answerText(200, request.target));
        });
      },
    });
    const client = await rig.connect();
    const bodies = Array.from({ length: 12 }, (_one, index) => `${index}`.repeat(index * 40));
    client.write(
      Buffer.concat(
        bodies.map((body, index) =>
          rig.text(`/anthropic/${index}`, index % 2 ? { body } : { method: "GET" }),
        ),
      ),
    );
    for (const [index] of bodies.entries())
      expect((await client.answer()).body.toString()).toBe(`/v1/acct/mine/anthropic/${index}`);
    expect(most).toBe(1);
    expect(rig.farEnd.requests.map(({ body }) => body.toString())).toEqual(
      bodies.map((body, index) => (index % 2 ? body : "")),
    );
    expect(rig.farEnd.sockets).toHaveLength(1);
  });

  test("more than can be held of a later request waits in its own sender", async () => {
    const rig = await startRig({
      respond: async (_request, socket) =>
        void setTimeout(() => socket.write(answerText(200, "x")), 50),
    });
    const client = await rig.connect();
    const body = Buffer.alloc(400_000, "y");
    client.write(rig.text("/anthropic/a", { body: "1" }));
    client.write(rig.text("/anthropic/b", { body }));
    client.write(rig.text("/anthropic/c", { body: "3" }));
    for (let times = 0; times < 3; times++)
      expect((await client.answer()).body.toString()).toBe("x");
    expect(rig.farEnd.requests.map((request) => request.body.length)).toEqual([1, 400_000, 1]);
  });

  test("connections are kept, and the one used last is used first", async () => {
    const rig = await startRig();
    const [first, second] = [await rig.connect(), await rig.connect()];
    for (const client of [first, second]) client.write(rig.text("/anthropic/a"));
    await first.answer();
    await second.answer();
    for (let times = 0; times < 5; times++) {
      first.write(rig.text("/anthropic/a"));
      await first.answer();
    }
    const used = rig.farEnd.requests.slice(-5).map(({ socket }) => socket);
    expect(new Set(used).size).toBe(1);
    expect(rig.farEnd.sockets.length).toBeLessThanOrEqual(2);
  });

  test("a client that says close is answered and closed", async () => {
    const rig = await startRig({
      respond: (_request, socket) => void socket.write(chunkedHead + chunkedText(["a"])),
    });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/a", { headers: { Connection: "close" } }));
    const answer = await client.answer();
    expect(headerOf(answer, "connection")).toBe("close");
    expect(headerOf(answer, "keep-alive")).toBeUndefined();
    await client.closed();
  });
});
