/** The app as a script sees it: switches, exit codes, lines in and lines out. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openRoom, type Room, setUp } from "./room.ts";

let room: Room;
beforeEach(async () => {
  room = await openRoom();
});
afterEach(() => room.close());

const script = path.join(import.meta.dirname, "../../dist/main/headless.js");

/** Runs to the end with the given input; for what a line-by-line driver cannot send. */
async function run(args: readonly string[], input = "") {
  const child = spawn(process.execPath, [script, `--user-data-dir=${room.userDataDir}`, ...args], {
    env: { PATH: process.env.PATH ?? "", ...room.env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (text) => {
    stdout += text;
  });
  child.stderr.on("data", (text) => {
    stderr += text;
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const [code] = await once(child, "close");
  const lines = stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return { code, lines, stderr };
}

describe("switches and exit codes", () => {
  test("--once prints one state and ends with 0, without opening a port", async () => {
    const { code, lines } = await run(["--once"]);
    expect(code).toBe(0);
    expect(lines).toHaveLength(1);
    expect(lines[0].state.router).toEqual({ status: "off", port: null });
  });

  test("a switch nobody knows ends with 2 and a sentence", async () => {
    const { code, lines, stderr } = await run(["--lnik"]);
    expect([code, lines]).toEqual([2, []]);
    expect(stderr).toContain("--lnik");
  });

  test("a second one on the same folder ends with 3 and harms nothing", async () => {
    const first = await room.start();
    const { code, stderr } = await run([]);
    expect(code).toBe(3);
    expect(stderr).toContain("already running");
    expect(await first.quit()).toBe(0);
  });

  test("after kill -9 the folder is free again", async () => {
    await (await room.start()).kill9();
    expect((await run(["--once"])).code).toBe(0);
  });

  test("a link that is refused ends with 4 and says why", async () => {
    const { code, stderr } = await run(["--link"]);
    expect(code).toBe(4);
    expect(stderr).toContain("profile.missing");
  });

  test("--unlink with nothing linked ends with 0", async () => {
    expect((await run(["--unlink"])).code).toBe(0);
  });

  test("far ends that make no sense are refused, not ignored", async () => {
    const headless = room.start({ env: { SLUICE_FAR_ENDS: '{"aiGateway":"nonsense"}' } });
    await expect(headless).rejects.toThrow("SLUICE_FAR_ENDS");
  });
});

describe("lines", () => {
  test("what is not JSON, not known or not valid gets a code; nothing of it is echoed", async () => {
    const { code, lines, stderr } = await run(
      [],
      [
        '{"type":"secret',
        '{"type":"sk-ant-canary"}',
        "[1]",
        '{"type":"route.set","route":"canary"}',
        '{"query":{"type":"usage.range"}}',
        "",
      ].join("\n"),
    );
    const replies = lines
      .filter(({ reply }) => reply)
      .map(({ reply }) => [reply.to, reply.error.code]);
    expect(replies.sort()).toEqual(
      [
        [null, "command.malformed"],
        [null, "command.unknown"],
        [null, "command.malformed"],
        ["route.set", "command.invalid"],
        ["usage.range", "command.invalid"],
      ].sort(),
    );
    expect(JSON.stringify(lines) + stderr).not.toContain("canary");
    expect(code).toBe(0);
  });

  test("the state a command leads to precedes its reply", async () => {
    const { lines } = await run([], '{"type":"route.set","route":"paused"}\n');
    const reply = lines.findIndex((line) => line.reply);
    const state = lines.findIndex((line) => line.state?.route.applied === "paused");
    expect(state).toBeGreaterThanOrEqual(0);
    expect(state).toBeLessThan(reply);
  });

  test("revisions only grow", async () => {
    const { lines } = await run(
      [],
      '{"type":"route.set","route":"direct"}\n{"type":"route.set","route":"paused"}\n',
    );
    const revisions = lines.flatMap(({ state }) => (state ? [state.rev] : []));
    expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b));
  });

  test("SIGTERM quits like app.quit: the link is gone and the exit code 0", async () => {
    room.writeConfig("{ gateway: { mode: 'local' } }\n");
    const sluice = await room.start();
    await setUp(room, sluice);
    await sluice.must({ type: "openclaw.link", kind: "own" });
    expect(room.config()).toContain("cloudflare-ai-gateway");
    process.kill(sluice.pid, "SIGTERM");
    expect(await sluice.ended).toBe(0);
    expect(room.config()).toBe("{ gateway: { mode: 'local' } }\n");
  });
});
