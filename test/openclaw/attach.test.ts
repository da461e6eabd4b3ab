/** Attached to the real OpenClaw: seen, followed through edits and restarts, started and explained; its files untouched by looking. */
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type JsonObject, parseJson5 } from "../../main/core/json5-edit.ts";
import { createLog } from "../../main/kit/log.ts";
import {
  createDaemon,
  type Daemon,
  type DaemonOptions,
} from "../../main/openclaw/daemon/daemon.ts";
import { type Daemon as Rig, startDaemon } from "../support/openclaw-rig.ts";
import { freePort, newToken, openClawEnv, writeConfig } from "../support/openclaw-rig-home.ts";
import { hasOpenClaw, installOpenClaw, openClawVersion } from "../support/openclaw-rig-install.ts";

const minute = 60_000;
/** Before 2026.6 it does not say what it runs with, and does not even start with a secret it cannot read. */
const isOld = openClawVersion === "2026.5.28";
const secret = isOld ? '"a-key"' : '{ source: "env", provider: "default", id: "STUB_KEY" }';
const degraded = isOld ? [] : ["provider:stub"];
const applied = isOld ? "unknown" : "applied";
const unknownKey = isOld ? "Invalid input" : 'Unrecognized key: "cloudTray"';
const provider = `  models: { providers: { stub: { baseUrl: "http://127.0.0.1:9/v1", api: "openai-completions",
    apiKey: ${secret}, models: [{ id: "a", name: "A" }] } } },
  agents: { defaults: { model: { primary: "stub/a" } } },`;

// What only newer versions do is no test of the older.
const onNewer = isOld ? () => undefined : test;

describe.skipIf(!(await hasOpenClaw()))(
  "attached to the real OpenClaw",
  { timeout: 3 * minute },
  () => {
    const home = mkdtempSync(path.join(tmpdir(), "sluice-attach-"));
    const token = newToken();
    const lines: string[] = [];
    const closing: Daemon[] = [];
    let rig: Rig;
    let port = 0;
    let entry = "";
    let file = "";
    let original = "";
    let startedFrom = 0;
    let daemon: Daemon;

    /** A Sluice of its own each time, on the same machine. */
    function newDaemon(options: Partial<DaemonOptions> = {}): Daemon {
      const install = { source: "chosen", entry, node: process.execPath } as const;
      const made = createDaemon({
        env: openClawEnv(home),
        homeDir: home,
        configPath: file,
        config: async () => parseJson5(readFileSync(file, "utf8")),
        install: () => ({ ...install, version: openClawVersion, isTooOld: false }),
        service: () => null,
        startsFile: path.join(home, "starts.json"),
        logFolder: path.join(home, "logs"),
        now: Date.now,
        log: createLog({ write: (line) => lines.push(line), now: Date.now }),
        ...options,
      });
      closing.push(made);
      return made;
    }
    const withAuth = (auth: JsonObject) => ({ config: async () => ({ gateway: { port, auth } }) });

    /** As Sluice writes: beside the file, then over it. */
    function write(text: string): void {
      writeFileSync(`${file}.next`, text, { mode: 0o600 });
      renameSync(`${file}.next`, file);
    }

    beforeAll(async () => {
      port = await freePort();
      file = writeConfig({ home, port, token, more: provider });
      entry = await installOpenClaw();
      startedFrom = Date.now();
      rig = await startDaemon({ home, port, token });
      rig.close();
      original = readFileSync(file, "utf8");
      daemon = newDaemon();
    }, 4 * minute);

    afterAll(async () => {
      for (const one of closing) one.close();
      await rig?.stop();
      for (const name of ["starts.json", "starts-2.json"]) endOwn(path.join(home, name));
      rmSync(home, { recursive: true, force: true });
    }, minute);

    test("one look says what runs, since when, with what, and which secrets it could not read", async () => {
      expect(await daemon.look()).toEqual({
        status: "running",
        port,
        access: "rpc",
        problem: null,
        version: openClawVersion,
        startedAt: expect.any(Number),
        isConfigApplied: isOld ? null : true,
        place: "here",
        supervisor: null,
        degraded,
        cooldowns: [],
        startsLeft: 3,
      });
      const { startedAt } = daemon.state() ?? {};
      expect(startedAt).toBeGreaterThan(startedFrom - 2_000);
      expect(startedAt).toBeLessThan(Date.now());
      expect(await daemon.pid()).toBe(rig.pid);
    });

    test("looking changes no byte of OpenClaw's files, and does not go round in circles", async () => {
      const before = fingerprint(home);
      let states = 0;
      const leave = daemon.watch(() => {
        states += 1;
      });
      for (let count = 0; count < 5; count += 1) await daemon.look();
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      leave();
      expect(fingerprint(home)).toEqual(before);
      expect(states).toBe(0);
    });

    test("a write is known to be in force, or not, as soon as OpenClaw knows it", async () => {
      const edits: readonly [string, string][] = [
        [`${original}// a comment changes nothing\n`, applied],
        [original.replace('name: "A"', 'name: "B"'), applied],
        [original.replace("gateway: {", "cloudTray: 1,\n  gateway: {"), "rejected"],
        [original.slice(0, 90), "rejected"],
        [original, applied],
      ];
      for (const [text, outcome] of edits) {
        const mark = await daemon.mark();
        expect(mark).not.toBeNull();
        write(text);
        expect(await daemon.waitTakenIn(mark, 20_000)).toBe(outcome);
      }
      expect(await daemon.waitTakenIn(await daemon.mark(), 500)).toBe("late");
      await expect
        .poll(() => daemon.state()?.isConfigApplied, { timeout: 10_000 })
        .toBe(isOld ? null : true);
    });

    test("secrets it cannot read are named when it reads them again", async () => {
      const refusal = { ok: false, code: "resolver.failed", detail: "provider:stub" };
      expect(await daemon.reloadSecrets()).toEqual(isOld ? { ok: true } : refusal);
    });

    test("a wrong token is refused, and that is said", async () => {
      const stranger = newDaemon({ ...withAuth({ token: "a-wrong-token" }), install: () => null });
      expect(await stranger.look()).toMatchObject({
        status: "running",
        access: "health",
        problem: "openclaw.unauthorized",
      });
    });

    test("where only OpenClaw can read the token, its own program asks", async () => {
      const around = newDaemon(withAuth({ token: { source: "store", provider: "s", id: "t" } }));
      expect(await around.look()).toMatchObject({
        access: "cli",
        problem: null,
        isConfigApplied: isOld ? null : true,
        degraded,
      });
      const refusal = { code: "openclaw.refused", detail: "INVALID_REQUEST" };
      expect(await around.call("no.such.list")).toMatchObject(
        isOld ? { code: "openclaw.noAnswer" } : refusal,
      );
    });

    test("a staged file is judged by OpenClaw's own program, which leaves no trace of that", async () => {
      const staged = `${file}.sluice-next`;
      writeFileSync(staged, original, { mode: 0o600 });
      const before = fingerprint(home);
      expect(await daemon.validate(staged)).toEqual({ ok: true });
      writeFileSync(staged, original.replace("gateway: {", "cloudTray: 1,\n  gateway: {"));
      expect(await daemon.validate(staged)).toEqual({
        ok: false,
        code: "config.rejected",
        detail: unknownKey,
      });
      writeFileSync(staged, original, { mode: 0o600 });
      expect(withoutTimes(fingerprint(home), staged)).toEqual(withoutTimes(before, staged));
      rmSync(staged);
    });

    test("one that somebody else runs restarts in place, is the same process, and is found again", async () => {
      const seen: string[] = [];
      const leave = daemon.watch(({ status }) => seen.push(status));
      expect(await daemon.restart()).toEqual({ ok: true });
      leave();
      expect(seen).toContain("starting");
      expect(seen).not.toContain("stopped");
      expect(daemon.state()).toMatchObject({ status: "running", access: "rpc", startsLeft: 2 });
      expect(await daemon.pid()).toBe(rig.pid);
    });

    // Before 2026.6 a second one on another port is let in.
    onNewer("a second one on the same state ends at once, and why is said", async () => {
      const elsewhere = await freePort();
      const second = newDaemon({
        env: openClawEnv(home, { OPENCLAW_GATEWAY_PORT: String(elsewhere) }),
        config: async () => ({ gateway: { port: elsewhere, auth: { token } } }),
        startsFile: path.join(home, "starts-2.json"),
        logFolder: path.join(home, "logs-2"),
      });
      expect(await second.start()).toEqual({
        ok: false,
        code: "openclaw.stateTaken",
        detail: "78",
      });
      expect(await daemon.look()).toMatchObject({ status: "running", access: "rpc" });
    });

    test("stopped it is seen to be stopped; with a broken file it does not start, and why is said", async () => {
      await rig.stop();
      expect(await daemon.look()).toMatchObject({ status: "stopped", access: null });
      write(original.replace("gateway: {", "cloudTray: 1,\n  gateway: {"));
      expect(await daemon.start()).toEqual({
        ok: false,
        code: "openclaw.configInvalid",
        detail: unknownKey,
      });
      expect(daemon.state()).toMatchObject({
        status: "stopped",
        problem: "openclaw.configInvalid",
      });
      write(original);
    });

    test("started, it runs as a process of its own, and outlives the Sluice that started it", async () => {
      expect(await daemon.start()).toEqual({ ok: true });
      expect(daemon.state()).toMatchObject({ status: "running", access: "rpc", startsLeft: 0 });
      const pid = (await daemon.pid()) ?? 0;
      try {
        daemon.close();
        const later = newDaemon();
        expect(await later.look()).toMatchObject({ status: "running", access: "rpc" });
        expect(await later.restart()).toEqual({ ok: false, code: "openclaw.startsSpent" });
        expect(await later.pid()).toBe(pid);
        expect(lines.join("\n")).not.toContain(token);
      } finally {
        process.kill(-pid, "SIGTERM");
        await expect.poll(() => isAlive(pid), { timeout: 30_000 }).toBe(false);
      }
    });
  },
);

/** Whatever a failed test has started and left. */
function endOwn(startsFile: string): void {
  try {
    const { own } = JSON.parse(readFileSync(startsFile, "utf8"));
    process.kill(-own.pid, "SIGKILL");
  } catch {
    // Nothing was started, or it has ended.
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Size, time and mode of every file but those OpenClaw writes by itself all the time. */
function fingerprint(home: string): readonly string[] {
  return readdirSync(home, { recursive: true, encoding: "utf8" })
    .filter((name) => !/^(tmp|logs|\.openclaw\/logs)|\.log$|\.sqlite|node-compile-cache/.test(name))
    .map((name) => ({ name, entry: statSync(path.join(home, name)) }))
    .filter(({ entry }) => entry.isFile())
    .map(({ name, entry }) => `${name} ${entry.size} ${entry.mtimeMs} ${entry.mode.toString(8)}`)
    .sort();
}

const withoutTimes = (files: readonly string[], file: string): readonly string[] =>
  files.map((line) =>
    line.startsWith(path.basename(path.dirname(file)) + path.sep + path.basename(file))
      ? line.replace(/ [\d.]+ (\d+)$/, " $1")
      : line,
  );
