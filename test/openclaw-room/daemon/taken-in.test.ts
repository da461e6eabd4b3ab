/** Waiting until the daemon runs with what was written: event or not, whatever happens meanwhile. */
import { expect, test } from "vitest";
import { inForce, type Reply } from "./fake-daemon.ts";
import { configFor, layGround } from "./ground.ts";

async function marked() {
  const ground = layGround();
  const fake = await ground.fake();
  ground.write(configFor(fake.port));
  const daemon = ground.daemon();
  await daemon.look();
  const mark = await daemon.mark();
  expect(mark).toBe("raw-1");
  return { ground, fake, daemon, mark };
}
/** Answers each question with the next reply, and then with the last one for ever. */
const inTurn = (replies: readonly Reply[]) => {
  const left = [...replies];
  return () => (left.length > 1 ? left.shift() : left[0]) ?? null;
};
const invalid: Reply = {
  ok: true,
  payload: { hash: "raw-2", configRevisionHash: null, appliedConfigHash: "rev-1", valid: false },
};
const unavailable: Reply = { ok: false, error: { code: "UNAVAILABLE", retryable: true } };

test.each<[string, readonly Reply[], string]>([
  [
    "applied",
    [
      inForce("raw-1", "rev-1"),
      inForce("raw-2", "rev-2", "rev-1"),
      unavailable,
      inForce("raw-2", "rev-2"),
    ],
    "seen, pending, in force",
  ],
  ["applied", [inForce("raw-2", "rev-1")], "bytes that change nothing for the daemon"],
  ["rejected", [inForce("raw-1", "rev-1"), invalid], "a file the daemon calls invalid"],
  ["late", [inForce("raw-1", "rev-1")], "bytes that are never seen"],
  ["late", [inForce("raw-2", "rev-2", "rev-1")], "bytes that are seen and not taken in"],
])("%s: %#", async (expected, replies) => {
  const { fake, daemon, mark } = await marked();
  fake.on("config.get", inTurn(replies));
  expect(await daemon.waitTakenIn(mark, expected === "late" ? 700 : 10_000)).toBe(expected);
});

test("the daemon's word that its configuration changed is enough to look at once", async () => {
  const { fake, daemon, mark } = await marked();
  fake.on("config.get", inTurn([inForce("raw-1", "rev-1")]));
  const waiting = daemon.waitTakenIn(mark, 10_000);
  await fake.asked("config.get");
  fake.on("config.get", inTurn([inForce("raw-2", "rev-2")]));
  fake.event("config.changed");
  expect(await waiting).toBe("applied");
});

test("a restart the change brings about is waited for", async () => {
  const { ground, fake, daemon, mark } = await marked();
  const waiting = daemon.waitTakenIn(mark, 15_000);
  fake.event("shutdown", { reason: "gateway restarting", restartExpectedMs: 1_000 });
  await fake.stop();
  const next = await ground.fake({ port: fake.port, startup: "starting" });
  next.on("config.get", inTurn([inForce("raw-2", "rev-2")]));
  expect(await waiting).toBe("applied");
});

test("a daemon that stays away is late, one that was never there is unknown", async () => {
  const { fake, daemon, mark } = await marked();
  await fake.stop();
  expect(await daemon.waitTakenIn(mark, 900)).toBe("late");
  expect(await daemon.waitTakenIn(null, 900)).toBe("unknown");
});

test("2026.5.28 says what it has seen and not what it runs with: unknown, after its time to take it in", async () => {
  const { fake, daemon, mark } = await marked();
  fake.on("config.get", () => ({ ok: true, payload: { hash: "raw-2", valid: true } }));
  expect(await daemon.waitTakenIn(mark, 10_000)).toBe("unknown");
  fake.on("config.get", () => ({ ok: true, payload: { hash: "raw-3", valid: false } }));
  expect(await daemon.waitTakenIn("raw-2", 10_000)).toBe("rejected");
});

test("without a mark agreement counts once the daemon has had time to see the bytes", async () => {
  const { fake, daemon } = await marked();
  const startedAt = performance.now();
  expect(await daemon.waitTakenIn(null, 10_000)).toBe("applied");
  expect(performance.now() - startedAt).toBeGreaterThan(1_500);
  expect(fake.contacts.filter((contact) => contact === "config.get").length).toBeLessThan(60);
});

test("closing ends the wait", async () => {
  const { daemon, mark } = await marked();
  const waiting = daemon.waitTakenIn(mark, 60_000);
  daemon.close();
  expect(await waiting).toBe("unknown");
});
