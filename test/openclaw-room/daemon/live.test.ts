/** Staying attached: lost lines, restarts, sleep, noise, and the quiet after closing. */
import { expect, test } from "vitest";
import type { Daemon } from "../../../main/openclaw/daemon/daemon.ts";
import { inForce } from "./fake-daemon.ts";
import { configFor, layGround, until } from "./ground.ts";

async function attached() {
  const ground = layGround();
  const fake = await ground.fake();
  ground.write(configFor(fake.port));
  const daemon = ground.daemon();
  await daemon.look();
  return { ground, fake, daemon };
}
const untilAnswered = (daemon: Daemon) =>
  expect.poll(() => daemon.call("status"), { timeout: 15_000 }).toMatchObject({ ok: true });
const isAttached = ({ access }: { access: string | null }) => access === "rpc";

test("a broken line is tied again", async () => {
  const { fake, daemon } = await attached();
  const again = fake.asked("connect");
  fake.cut();
  await again;
  await untilAnswered(daemon);
  expect(fake.passes).toHaveLength(2);
  expect(daemon.state()?.access).toBe("rpc");
});

test("a daemon that says it will be back is starting, not stopped, until it is", async () => {
  const { ground, fake, daemon } = await attached();
  fake.event("shutdown", { reason: "gateway restarting", restartExpectedMs: 1_500 });
  await fake.stop();
  expect(await until(daemon, ({ status }) => status !== "running")).toMatchObject({
    status: "starting",
    access: null,
    version: null,
  });
  await ground.fake({ port: fake.port });
  expect((await until(daemon, isAttached)).status).toBe("running");
});

test("a daemon that ends is stopped, and one that comes up again is found", async () => {
  const { ground, fake, daemon } = await attached();
  fake.event("shutdown", { reason: "gateway stopping", restartExpectedMs: null });
  await fake.stop();
  await until(daemon, ({ status }) => status === "stopped");
  const slow = await ground.fake({ port: fake.port, startup: "starting" });
  slow.on("connect", () => ({ ok: false, error: { code: "UNAVAILABLE", retryable: true } }));
  await until(daemon, ({ status }) => status === "starting");
  await slow.stop();
  await ground.fake({ port: fake.port });
  await until(daemon, isAttached);
});

test("a changed configuration is seen without being asked for", async () => {
  const { fake, daemon } = await attached();
  expect(daemon.state()?.isConfigApplied).toBe(true);
  fake.on("config.get", () => inForce("raw-2", "rev-2", "rev-1"));
  fake.event("config.changed", { path: "/x", hash: "raw-2" });
  await until(daemon, ({ isConfigApplied }) => isConfigApplied === false);
  fake.on("config.get", () => ({
    ok: true,
    payload: { hash: "raw-3", configRevisionHash: null, appliedConfigHash: "r", valid: false },
  }));
  fake.event("config.changed");
  await until(daemon, ({ problem }) => problem === "openclaw.configInvalid");
});

test("a hundred events are one or two reads", async () => {
  const { fake, daemon } = await attached();
  const before = fake.contacts.filter((contact) => contact === "status").length;
  for (let index = 0; index < 100; index += 1) fake.event("config.changed");
  fake.on("config.get", () => inForce("raw-2", "rev-2", "rev-1"));
  await until(daemon, ({ isConfigApplied }) => isConfigApplied === false);
  expect(fake.contacts.filter((contact) => contact === "status").length - before).toBeLessThan(3);
});

test("a cooldown that is over is gone without an event", async () => {
  const { fake, daemon } = await attached();
  const cooling = { id: "b", provider: "x", unavailableReason: "cooldown" };
  const models = [{ ...cooling, unavailableUntil: Date.now() + 1_000 }];
  fake.on("models.list", () => ({ ok: true, payload: { models } }));
  expect((await daemon.look()).cooldowns).toHaveLength(1);
  models.length = 0;
  await until(daemon, ({ cooldowns }) => cooldowns.length === 0);
});

test("while a configuration is swapped the question is asked again", async () => {
  const { fake, daemon } = await attached();
  let left = 3;
  fake.on("models.list", () => {
    left -= 1;
    return left > 0
      ? { ok: false, error: { code: "UNAVAILABLE", message: "swapping" } }
      : { ok: true, payload: { models: ["all"] } };
  });
  expect(await daemon.call("models.list")).toEqual({ ok: true, value: { models: ["all"] } });
});

test("a daemon's no is passed on with its code and without its words", async () => {
  const { fake, daemon } = await attached();
  const error = { code: "INVALID_REQUEST", message: "no such session: sk-secret" };
  fake.on("sessions.patch", () => ({ ok: false, error }));
  const answer = await daemon.call("sessions.patch", { key: "main", model: null });
  expect(answer).toEqual({ ok: false, code: "openclaw.refused", detail: "INVALID_REQUEST" });
});

test("after sleep a line that is dead without knowing it is given up and tied anew", async () => {
  const { ground, fake, daemon } = await attached();
  fake.hold();
  daemon.wake();
  await until(daemon, ({ status }) => status === "stopped");
  await fake.stop();
  await ground.fake({ port: fake.port });
  daemon.wake();
  await until(daemon, isAttached);
});

test("big frames pass, frames no OpenClaw would send end the line, and it is tied again", async () => {
  const { fake, daemon } = await attached();
  const models = [{ id: "x".repeat(5_000_000), provider: "p" }];
  fake.on("models.list", () => ({ ok: true, payload: { models } }));
  expect(await daemon.call("models.list")).toMatchObject({ ok: true });
  for (const noise of ["not json", '{"type":"other"}', "x".repeat(33 * 1024 * 1024)]) {
    const again = fake.asked("connect");
    fake.raw(noise);
    await again;
    await untilAnswered(daemon);
  }
});

test("closed, nothing more is asked, and what was under way is refused", async () => {
  const { fake, daemon } = await attached();
  fake.on("status", () => null);
  const asked = fake.asked("status");
  const call = daemon.call("status");
  await asked;
  let heard = 0;
  daemon.watch(() => {
    heard += 1;
  });
  daemon.close();
  expect(await call).toEqual({ ok: false, code: "openclaw.noAnswer" });
  await expect.poll(() => fake.isAttached()).toBe(false);
  const contacts = fake.contacts.length;
  fake.event("config.changed");
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(fake.contacts).toHaveLength(contacts);
  expect(heard).toBe(0);
  expect(await daemon.call("status")).toEqual({ ok: false, code: "app.quitting" });
});

test("secrets are read again, and those that could not be are named", async () => {
  const { fake, daemon } = await attached();
  expect(await daemon.reloadSecrets()).toEqual({ ok: true });
  fake.on("secrets.reload", () => ({ ok: true, payload: { ok: true, warningCount: 1 } }));
  const degradedSecretOwners = [{ ownerKind: "provider", ownerId: "anthropic" }];
  fake.on("status", () => ({ ok: true, payload: { degradedSecretOwners } }));
  const again = await daemon.reloadSecrets();
  expect(again).toEqual({ ok: false, code: "resolver.failed", detail: "provider:anthropic" });
});
