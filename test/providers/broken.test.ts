/** A stream that goes wrong on the way: what came is passed on, and what it used is unknown, never a part of it. */
import { expect, test } from "vitest";
import { cases, title } from "./cases.ts";
import { startWire } from "./rig.ts";

const streamed = cases.filter(({ stream }) => stream !== undefined);

test.each(streamed.map((one) => [title(one), one] as const))("%s", async (_, one) => {
  const wire = await startWire();
  const { body = one.body, path = one.path } = one.stream ?? {};
  const ask = () =>
    wire.ask("cloudflare", `/${one.slug}${path}`, body, { "anthropic-version": "2023-06-01" });
  for (const fault of ["endEarly", "errorEvent"] as const) {
    for (const afterEvents of [1, 3]) {
      wire.practice.set({ fault, slug: one.slug, afterEvents, times: 1 });
      wire.split(afterEvents);
      const { exchange, got, sent } = await ask();
      expect([got.status, got.body.equals(sent)]).toEqual([200, true]);
      expect([fault, exchange.usage]).toEqual([fault, null]);
    }
  }
  wire.split(null);
  wire.practice.set({ fault: "cut", slug: one.slug, afterEvents: 3, times: 1 });
  const before = wire.rig.exchanges.length;
  await expect(ask()).rejects.toThrow();
  expect(await wire.rig.exchange(before)).toMatchObject({ outcome: "failed", usage: null });
});
