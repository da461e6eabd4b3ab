/** What the vault promises whatever the keychain: silence about secrets, a session in memory, a word for every failure. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createVault, type VaultOptions } from "../../main/vault/vault.ts";
import { farKeychain } from "./far-keychain.ts";

const canary = "sk-ant-api03-CANARY";

function vaultOn(far: ReturnType<typeof farKeychain>, options: VaultOptions = {}) {
  return createVault({ loadKeytar: async () => far.keytar, platform: "linux", ...options });
}

describe("a secret that was handed in", () => {
  test("is in no failure, whatever text the keychain fails with", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (before, after) => {
        const far = farKeychain(() =>
          Promise.reject(new Error(`${before}${canary}${after}`, { cause: canary })),
        );
        const vault = vaultOn(far);
        const told = [
          await vault.set("a", canary),
          await vault.get("a"),
          await vault.remove("a"),
          await vault.open(),
          vault.reason(),
        ];
        expect(JSON.stringify(told)).not.toContain("CANARY");
      }),
    );
  });

  test("is in no failure when the module throws at once", async () => {
    const broken = () => {
      throw new TypeError(canary);
    };
    const keytar = { getPassword: broken, setPassword: broken, deletePassword: broken };
    const vault = createVault({ loadKeytar: async () => keytar });
    expect(await vault.set("a", canary)).toEqual({
      ok: false,
      code: "vault.failed",
      detail: "unknown",
    });
  });

  test("is written after the probe, so that it can never be there alone", async () => {
    const far = farKeychain(async ({ method, account }) => {
      if (method === "set" && account === "a") throw new Error("full");
    });
    const vault = vaultOn(far);
    expect(await vault.set("a", canary)).toMatchObject({ ok: false });
    expect([...far.items.keys()]).toEqual(["__probe__"]);
    expect(far.items.get("__probe__")).not.toContain("CANARY");
  });
});

describe("a session", () => {
  test("keeps secrets until quit and asks no keychain for anything", async () => {
    const far = farKeychain();
    const vault = vaultOn(far);
    vault.useSession();
    expect(await vault.set("a", canary)).toEqual({ ok: true });
    expect(await vault.get("a")).toEqual({ ok: true, value: canary });
    expect(await vault.get("b")).toEqual({ ok: true, value: null });
    vault.useSession();
    expect(await vault.get("a")).toEqual({ ok: true, value: canary });
    expect(await vault.remove("a")).toEqual({ ok: true });
    expect(await vault.get("a")).toEqual({ ok: true, value: null });
    expect(await vault.open()).toEqual({ kind: "session", backend: "memory" });
    expect(far.calls).toEqual([]);
  });
});

describe("the state", () => {
  test.each([
    ["linux", "Secret Service"],
    ["darwin", "Keychain"],
    ["win32", "Credential Manager"],
  ] as const)("names what stands behind it on %s: %s", async (platform, backend) => {
    const vault = vaultOn(farKeychain(), { platform });
    expect(vault.state()).toEqual({ kind: "none", backend: null });
    expect(await vault.open()).toEqual({ kind: "keychain", backend });
    expect(vault.reason()).toBe(null);
  });

  test("is none, with the reason, where the native module cannot be loaded", async () => {
    const vault = createVault({
      loadKeytar: () => Promise.reject(new Error("Failed to load keytar native addon")),
    });
    expect(await vault.open()).toEqual({ kind: "none", backend: null });
    expect(vault.reason()).toBe("noLibrary");
  });

  test("is not changed by one call that failed for an unknown reason, save at opening", async () => {
    let failing = false;
    const vault = vaultOn(
      farKeychain(() => (failing ? Promise.reject(new Error("odd")) : Promise.resolve())),
    );
    await vault.open();
    failing = true;
    expect(await vault.get("a")).toMatchObject({ code: "vault.failed" });
    expect(vault.state().kind).toBe("keychain");
    expect((await vault.open()).kind).toBe("none");
    expect(vault.reason()).toBe("unknown");
  });

  test("is keychain again when a keychain that was missing answers", async () => {
    let failing = true;
    const vault = vaultOn(
      farKeychain(() =>
        failing ? Promise.reject(new Error("The given address is empty")) : Promise.resolve(),
      ),
    );
    expect((await vault.open()).kind).toBe("none");
    failing = false;
    expect(await vault.get("a")).toEqual({ ok: true, value: null });
    expect(vault.state().kind).toBe("keychain");
  });
});

test("opening reads one item and writes nothing", async () => {
  const far = farKeychain();
  await vaultOn(far, { hasSaved: () => true }).open();
  expect(far.calls).toEqual([{ method: "get", account: "__probe__" }]);
});
