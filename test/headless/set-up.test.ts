/** Set up by switches alone, as a script does: the documented ones, as often as one likes, and undone by one. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AppState } from "../../preload/contract/state.ts";
import { hasKeyring, type Keyring, withKeyring } from "../support/keyring.ts";
import { openRoom, type Room } from "./room.ts";

const script = path.join(import.meta.dirname, "../../dist/main/headless.js");
const ids = [
  "--cloudflare-ai-gateway-account-id=practice",
  "--cloudflare-ai-gateway-gateway-id=demo",
];

type Run = { readonly code: number | null; readonly states: AppState[]; readonly said: string };

describe.skipIf(!hasKeyring())("set up by switches", () => {
  let keyring: Keyring;
  let room: Room;

  beforeAll(async () => {
    keyring = await withKeyring("unlocked");
    room = await openRoom();
    room.writeConfig(`{ gateway: { mode: "local" } } // mine\n`);
  });
  afterAll(async () => {
    await room?.close();
    await keyring?.stop();
  });

  /** One run whose input ends at once, after these lines. */
  async function run(args: readonly string[], input = "", env = {}): Promise<Run> {
    const child = spawn(
      process.execPath,
      [script, `--user-data-dir=${room.userDataDir}`, ...args],
      { env: { PATH: process.env.PATH, ...room.env, ...keyring.env, ...env } },
    );
    let out = "";
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    child.stdin.end(input);
    await once(child, "close");
    const lines = out
      .trim()
      .split("\n")
      .filter((line) => line !== "");
    const states = lines.flatMap((line) => JSON.parse(line).state ?? []);
    return { code: child.exitCode, states, said };
  }

  /** What a set-up leaves, without what changes with every run. */
  const lasting = ({ states }: Run) => {
    const linked = states.findLast(({ openclaw }) => openclaw.link?.applied);
    const { profiles, secrets, openclaw } = linked ?? ({} as AppState);
    return { profiles, secrets, link: openclaw?.link };
  };

  test("the documented switches make profile, key and link; a second time changes nothing", async () => {
    const key = { ANTHROPIC_KEY: room.practice.secrets.anthropic };
    const args = [...ids, "--cloudflare-ai-gateway-api-key=env:ANTHROPIC_KEY", "--link"];
    const before = room.config();
    const first = await run(args, "", key);
    expect(first.code).toBe(0);
    expect(lasting(first)).toMatchObject({
      profiles: [{ accountId: "practice", aiGatewayId: "demo" }],
      secrets: [{ kind: "provider", provider: "anthropic", status: "saved" }],
      link: { kind: "own", providers: ["anthropic"], applied: true },
    });
    // The input has ended, so it has quit, and OpenClaw has its own way back.
    expect(room.config()).toBe(before);
    const second = await run(args, "", key);
    expect(second.code).toBe(0);
    expect(lasting(second)).toEqual(lasting(first));
    expect(room.config()).toBe(before);
  });

  test("a key from the environment is not handed on to what Sluice starts", async () => {
    const seen = path.join(room.userDataDir, "seen");
    const shell = path.join(room.userDataDir, "shell.sh");
    writeFileSync(shell, `#!/bin/sh\nenv > '${seen}'\n`, { mode: 0o755 });
    const { code } = await run([...ids, "--cloudflare-ai-gateway-api-key=env:MY_KEY"], "", {
      MY_KEY: room.practice.secrets.anthropic,
      SHELL: shell,
    });
    expect(code).toBe(0);
    if (existsSync(seen)) expect(readFileSync(seen, "utf8")).not.toContain("MY_KEY");
  });

  test("the key may come as the first line of the input, which is then no command", async () => {
    const { code, states, said } = await run(
      [...ids, "--cloudflare-ai-gateway-api-key=-"],
      `${room.practice.secrets.anthropic}\n{"type":"usage.refresh"}\n`,
    );
    expect(code).toBe(0);
    expect(states.at(-1)?.secrets[0]?.status).toBe("saved");
    expect(said).not.toContain(room.practice.secrets.anthropic);
  });

  test("a key given as it is works, with a warning that others can see it", async () => {
    const { code, said } = await run([
      ...ids,
      `--cloudflare-ai-gateway-api-key=${room.practice.secrets.anthropic}`,
    ]);
    expect(code).toBe(0);
    expect(said).toMatch(/others on this machine can see/i);
    expect(said).not.toContain(room.practice.secrets.anthropic);
  });

  test("a key that is none is refused with 4, and nothing is linked", async () => {
    const { code, said } = await run([
      ...ids,
      "--cloudflare-ai-gateway-api-key=env:NOTHING",
      "--link",
    ]);
    expect(code).toBe(4);
    expect(said).toContain("The provider key was refused");
    expect(room.config()).not.toContain("127.0.0.1");
  });

  test("--unlink undoes what a killed run left, without a window, and ends with 0; twice as well", async () => {
    const before = room.config();
    const sluice = await room.start({ env: keyring.env });
    await sluice.must({ type: "openclaw.link", kind: "own" });
    expect(room.config()).not.toBe(before);
    await sluice.kill9();
    expect((await run(["--unlink"])).code).toBe(0);
    expect(room.config()).toBe(before);
    expect((await run(["--unlink"])).code).toBe(0);
    expect(room.config()).toBe(before);
    expect(existsSync(path.join(room.userDataDir, "resolver"))).toBe(false);
  });
});
