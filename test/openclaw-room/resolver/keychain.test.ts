/** The resolver as OpenClaw runs it, against a real Secret Service: open, locked, frozen, absent. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { busSocketsOf } from "../../../main/core/resolver/bus-address.ts";
import { readAnswer, requestText } from "../../../main/core/resolver/protocol.ts";
import { resolverIdOf } from "../../../main/core/resolver/resolver-id.ts";
import type { Resolver } from "../../../main/openclaw/resolver/resolver.ts";
import { hasKeyring, type Keyring, type KeyringMode, withKeyring } from "../../support/keyring.ts";
import { needTools } from "../../support/tools.ts";
import { driveVault } from "../../vault/drive.ts";
import { createRig, type Rig, saveSecrets } from "./rig.ts";

const key = "sk-ant-api03-CANARY-0123456789";
const token = "CANARY-token-0123456789";
const keyId = resolverIdOf("0123abcd/provider/anthropic", "plain");
const tokenId = resolverIdOf("0123abcd/aiGateway", "bearer");
const analyticsId = resolverIdOf("0123abcd/analytics", "plain");

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function installed(
  mode: KeyringMode,
): Promise<{ rig: Rig; keyring: Keyring; resolver: Resolver }> {
  const keyring = await withKeyring(mode);
  ends.push(keyring.stop);
  const rig = createRig();
  ends.push(rig.remove);
  const resolver = rig.resolverWith({ env: keyring.env });
  expect(await resolver.ensure()).toMatchObject({ ok: true });
  stayIn(rig, keyring);
  return { rig, keyring, resolver };
}

/** On a person's own desktop there is a bus in the usual place, which would be asked first. */
function stayIn({ folder }: Rig, { env }: Keyring): void {
  if (!existsSync(`/run/user/${process.geteuid?.()}/bus`)) return;
  const launcher = path.join(folder, "sluice-secrets");
  const own = `DBUS_SESSION_BUS_ADDRESS='${env.DBUS_SESSION_BUS_ADDRESS}' exec `;
  writeFileSync(launcher, readFileSync(launcher, "utf8").replace(/^exec /m, own));
}

const save = (keyring: Keyring) =>
  saveSecrets(keyring.env, {
    "0123abcd/provider/anthropic": key,
    "0123abcd/aiGateway": token,
    "0123abcd/analytics": "CANARY-analytics-0123456789",
  });

describe.skipIf(!hasKeyring())("the resolver", () => {
  test("answers a model key as it is and the aiGateway token as a whole header", async () => {
    const { keyring, resolver } = await installed("unlocked");
    await save(keyring);
    expect(await resolver.ask([keyId, tokenId])).toEqual({
      ok: true,
      values: { [keyId]: key, [tokenId]: `Bearer ${token}` },
      errors: {},
    });
  });

  test("says which key is absent, and answers the others", async () => {
    const { keyring, resolver } = await installed("unlocked");
    await save(keyring);
    const absent = resolverIdOf("0123abcd/provider/openai", "plain");
    expect(await resolver.ask([keyId, absent])).toEqual({
      ok: true,
      values: { [keyId]: key },
      errors: { [absent]: "NOT_FOUND" },
    });
  });

  test("never answers the analytics token, the probe or an id of somebody else's", async () => {
    const { keyring, resolver } = await installed("unlocked");
    await save(keyring);
    const ids = [analyticsId, "plain/__probe__", "anything", "plain/", "bearer/../aiGateway"];
    expect(await resolver.ask(ids)).toEqual({
      ok: true,
      values: {},
      errors: Object.fromEntries(ids.map((id) => [id, "NOT_FOUND"])),
    });
  });

  test("tells a locked keychain from an absent key, and works again once it is unlocked", async () => {
    const { keyring, resolver } = await installed("unlocked");
    await save(keyring);
    await keyring.lock();
    expect(await resolver.ask([keyId, tokenId])).toEqual({
      ok: true,
      values: {},
      errors: { [keyId]: "LOCKED", [tokenId]: "LOCKED" },
    });
    await keyring.unlock();
    expect(await resolver.ask([keyId])).toMatchObject({ values: { [keyId]: key } });
  });

  test("gives a changed key at the very next question", async () => {
    const { keyring, resolver } = await installed("unlocked");
    await save(keyring);
    await resolver.ask([keyId]);
    await saveSecrets(keyring.env, { "0123abcd/provider/anthropic": "sk-ant-CANARY-rotated" });
    expect(await resolver.ask([keyId])).toMatchObject({
      values: { [keyId]: "sk-ant-CANARY-rotated" },
    });
  });

  test("is done within its two seconds when the keychain answers nothing", async () => {
    const { keyring, resolver } = await installed("unlocked");
    await save(keyring);
    keyring.freeze();
    const startedAt = performance.now();
    expect(await resolver.ask([keyId])).toEqual({
      ok: true,
      values: {},
      errors: { [keyId]: "UNAVAILABLE" },
    });
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    keyring.thaw();
    expect(await resolver.ask([keyId])).toMatchObject({ values: { [keyId]: key } });
  });

  test.each(["none", "empty"] as const)("without a keychain (%s) says so at once", async (mode) => {
    const { resolver } = await installed(mode);
    expect(await resolver.ask([keyId])).toEqual({
      ok: true,
      values: {},
      errors: { [keyId]: "UNAVAILABLE" },
    });
  });

  // On a person's own desktop there is a bus in the usual place, and what it says is not this test's affair.
  const nothing = { values: {}, errors: { [keyId]: expect.any(String) } };

  test("finds nothing where the bus Sluice knew is gone, and says so", async () => {
    const { keyring, resolver } = await installed("unlocked");
    await save(keyring);
    await keyring.stop();
    expect(await resolver.ask([keyId])).toMatchObject(nothing);
  });

  test("asks the bus in the session's own folder before the one that was written down", async () => {
    const { rig, keyring } = await installed("unlocked");
    await save(keyring);
    const other = await withKeyring("none");
    ends.push(other.stop);
    writeFileSync(path.join(rig.folder, "bus"), other.env.DBUS_SESSION_BUS_ADDRESS ?? "");
    const [{ path: socket = "" } = {}] = busSocketsOf(keyring.env.DBUS_SESSION_BUS_ADDRESS ?? "");
    const { stdout } = spawnSync(path.join(rig.folder, "sluice-secrets"), {
      env: { HOME: rig.homeDir, XDG_RUNTIME_DIR: path.dirname(socket) },
      input: requestText([keyId]),
      encoding: "utf8",
    });
    expect(readAnswer(stdout)).toEqual({ values: { [keyId]: key }, errors: {} });
  });

  test("asks nobody at an abstract name, which any user may have taken", async () => {
    const { rig, resolver } = await installed("none");
    let guests = 0;
    const name = `sluice-test-${process.pid}`;
    const trap = createServer((socket) => {
      guests += 1;
      socket.destroy();
    }).listen(`\0${name}`);
    await once(trap, "listening");
    ends.push(() => trap.close());
    writeFileSync(path.join(rig.folder, "bus"), `unix:abstract=${name}`);
    expect(await resolver.ask([keyId])).toMatchObject(nothing);
    expect(guests).toBe(0);
  });

  test("asks no bus at an address that is nobody's socket or starts a program", async () => {
    const { rig, resolver } = await installed("none");
    const trap = path.join(rig.folder, "trap");
    for (const address of [
      `unixexec:path=/usr/bin/touch,argv1=${trap}`,
      `unix:path=${trap}`,
      "tcp:host=127.0.0.1,port=1",
      "\0\n",
    ]) {
      writeFileSync(path.join(rig.folder, "bus"), address);
      expect(await resolver.ask([keyId])).toMatchObject(nothing);
      expect(existsSync(trap)).toBe(false);
    }
  });
});

const canMonitor =
  hasKeyring() && needTools({ names: ["dbus-monitor"], install: "apt-get install dbus" });

describe.skipIf(!canMonitor)("no prompt", () => {
  /** The methods called on the bus while `work` is done. */
  async function callsDuring(keyring: Keyring, work: () => Promise<unknown>): Promise<string[]> {
    const monitor = spawn("dbus-monitor", ["--session", "type='method_call'"], {
      env: { PATH: process.env.PATH ?? "", ...keyring.env },
      stdio: ["ignore", "pipe", "ignore"],
    });
    let text = "";
    monitor.stdout.on("data", (chunk) => {
      text += String(chunk);
    });
    // Its first lines are about itself: from then on it hears everything.
    await once(monitor.stdout, "data");
    await work();
    // What was said last is still on its way to it.
    await wait(300);
    const gone = once(monitor, "exit");
    monitor.kill();
    await gone;
    return [...text.matchAll(/member=(\w+)/g)].map(([, member = ""]) => member);
  }

  test("is asked for when the keychain is locked, though libsecret itself would", async () => {
    const { keyring, resolver } = await installed("unlocked");
    await save(keyring);
    await keyring.lock();
    const asked = await callsDuring(keyring, async () => {
      expect(await resolver.ask([keyId])).toMatchObject({ errors: { [keyId]: "LOCKED" } });
    });
    expect(asked).toContain("ReadAlias");
    expect(asked).not.toContain("Unlock");
    expect(asked).not.toContain("Prompt");

    const libsecret = await callsDuring(keyring, async () => {
      const vault = await driveVault(keyring.env, { hasSaved: true });
      await vault.get("0123abcd/provider/anthropic");
      await vault.end();
    });
    expect(libsecret).toContain("Unlock");
  });
});
