import { expect, test } from "vitest";
import { type SoakOptions, soak } from "../support/soak.ts";
import { localKey, startRig } from "./rig.ts";

/** The same with more streams, and against the built app, is run elsewhere: `soak` takes the numbers. */
async function run(more: Pick<SoakOptions, "streams" | "concurrency" | "seed">) {
  const rig = await startRig();
  const report = await soak({
    port: rig.port,
    path: "/anthropic/v1/messages",
    headers: { "x-api-key": localKey, "content-type": "application/json" },
    farEnd: rig.farEnd,
    ...more,
  });
  return { rig, report };
}

test("2 000 streams, one after the other, arrive byte for byte", async () => {
  const { report, rig } = await run({ streams: 2_000, concurrency: 1, seed: 1 });
  expect(report).toMatchObject({ streams: 2_000, different: 0, broken: 0 });
  expect(rig.exchanges.filter(({ outcome }) => outcome === "ok")).toHaveLength(2_000);
  // One connection was enough, and a second where one was made ahead.
  expect(rig.farEnd.sockets.length).toBeLessThanOrEqual(2);
}, 120_000);

test("100 at once arrive byte for byte", async () => {
  const { report, rig } = await run({ streams: 500, concurrency: 100, seed: 100_000 });
  expect(report).toMatchObject({ streams: 500, different: 0, broken: 0 });
  expect(rig.router.stats()).toMatchObject({ requests: 500, retries: 0, upstreamsBusy: 0 });
  expect(rig.farEnd.sockets.length).toBeLessThanOrEqual(101);
}, 120_000);
