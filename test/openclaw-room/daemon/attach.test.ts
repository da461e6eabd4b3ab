/** Attaching: which port, which secret, what is said to whom, and what is made of the answers. */

import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import type { ServiceDefinition } from "../../../main/core/find/service.ts";
import { configFor, layGround, token } from "./ground.ts";

test("with the right token everything is known of a daemon that runs", async () => {
  const ground = layGround();
  const fake = await ground.fake();
  ground.write(configFor(fake.port));
  fake.on("status", () => ({
    ok: true,
    payload: { degradedSecretOwners: [{ ownerKind: "provider", ownerId: "anthropic" }, "odd"] },
  }));
  const until = Date.now() + 60_000;
  fake.on("models.list", () => ({
    ok: true,
    payload: {
      models: [
        { id: "a", provider: "x", available: true },
        { id: "b", provider: "x", unavailableReason: "cooldown", unavailableUntil: until },
      ],
    },
  }));
  const state = await ground.daemon().look();
  expect(state).toEqual({
    status: "running",
    port: fake.port,
    access: "rpc",
    problem: null,
    version: "2026.9.6",
    startedAt: expect.closeTo(Date.now() - 60_000, -4),
    isConfigApplied: true,
    place: "here",
    supervisor: null,
    degraded: ["provider:anthropic"],
    cooldowns: [{ provider: "x", model: "b", reason: "cooldown", until }],
    startsLeft: 3,
  });
  expect(fake.passes).toEqual([{ token }]);
});

test("a daemon that runs well is contacted for reading only", async () => {
  const ground = layGround();
  const fake = await ground.fake();
  ground.write(configFor(fake.port));
  const daemon = ground.daemon();
  await daemon.look();
  await daemon.look();
  await daemon.mark();
  expect(await daemon.start()).toEqual({ ok: true });
  daemon.wake();
  await daemon.look();
  daemon.close();
  const reads = ["/healthz", "/startupz", "/readyz"].map((url) => `GET ${url}`);
  const methods = ["connect", "health", "config.get", "status", "models.list"];
  expect(new Set(fake.contacts)).toEqual(new Set([...reads, ...methods]));
});

test("a wrong token is said to be refused, and is not tried again and again", async () => {
  const ground = layGround();
  const fake = await ground.fake({ token: "another-token" });
  ground.write(configFor(fake.port));
  const daemon = ground.daemon();
  const state = await daemon.look();
  expect(state).toMatchObject({
    status: "running",
    access: "health",
    problem: "openclaw.unauthorized",
    isConfigApplied: null,
  });
  expect(await daemon.call("status")).toEqual({ ok: false, code: "openclaw.unauthorized" });
  expect(await daemon.mark()).toBeNull();
  expect(await daemon.waitTakenIn(null, 5_000)).toBe("unknown");
  const looks = () => fake.contacts.filter((contact) => contact === "GET /healthz").length;
  await expect.poll(looks, { timeout: 10_000 }).toBeGreaterThan(2);
  expect(fake.passes).toHaveLength(1);
  expect(ground.lines.join("\n")).not.toContain(token);
});

test("2026.2.26 speaks protocol 3 and knows no hashes: attached, the rest unknown", async () => {
  const ground = layGround();
  const fake = await ground.fake({
    protocol: 3,
    version: "2026.2.26",
    startup: null,
    snapshot: { uptimeMs: undefined },
  });
  fake.on("config.get", () => ({ ok: true, payload: { hash: "abc", valid: true } }));
  fake.on("status", () => ({ ok: true, payload: { runtimeVersion: "2026.2.26" } }));
  ground.write(configFor(fake.port));
  expect(await ground.daemon().look()).toMatchObject({
    status: "running",
    access: "rpc",
    problem: null,
    version: "2026.2.26",
    startedAt: null,
    isConfigApplied: null,
    place: "here",
    degraded: [],
  });
});

test("whatever the daemon answers, it is understood or unknown, never a crash", async () => {
  const ground = layGround();
  const fake = await ground.fake();
  ground.write(configFor(fake.port));
  const daemon = ground.daemon();
  await daemon.look();
  const anything = fc.jsonValue({ maxDepth: 4 });
  await fc.assert(
    fc.asyncProperty(anything, anything, anything, async (config, status, models) => {
      fake.on("config.get", () => ({ ok: true, payload: config }));
      fake.on("status", () => ({ ok: true, payload: status }));
      fake.on("models.list", () => ({ ok: true, payload: { models } }));
      const state = await daemon.look();
      expect(state).toMatchObject({ status: "running", access: "rpc" });
      expect(state.degraded.every((name) => typeof name === "string")).toBe(true);
    }),
    { numRuns: 100 },
  );
  expect(ground.lines.filter((line) => line.includes('"error"'))).toEqual([]);
});

test("a hello of another shape is no hello", async () => {
  const ground = layGround();
  const fake = await ground.fake();
  fake.on("connect", () => ({ ok: true, payload: { type: "hello-ok" } }));
  ground.write(configFor(fake.port));
  expect(await ground.daemon().look()).toMatchObject({
    access: "health",
    problem: "openclaw.noAnswer",
  });
});

test.each([
  ["~/.openclaw/.env", { mode: "token" }, `OPENCLAW_GATEWAY_TOKEN='${token}'\n`, {}],
  ["this environment", {}, "", { OPENCLAW_GATEWAY_TOKEN: token }],
  [
    "a reference to a variable",
    { token: { source: "env", provider: "default", id: "MY_TOKEN" } },
    `MY_TOKEN=${token}\n`,
    {},
  ],
  ["a variable in the text", { token: ["$", "{MY_TOKEN}"].join("") }, "", { MY_TOKEN: token }],
] as const)("the token is found in %s", async (_, auth, dotEnv, env) => {
  const ground = layGround();
  const fake = await ground.fake();
  ground.write(configFor(fake.port, auth));
  writeFileSync(path.join(ground.home, ".openclaw/.env"), dotEnv);
  const state = await ground.daemon({ env: { HOME: ground.home, ...env } }).look();
  expect(state.access).toBe("rpc");
});

test("the service's own port and token come before everything else", async () => {
  const ground = layGround();
  const fake = await ground.fake({ token: "of-the-service" });
  ground.write(configFor(1, {}));
  const service: ServiceDefinition = {
    supervisor: "systemd",
    label: "openclaw-gateway.service",
    file: "/u/openclaw-gateway.service",
    node: null,
    entry: null,
    port: null,
    profile: null,
    environmentFile: null,
    environment: {
      OPENCLAW_GATEWAY_PORT: String(fake.port),
      OPENCLAW_GATEWAY_TOKEN: "of-the-service",
    },
  };
  const state = await ground.daemon({ service: () => service }).look();
  expect(state).toMatchObject({ port: fake.port, access: "rpc", supervisor: "systemd" });
});

test("a daemon that asks for no token is told none, and one that asks for a password is told that", async () => {
  const ground = layGround();
  const open = await ground.fake({ token: null });
  ground.write(configFor(open.port, { mode: "none", token: "unused-token" }));
  expect((await ground.daemon().look()).access).toBe("rpc");
  expect(open.passes).toEqual([null]);
  const locked = await ground.fake({ token: "a-password" });
  ground.write(configFor(locked.port, { mode: "password", password: "a-password" }));
  expect((await ground.daemon().look()).access).toBe("rpc");
  expect(locked.passes).toEqual([{ password: "a-password" }]);
});

test("of two daemons the one that works with our file is ours", async () => {
  const ground = layGround();
  const other = await ground.fake({ snapshot: { configPath: "/x/openclaw.json", stateDir: "/" } });
  const ours = await ground.fake();
  ground.write(configFor(ours.port));
  const daemon = ground.daemon({
    env: { HOME: ground.home, OPENCLAW_GATEWAY_PORT: String(other.port) },
  });
  expect(await daemon.look()).toMatchObject({ port: ours.port, place: "here" });
  await expect.poll(() => other.isAttached()).toBe(false);
});

test("a daemon that works with a file that is not on this disk is in a container", async () => {
  const ground = layGround();
  const fake = await ground.fake({
    snapshot: {
      configPath: "/home/node/.openclaw/openclaw.json",
      stateDir: "/home/node/.openclaw",
    },
  });
  ground.write(configFor(fake.port));
  const daemon = ground.daemon();
  expect((await daemon.look()).place).toBe("container");
  expect(await daemon.restart()).toEqual({ ok: false, code: "openclaw.elsewhere" });
});

test("nothing is said to a program on the port that is not OpenClaw", async () => {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
    response.end('{"ok":true,"status":"fine"}');
  });
  server.on("upgrade", (_, socket) => {
    heard.push("upgrade");
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const ground = layGround();
  ground.write(configFor(port));
  expect(await ground.daemon().look()).toMatchObject({ status: "stopped", access: null });
  expect(heard).toHaveLength(3);
  expect(heard.join("\n")).not.toContain(token);
});

test("a program that imitates the health answer but not the challenge is told no token", async () => {
  const ground = layGround();
  const fake = await ground.fake({ firstWord: '{"type":"event","event":"hello","payload":{}}' });
  ground.write(configFor(fake.port));
  const daemon = ground.daemon();
  const looking = daemon.look();
  await expect.poll(() => fake.contacts.length).toBeGreaterThan(2);
  setTimeout(() => fake.cut(), 300);
  expect(await looking).toMatchObject({ access: "health", problem: "openclaw.noAnswer" });
  expect(fake.passes).toEqual([]);
});

test("nothing running is said within a second, and nothing is left behind", async () => {
  const ground = layGround();
  ground.write(configFor(1));
  const daemon = ground.daemon();
  expect(daemon.state()).toBeNull();
  expect(await daemon.look()).toMatchObject({
    status: "stopped",
    access: null,
    problem: null,
    version: null,
    isConfigApplied: null,
  });
  expect(await daemon.call("status")).toEqual({ ok: false, code: "openclaw.notRunning" });
  expect(await daemon.pid()).toBeNull();
  expect(await daemon.mark()).toBeNull();
  expect(await daemon.waitTakenIn(null, 5_000)).toBe("unknown");
});
