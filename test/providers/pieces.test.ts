/** An answer is metered the same however its bytes are cut, and one that does not get to its end is unknown, never a part of it. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { createMeter, endpointOf } from "../../main/core/meter.ts";
import { bytesOf } from "../support/bytes.ts";
import { cases, title } from "./cases.ts";
import { startWire } from "./rig.ts";

const streamed = cases.filter(({ stream }) => stream !== undefined);

test.each(streamed.map((one) => [title(one), one] as const))("%s", async (_, one) => {
  const wire = await startWire();
  const { body = one.body, path = one.path } = one.stream ?? {};
  const version = { "anthropic-version": "2023-06-01" };
  const { got, seen } = await wire.ask("cloudflare", `/${one.slug}${path}`, body, version);
  const type = String(got.headers["content-type"]);
  const endpoint = endpointOf(one.slug, "POST", path.replace(/\?.*$/, ""));
  const read = (pieces: readonly Buffer[]) => {
    const meter = createMeter(endpoint, type);
    for (const piece of pieces) meter?.push(bytesOf(piece));
    return meter?.end();
  };
  fc.assert(
    fc.property(fc.array(fc.nat(got.body.length), { maxLength: 40 }), (places) => {
      const cuts = [0, ...places.sort((a, b) => a - b), got.body.length];
      const pieces = cuts.slice(1).map((to, index) => got.body.subarray(cuts[index], to));
      expect(read(pieces)?.usage).toMatchObject(seen?.usage ?? {});
    }),
    { numRuns: 60 },
  );
  const bytes = Array.from(got.body, (byte) => Buffer.from([byte]));
  expect(read(bytes)?.usage).toMatchObject(seen?.usage ?? {});
  fc.assert(
    fc.property(fc.nat(got.body.length - 1), (end) => {
      const usage = read([got.body.subarray(0, end)])?.usage ?? null;
      if (usage !== null) expect(usage).toMatchObject(seen?.usage ?? {});
    }),
    { numRuns: 60 },
  );
});
