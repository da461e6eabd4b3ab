/** The vault against a real Secret Service: open, locked, frozen, absent. */
import { afterEach, describe, expect, test } from "vitest";
import { hasKeyring, type Keyring, type KeyringMode, withKeyring } from "../support/keyring.ts";
import { type DrivenVault, driveVault } from "./drive.ts";

const isMissing = !hasKeyring();
const canary = "sk-ant-api03-CANARY-é-✓-🔑";
const keychain = { kind: "keychain", backend: "Secret Service" };
const locked = { kind: "locked", backend: "Secret Service" };
const none = { kind: "none", backend: null };

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function keyringOf(mode: KeyringMode): Promise<Keyring> {
  const keyring = await withKeyring(mode);
  ends.push(keyring.stop);
  return keyring;
}

async function vaultOn(
  env: Record<string, string>,
  options?: Parameters<typeof driveVault>[1],
): Promise<DrivenVault> {
  const vault = await driveVault(env, options);
  ends.push(async () => expect(await vault.end()).not.toContain("CANARY"));
  return vault;
}

describe.skipIf(isMissing)("an open keychain", () => {
  test("gives a secret back to another process, byte for byte", async () => {
    const { env } = await keyringOf("unlocked");
    const first = await vaultOn(env);
    expect(await first.open()).toEqual(keychain);
    expect(await first.set("profile/provider/anthropic", canary)).toEqual({ ok: true });
    await first.end();
    const second = await vaultOn(env, { hasSaved: true });
    expect(await second.open()).toEqual(keychain);
    expect(await second.get("profile/provider/anthropic")).toEqual({ ok: true, value: canary });
  });

  test("tells an absent secret from a locked one once anything was saved", async () => {
    const { env } = await keyringOf("unlocked");
    const vault = await vaultOn(env, { hasSaved: true });
    await vault.set("a", canary);
    expect(await vault.get("b")).toEqual({ ok: true, value: null });
  });

  test("replaces a secret, and removes it for good", async () => {
    const { env } = await keyringOf("unlocked");
    const vault = await vaultOn(env, { hasSaved: true });
    await vault.set("a", "old-secret");
    await vault.set("a", canary);
    expect(await vault.get("a")).toEqual({ ok: true, value: canary });
    expect(await vault.remove("a")).toEqual({ ok: true });
    expect(await vault.get("a")).toEqual({ ok: true, value: null });
    expect(await vault.remove("a")).toEqual({ ok: true });
  });

  test("is not written to by opening it", async () => {
    const { env } = await keyringOf("unlocked");
    const vault = await vaultOn(env);
    await vault.open();
    const later = await vaultOn(env, { hasSaved: true });
    expect(await later.open()).toEqual(locked);
  });

  test("that was reset since is not taken for one without secrets", async () => {
    const { env } = await keyringOf("unlocked");
    const vault = await vaultOn(env, { hasSaved: true });
    expect(await vault.get("a")).toMatchObject({ ok: false, code: "vault.locked" });
    expect(await vault.remove("a")).toMatchObject({ ok: false, code: "vault.locked" });
    expect(await vault.set("a", canary)).toEqual({ ok: true });
    expect(await vault.get("b")).toEqual({ ok: true, value: null });
    expect(await vault.state()).toEqual(keychain);
  });
});

describe.skipIf(isMissing)("a locked keychain", () => {
  test("is said to be locked, keeps what it has, and works in the same process once unlocked", async () => {
    const keyring = await keyringOf("unlocked");
    const vault = await vaultOn(keyring.env, { hasSaved: true });
    await vault.set("a", canary);
    await keyring.lock();
    expect(await vault.open()).toEqual(locked);
    expect(await vault.reason()).toBe("locked");
    const refused = { ok: false, code: "vault.locked", detail: "locked" };
    expect(await vault.get("a")).toEqual(refused);
    expect(await vault.set("a", "another-CANARY")).toEqual(refused);
    expect(await vault.remove("a")).toEqual(refused);
    expect(await vault.state()).toEqual(locked);
    await keyring.unlock();
    expect(await vault.get("a")).toEqual({ ok: true, value: canary });
    expect(await vault.state()).toEqual(keychain);
    expect(await vault.set("a", "new-CANARY")).toEqual({ ok: true });
    expect(await vault.get("a")).toEqual({ ok: true, value: "new-CANARY" });
  });

  test("that never held anything refuses the first secret as locked", async () => {
    const keyring = await keyringOf("locked");
    const vault = await vaultOn(keyring.env);
    expect(await vault.set("a", canary)).toMatchObject({ ok: false, code: "vault.locked" });
    expect(await vault.state()).toEqual(locked);
    expect(await vault.get("a")).toEqual({ ok: true, value: null });
    expect(await vault.state()).toEqual(locked);
    await keyring.unlock();
    expect(await vault.set("a", canary)).toEqual({ ok: true });
    expect(await vault.state()).toEqual(keychain);
  });
});

describe.skipIf(isMissing)("no keychain", () => {
  const refused = (detail: string) => ({ ok: false, code: "vault.none", detail });

  test("on a bus where nobody keeps secrets", async () => {
    const { env } = await keyringOf("none");
    const vault = await vaultOn(env, { hasSaved: true });
    expect(await vault.open()).toEqual(none);
    expect(await vault.get("a")).toEqual(refused("noService"));
    expect(await vault.set("a", canary)).toEqual(refused("noService"));
    expect(await vault.remove("a")).toEqual(refused("noService"));
  });

  test.each([
    ["with no bus named", {}],
    ["with an empty bus address", { DBUS_SESSION_BUS_ADDRESS: "" }],
    ["with the bus disabled", { DBUS_SESSION_BUS_ADDRESS: "disabled:" }],
    ["with a bus that is gone", { DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent/bus" }],
  ])("%s", async (_, env) => {
    const vault = await vaultOn({ ...env, XDG_RUNTIME_DIR: "/nonexistent" });
    expect(await vault.open()).toEqual(none);
    expect(await vault.reason()).toBe("noBus");
    expect(await vault.set("a", canary)).toEqual(refused("noBus"));
  });

  test("with a service that has no collection to keep anything in", async () => {
    const { env } = await keyringOf("empty");
    const vault = await vaultOn(env);
    expect(await vault.set("a", canary)).toEqual(refused("noCollection"));
    expect(await vault.state()).toEqual(none);
  });
});

describe.skipIf(isMissing)("a keychain that does not answer", () => {
  test("costs its caller the limit and nobody else anything, and is as before once it wakes", async () => {
    const keyring = await keyringOf("unlocked");
    const vault = await vaultOn(keyring.env, { hasSaved: true, timeoutMs: 1_500 });
    await vault.set("a", canary);
    keyring.freeze();
    const refused = { ok: false, code: "vault.timeout", detail: "timeout" };
    const asked = ["a", "b", "c", "d", "e", "f"].map((account) => vault.get(account));
    expect(await Promise.all(asked)).toEqual(asked.map(() => refused));
    expect(await vault.isHeld()).toBe(true);
    expect(await vault.readFiles()).toBe(8);
    expect(await vault.open()).toEqual(locked);
    expect(await vault.reason()).toBe("timeout");
    keyring.thaw();
    expect(await vault.get("a")).toEqual({ ok: true, value: canary });
    expect(await vault.state()).toEqual(keychain);
    expect(await vault.isHeld()).toBe(false);
  });
});
