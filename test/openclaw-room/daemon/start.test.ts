/** Starting and restarting: only when asked, only so often, never a daemon that runs, and every failure explained. */
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { ServiceDefinition } from "../../../main/core/find/service.ts";
import { freePort } from "../../support/openclaw-rig-home.ts";
import { type FakeProgram, fakeProgram } from "./fake-program.ts";
import { configFor, layGround } from "./ground.ts";

const run = "gateway run";

async function stopped() {
  const ground = layGround();
  const port = await freePort();
  ground.write(configFor(port));
  const program = fakeProgram(ground.home);
  ground.after(() => endAll(program));
  const { env, install } = program;
  return { ground, port, program, daemon: ground.daemon({ env, install }) };
}

/** A daemon that was started outlives the Sluice of its test. */
function endAll(program: FakeProgram): void {
  for (const { pid } of program.runs())
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
}

const service = (profile: string | null): ServiceDefinition => ({
  supervisor: "systemd",
  label: "openclaw-gateway.service",
  file: "/u/openclaw-gateway.service",
  node: null,
  entry: null,
  port: null,
  profile,
  environmentFile: null,
  environment: {},
});

test("without a service it is started as a process of its own that outlives Sluice", async () => {
  const { ground, port, program, daemon } = await stopped();
  program.say({ [run]: { err: "starting…\n", listen: port, afterMs: 300 } });
  expect(await daemon.start()).toEqual({ ok: true });
  expect(daemon.state()).toMatchObject({ status: "running", startsLeft: 2 });
  const [{ pid = 0, env = [] } = {}] = program.runs(run);
  expect(env.filter((name) => /^(ELECTRON|SLUICE)_/.test(name))).toEqual([]);
  expect(await daemon.pid()).toBe(pid);
  const log = path.join(ground.home, "logs/openclaw.log");
  expect(readFileSync(log, "utf8")).toContain("starting…");
  expect(statSync(log).mode & 0o777).toBe(0o600);
  expect(statSync(path.join(ground.home, "starts.json")).mode & 0o777).toBe(0o600);
  daemon.close();
  process.kill(pid, 0);
});

test("asked twice it is started once, and one that runs is not started at all", async () => {
  const { port, program, daemon } = await stopped();
  program.say({ [run]: { listen: port, afterMs: 200 } });
  expect(await Promise.all([daemon.start(), daemon.start()])).toEqual([{ ok: true }, { ok: true }]);
  expect(await daemon.start()).toEqual({ ok: true });
  expect(program.runs(run)).toHaveLength(1);
  expect(daemon.state()?.startsLeft).toBe(2);
});

test("one Sluice started itself is ended and started anew, so that it reads its environment again", async () => {
  const { ground, port, program, daemon } = await stopped();
  program.say({ [run]: { listen: port } });
  await daemon.start();
  daemon.close();
  const later = ground.daemon({ env: program.env, install: program.install });
  expect(await later.restart()).toEqual({ ok: true });
  const [first, second, ...more] = program.runs(run);
  expect(more).toEqual([]);
  expect(second?.args).toEqual(["gateway", "run"]);
  expect(await later.pid()).toBe(second?.pid);
  expect(() => process.kill(first?.pid ?? 0, 0)).toThrow();
});

test("one that somebody else runs is asked to restart itself, and no process is started or ended", async () => {
  const { ground, program, daemon } = await stopped();
  const fake = await ground.fake();
  ground.write(configFor(fake.port));
  fake.on("gateway.restart.request", () => ({ ok: true, payload: { status: "scheduled" } }));
  const asked = fake.asked("gateway.restart.request");
  let isDone = false;
  const restarting = daemon.restart().then((done) => {
    isDone = true;
    return done;
  });
  await asked;
  // The word is passed on; it has not ended yet.
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect(isDone).toBe(false);
  fake.cut();
  expect(await restarting).toEqual({ ok: true });
  expect(program.runs()).toEqual([]);
  expect(daemon.state()?.startsLeft).toBe(2);
});

test("one that does not take the wish is asked through its own program", async () => {
  const { ground, program, daemon } = await stopped();
  const fake = await ground.fake();
  ground.write(configFor(fake.port));
  program.say({ "gateway restart": { out: "{}" } });
  const restarting = daemon.restart();
  await expect.poll(() => program.runs("gateway restart"), { timeout: 10_000 }).toHaveLength(1);
  fake.cut();
  expect(await restarting).toEqual({ ok: true });
});

test("where there is a service its supervisor is asked, by the name of its profile", async () => {
  const { ground, port, program } = await stopped();
  const daemon = ground.daemon({ ...program, service: () => service("work") });
  program.say({ "gateway start": { out: "{}" } });
  const fake = ground.fake({ port });
  expect(await daemon.start()).toEqual({ ok: true });
  await fake;
  expect(
    program.runs().every(({ args }) => args.join(" ") === "--profile work gateway start"),
  ).toBe(true);
});

test("a service that cannot be started says with what code", async () => {
  const { ground, program } = await stopped();
  const daemon = ground.daemon({ ...program, service: () => service(null) });
  program.say({ "gateway start": { err: "no", exit: 1 } });
  const failed = { ok: false, code: "openclaw.startFailed", detail: "1" };
  expect(await daemon.start()).toEqual(failed);
  expect(daemon.state()).toMatchObject({ status: "stopped", problem: "openclaw.startFailed" });
});

const lifecycle =
  "Doctor could not enter maintenance. StateDatabaseCoordinatorContentionError: another OpenClaw process owns gateway-lifecycle Stop the Gateway service … then run openclaw doctor --fix";
test.each([
  [
    "an invalid file",
    { exit: 78 },
    'Unrecognized key: "cloudTray"',
    "openclaw.configInvalid",
    'Unrecognized key: "cloudTray"',
  ],
  ["another owner of the state", { exit: 78, err: lifecycle }, null, "openclaw.stateTaken", "78"],
  [
    "gateway.mode",
    { exit: 78, err: "Gateway start blocked: set gateway.mode=local (current: unset)" },
    null,
    "openclaw.configInvalid",
    'gateway.mode is not "local"',
  ],
  ["nothing known", { exit: 78, err: "?" }, null, "openclaw.startFailed", "78"],
  ["a crash", { exit: 1, err: "TypeError" }, null, "openclaw.startFailed", "1"],
])("it ends at once over %s", async (_, command, issue, code, detail) => {
  const { program, daemon } = await stopped();
  const verdict = issue
    ? { valid: false, issues: [{ path: "<root>", message: issue }] }
    : { valid: true };
  program.say({
    [run]: command,
    "config validate": { out: JSON.stringify(verdict), exit: issue ? 1 : 0 },
  });
  expect(await daemon.start()).toEqual({ ok: false, code, detail });
  expect(daemon.state()).toMatchObject({ status: "stopped", problem: code, startsLeft: 2 });
  expect(program.runs().some(({ args }) => args.includes("doctor"))).toBe(false);
});

test("three starts in ten minutes and no more, also for the next Sluice", async () => {
  const { ground, program, daemon } = await stopped();
  program.say({ [run]: { exit: 1 } });
  for (let count = 0; count < 3; count += 1) await daemon.start();
  const spent = { ok: false, code: "openclaw.startsSpent" };
  expect(await daemon.start()).toEqual(spent);
  expect(await daemon.restart()).toEqual(spent);
  let now = Date.now();
  const later = ground.daemon({ env: program.env, install: program.install, now: () => now });
  expect(await later.look()).toMatchObject({ startsLeft: 0 });
  expect(await later.start()).toEqual(spent);
  expect(program.runs(run)).toHaveLength(3);
  now += 10 * 60_000;
  expect(await later.start()).toMatchObject({ code: "openclaw.startFailed" });
});

test("a record of starts that cannot be read counts as none", async () => {
  const { ground, program, daemon } = await stopped();
  writeFileSync(path.join(ground.home, "starts.json"), '{"starts":["x"]');
  program.say({ [run]: { exit: 1 } });
  expect(await daemon.look()).toMatchObject({ startsLeft: 3 });
});

test("where the start cannot be counted nothing is started", async () => {
  const { ground, program } = await stopped();
  const { env, install } = program;
  const daemon = ground.daemon({
    env,
    install,
    startsFile: path.join(ground.home, "no/starts.json"),
  });
  program.say({ [run]: { exit: 1 } });
  expect(await daemon.start()).toMatchObject({ ok: false, code: "disk.failed" });
  expect(program.runs()).toEqual([]);
});

test("a machine that only uses another one's daemon starts none", async () => {
  const { ground, port, program, daemon } = await stopped();
  ground.write({ gateway: { mode: "remote", port } });
  expect(await daemon.start()).toEqual({ ok: false, code: "openclaw.elsewhere" });
  expect(program.runs()).toEqual([]);
  expect(existsSync(path.join(ground.home, "starts.json"))).toBe(false);
});

test("closing while it starts leaves it starting", async () => {
  const { port, program, daemon } = await stopped();
  program.say({ [run]: { listen: port, afterMs: 60_000 } });
  const starting = daemon.start();
  await expect.poll(() => program.runs().length, { timeout: 10_000 }).toBe(1);
  daemon.close();
  expect(await starting).toEqual({ ok: false, code: "app.quitting" });
  process.kill(program.runs()[0]?.pid ?? 0, 0);
});
