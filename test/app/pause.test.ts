/** A pause with an end, through the whole app. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Sluice, startSluice } from "../support/sluice.ts";

let sluice: Sluice;
beforeEach(async () => {
  sluice = await startSluice();
  await sluice.setUp();
});
afterEach(() => sluice.close());

const route = () => sluice.app.state().route;

/** Sets the remembered pause's end to another moment, as time passing would. */
async function restartWithPauseEnd(atMs: number): Promise<void> {
  const file = path.join(sluice.userDataDir, "settings.json");
  await sluice.app.quit();
  const remembered = JSON.parse(readFileSync(file, "utf8"));
  expect(remembered.pausedUntil).toBeGreaterThan(Date.now());
  writeFileSync(file, JSON.stringify({ ...remembered, pausedUntil: atMs }));
  await sluice.restart();
}

test("a pause for an hour says when it ends, survives a restart, and resuming forgets the end", async () => {
  const before = Date.now();
  await sluice.must({ type: "route.set", route: "paused", pauseFor: { minutes: 60 } });
  const until = Number(route().pausedUntil);
  expect(until).toBeGreaterThanOrEqual(before + 3_600_000);
  await sluice.restart();
  expect(route()).toMatchObject({ asked: "paused", pausedUntil: until });
  await sluice.must({ type: "route.set", route: "cloudflare" });
  expect(route()).toMatchObject({ asked: "cloudflare", pausedUntil: null });
});

test("a pause that is over leads back to the route before it, by itself", async () => {
  await sluice.must({ type: "route.set", route: "direct" });
  await sluice.must({ type: "route.set", route: "paused", pauseFor: "today" });
  await restartWithPauseEnd(Date.now() + 1_500);
  const state = await sluice.until(({ route: { applied } }) => applied === "direct");
  expect(state.route).toMatchObject({ asked: "direct", pausedUntil: null, refusing: null });
});

test("a pause that ended while Sluice was closed is over when it starts", async () => {
  await sluice.must({ type: "route.set", route: "paused", pauseFor: { minutes: 5 } });
  await restartWithPauseEnd(Date.now() - 1);
  expect(route()).toMatchObject({ asked: "cloudflare", pausedUntil: null });
});

test("only a pause can have an end", async () => {
  const reply = await sluice.app.send({ type: "route.set", route: "direct", pauseFor: "today" });
  expect(reply).toEqual({ ok: false, error: { code: "command.invalid", detail: "pauseFor" } });
  expect(route().asked).toBe("cloudflare");
});
