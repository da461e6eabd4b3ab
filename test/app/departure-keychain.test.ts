/** Leaving for good with keys in a real keychain: every one of every profile goes, or none of them and nothing else either. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCanaries } from "../support/canary.ts";
import { type Headless, startHeadless } from "../support/headless.ts";
import { hasKeyring, type Keyring, withKeyring } from "../support/keyring.ts";
import { driveVault } from "../vault/drive.ts";

const canaries = createCanaries();

describe.skipIf(!hasKeyring())("keys in a keychain", { timeout: 60_000 }, () => {
  let folder = "";
  let keyring: Keyring;
  let sluice: Headless;
  const data = () => path.join(folder, "data");

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "sluice-departure-"));
    keyring = await withKeyring("unlocked");
    sluice = await startHeadless({
      userDataDir: data(),
      env: { ...keyring.env, HOME: path.join(folder, "home"), OPENCLAW_GATEWAY_PORT: "9" },
    });
  });
  afterEach(async () => {
    await sluice.kill9();
    await keyring.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Of two profiles, the account names in the keychain with the profile's id in them. */
  async function saveAll(): Promise<readonly string[]> {
    const { aiGateway, analytics, anthropic, openai } = canaries;
    const accounts: string[] = [];
    for (const aiGatewayId of ["one", "two"]) {
      const saved = await sluice.must({
        ...{ type: "profile.save", name: aiGatewayId, accountId: "a", aiGatewayId },
      });
      const id = saved.id ?? "";
      await sluice.must({ type: "profile.select", id });
      for (const [provider, secret] of Object.entries({ anthropic, openai }))
        await sluice.must({ type: "secret.save", kind: "provider", provider, secret });
      await sluice.must({ type: "secret.save", kind: "aiGateway", secret: aiGateway });
      await sluice.must({ type: "secret.save", kind: "analytics", secret: analytics });
      accounts.push(
        ...["provider/anthropic", "provider/openai", "aiGateway", "analytics"].map(
          (name) => `${id}/${name}`,
        ),
      );
    }
    expect(sluice.state().vault.kind).toBe("keychain");
    return accounts;
  }

  async function inKeychain(accounts: readonly string[]): Promise<readonly unknown[]> {
    const vault = await driveVault(keyring.env, { hasSaved: false });
    const found = [];
    for (const account of accounts) found.push((await vault.get(account)).value);
    await vault.end();
    return found.filter((value) => value !== null);
  }

  test("all go, of the profile in use and of the others, and what told that they were there", async () => {
    const accounts = await saveAll();
    expect(await inKeychain([...accounts, "__probe__"])).toHaveLength(9);
    await sluice.must({ type: "app.remove" });
    expect(await sluice.ended).toBe(0);
    expect(await inKeychain([...accounts, "__probe__", "__local__"])).toEqual([]);
    expect(existsSync(data())).toBe(false);
  });

  test("while it is locked nothing is done at all, and opened it can be", async () => {
    const accounts = await saveAll();
    await keyring.lock();
    expect(await sluice.send({ type: "app.remove" })).toEqual({
      ok: false,
      error: { code: "remove.failed", detail: "vault.locked" },
    });
    expect(existsSync(path.join(data(), "settings.json"))).toBe(true);
    await keyring.unlock();
    expect(await inKeychain(accounts)).toHaveLength(8);
    await sluice.must({ type: "app.remove" });
    expect(await sluice.ended).toBe(0);
    expect(await inKeychain(accounts)).toEqual([]);
  });

  test("for a session in memory they would be left behind: refused", async () => {
    const accounts = await saveAll();
    await sluice.must({ type: "vault.session" });
    expect(await sluice.send({ type: "app.remove" })).toMatchObject({
      error: { code: "remove.failed", detail: "vault.locked" },
    });
    expect(await inKeychain(accounts)).toHaveLength(8);
  });
});
