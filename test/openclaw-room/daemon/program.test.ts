/** OpenClaw's own program: the way around where the socket cannot be used, and its opinion of a file. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { fakeProgram } from "./fake-program.ts";
import { configFor, layGround, token } from "./ground.ts";

const call = (method: string) => `gateway call ${method}`;
const json = (value: object) => ({ out: `Some notice\n${JSON.stringify(value, null, 2)}\n` });
const answers = {
  [call("config.get")]: json({
    hash: "h",
    configRevisionHash: "r",
    appliedConfigHash: "r",
    valid: true,
  }),
  [call("status")]: json({ degradedSecretOwners: [{ ownerKind: "provider", ownerId: "x" }] }),
  [call("models.list")]: json({ models: [] }),
};

async function unreadable(auth: object = { token: { source: "store", provider: "s", id: "t" } }) {
  const ground = layGround();
  const fake = await ground.fake();
  ground.write(configFor(fake.port, auth));
  const program = fakeProgram(ground.home);
  program.say(answers);
  const { env, install } = program;
  return { ground, fake, program, daemon: ground.daemon({ env, install }) };
}

test("a token only OpenClaw can read is no obstacle: its own program asks, and nothing is wrong", async () => {
  const { fake, program, daemon } = await unreadable();
  expect(await daemon.look()).toMatchObject({
    status: "running",
    access: "cli",
    problem: null,
    version: "2026.9.6",
    isConfigApplied: true,
    degraded: ["provider:x"],
  });
  expect(fake.passes).toEqual([]);
  expect(await daemon.mark()).toBe("h");
  expect(await daemon.call("models.list")).toEqual({ ok: true, value: { models: [] } });
  expect(program.runs()[0]?.args).toEqual([
    "gateway",
    "call",
    "config.get",
    "--params",
    "{}",
    "--json",
  ]);
});

test("a refused token stays said, also where the program gets through", async () => {
  const { program, daemon } = await unreadable({ mode: "token", token: "a-wrong-token" });
  expect(await daemon.look()).toMatchObject({ access: "cli", problem: "openclaw.unauthorized" });
  expect(JSON.stringify(program.runs())).not.toContain("a-wrong-token");
});

test("a program that does not get through either leaves the health alone", async () => {
  const { program, daemon } = await unreadable();
  const error = { type: "gateway_request_error", code: "UNAUTHORIZED", message: "no" };
  program.say({ [call("config.get")]: { ...json({ ok: false, error }), exit: 1 } });
  expect(await daemon.look()).toMatchObject({
    access: "health",
    problem: "openclaw.unauthorized",
    isConfigApplied: null,
  });
});

test("the program's no is passed on with its code", async () => {
  const { program, daemon } = await unreadable();
  const error = { type: "gateway_request_error", code: "INVALID_REQUEST", message: "secret sk-x" };
  program.say({ ...answers, [call("sessions.list")]: { ...json({ ok: false, error }), exit: 1 } });
  await daemon.look();
  const answer = await daemon.call("sessions.list");
  expect(answer).toEqual({ ok: false, code: "openclaw.refused", detail: "INVALID_REQUEST" });
});

test("a call that may carry a secret is never put on a command line", async () => {
  const { program, daemon } = await unreadable();
  await daemon.look();
  for (const method of [
    "config.patch",
    "config.set",
    "secrets.store.write",
    "agent",
    "a.list; rm",
  ]) {
    const answer = await daemon.call(method, { token });
    expect(answer).toEqual({ ok: false, code: "openclaw.refused", detail: "NOT_OVER_CLI" });
  }
  expect(JSON.stringify(program.runs())).not.toContain(token);
});

test("calls through the program are made one at a time", async () => {
  const { program, daemon } = await unreadable();
  await daemon.look();
  const all = await Promise.all([1, 2, 3].map(() => daemon.call("status")));
  expect(all.every(({ ok }) => ok)).toBe(true);
  expect(program.runs().map(({ isAlone }) => isAlone)).toEqual(Array(6).fill(true));
});

test("a program that hangs is ended when its time is over", async () => {
  const { program, daemon } = await unreadable();
  program.say({ "gateway status": { hang: true } });
  const running = daemon.runCli(["gateway", "status"], 4_000);
  await expect.poll(() => program.runs().length, { timeout: 3_900 }).toBe(1);
  expect(await running).toEqual({ ok: false, code: "openclaw.noAnswer" });
  const [{ pid = 0 } = {}] = program.runs();
  expect(pid).toBeGreaterThan(0);
  expect(() => process.kill(pid, 0)).toThrow();
});

test.skipIf(process.platform === "win32")(
  "what a hanging program has started, and what ignores the request to end, holds up nobody and is gone",
  async () => {
    const { ground, program } = await unreadable();
    const pids = path.join(ground.home, "pids");
    const holds = `process.on("SIGTERM", () => {}); setInterval(() => {}, 1_000);
      require("node:fs").appendFileSync(${JSON.stringify(pids)}, process.pid + "\\n");`;
    const entry = path.join(ground.home, "hangs.cjs");
    writeFileSync(
      entry,
      `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(holds)}],
        { stdio: ["ignore", "inherit", "inherit"] }); setInterval(() => {}, 1_000);`,
    );
    const install = { ...program.install(), entry };
    const daemon = ground.daemon({ env: program.env, install: () => install });
    const limit = 1_000;
    const startedAt = performance.now();
    expect(await daemon.runCli(["gateway", "status"], limit)).toEqual({
      ok: false,
      code: "openclaw.noAnswer",
    });
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    const pid = Number(readFileSync(pids, "utf8"));
    expect(pid).toBeGreaterThan(0);
    await expect.poll(() => isRunning(pid), { timeout: 5_000 }).toBe(false);
  },
);

/** One that has ended and that nobody has asked about is still listed. */
function isRunning(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return /^[^Z]/.test(stdout.trim());
}

test("closing ends a program under way", async () => {
  const { program, daemon } = await unreadable();
  program.say({ "gateway status": { hang: true } });
  const running = daemon.runCli(["gateway", "status"], 60_000);
  await expect.poll(() => program.runs().length, { timeout: 10_000 }).toBe(1);
  daemon.close();
  expect(await running).toEqual({ ok: false, code: "app.quitting" });
});

test("the program sees the person's environment without Sluice's own", async () => {
  const { ground, program } = await unreadable();
  const env = {
    ...program.env,
    ELECTRON_RUN_AS_NODE: "1",
    SLUICE_BUILT: "1",
    ANTHROPIC_API_KEY: "k",
  };
  const daemon = ground.daemon({ env, install: program.install });
  program.say({ "gateway status": { out: "{}", exit: 3 } });
  const ran = await daemon.runCli(["gateway", "status"], 20_000);
  expect(ran).toEqual({ ok: true, stdout: "{}", code: 3 });
  const names = program.runs()[0]?.env ?? [];
  expect(names).toContain("ANTHROPIC_API_KEY");
  expect(names.filter((name) => /^(ELECTRON|SLUICE)_/.test(name))).toEqual([]);
});

test("no install: nothing can be run, and validation has nobody to ask", async () => {
  const ground = layGround();
  ground.write(configFor(1));
  const daemon = ground.daemon();
  const none = { ok: false, code: "openclaw.notInstalled" };
  expect(await daemon.runCli(["--version"], 1_000)).toEqual(none);
  expect(await daemon.start()).toEqual(none);
  expect(await daemon.validate("/x/openclaw.json")).toEqual({ ok: true });
});

const invalid = {
  valid: false,
  issues: [
    { path: "models.providers.x.apiKey", message: 'Invalid value: "sk-ant-api03-abcdefgh"' },
    { path: "", message: "more" },
  ],
};
test.each([
  ["valid", json({ valid: true }), { ok: true }],
  ["something else entirely", { out: "unknown command", exit: 1 }, { ok: true }],
  [
    "invalid",
    { ...json(invalid), exit: 1 },
    { ok: false, code: "config.rejected", detail: "models.providers.x.apiKey: Invalid value: …" },
  ],
])("a file the program calls %s", async (_, command, expected) => {
  const { ground, program, daemon } = await unreadable();
  const file = path.join(ground.home, "staged.json");
  writeFileSync(file, "{}");
  program.say({ "config validate": command });
  expect(await daemon.validate(file)).toEqual(expected);
  expect(program.runs()).toMatchObject([{ args: ["config", "validate", "--json"], config: file }]);
});
