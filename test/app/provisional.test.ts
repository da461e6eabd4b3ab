/** Keys that are saved before there is a profile: they wait for the first one, and none is lost on the way. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createAdoption } from "../../main/app/provisional.ts";
import { accountOf, createSecrets } from "../../main/app/secrets.ts";
import { openSettingsFile } from "../../main/app/settings-file.ts";
import { createLog } from "../../main/kit/log.ts";
import type { Keytar } from "../../main/vault/keytar.ts";
import { createVault } from "../../main/vault/vault.ts";
import { type Sluice, startSluice } from "../support/sluice.ts";

const modelKey = "sk-ant-api03-waiting-for-a-profile-q7Zk";
const token = "cfut_waiting-for-a-profile-w2Fd";

describe("in the app", () => {
  let sluice: Sluice;
  beforeEach(async () => {
    sluice = await startSluice();
  });
  afterEach(() => sluice.close());

  test("a key saved before there is a profile is shown, and is the first profile's from then on", async () => {
    const kept = { kind: "provider", provider: "anthropic" } as const;
    await sluice.must({ type: "secret.save", ...kept, secret: modelKey });
    await sluice.must({ type: "secret.save", kind: "analytics", secret: token });
    const both = [
      { ...kept, tail: "q7Zk", status: "saved" },
      { kind: "analytics", tail: "w2Fd", status: "saved" },
    ];
    expect(sluice.app.state()).toMatchObject({ profile: null, secrets: both });
    await sluice.must({ type: "profile.save", name: "P", accountId: "a", aiGatewayId: "g" });
    expect(sluice.app.state()).toMatchObject({ profile: { name: "P" }, secrets: both });
  });

  test("the analytics token is looked with before there is a profile", async () => {
    const { analytics } = sluice.practice.secrets;
    await sluice.must({ type: "secret.save", kind: "analytics", secret: analytics });
    await sluice.must({ type: "cloudflare.look" });
    expect(sluice.app.state().cloudflare.accounts).not.toBeNull();
  });

  test("another profile does not get the keys of the first", async () => {
    await sluice.must({
      ...{ type: "secret.save", kind: "provider", provider: "anthropic", secret: modelKey },
    });
    await sluice.must({ type: "profile.save", name: "P", accountId: "a", aiGatewayId: "g" });
    const other = await sluice.must({
      ...{ type: "profile.save", name: "Q", accountId: "b", aiGatewayId: "g" },
    });
    await sluice.must({ type: "profile.select", id: String(other.id) });
    expect(sluice.app.state().secrets).toEqual([]);
  });

  test("one that waits can be removed again", async () => {
    await sluice.must({
      ...{ type: "secret.save", kind: "provider", provider: "anthropic", secret: modelKey },
    });
    await sluice.must({ type: "secret.remove", kind: "provider", provider: "anthropic" });
    expect(sluice.app.state().secrets).toEqual([]);
  });
});

describe("in the keychain", () => {
  let folder: string;
  let items: Map<string, string>;
  /** Everything that was done to items of ours, in its order. */
  let deeds: string[];
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "sluice-provisional-"));
    items = new Map();
    deeds = [];
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** How many changes, to the keychain and to the file, are still made before the power goes. */
  let left = Number.POSITIVE_INFINITY;
  const never = new Promise<never>(() => undefined);
  const alive = async <T>(run: () => T | Promise<T>): Promise<T> => {
    if (left <= 0) return never;
    left -= 1;
    return run();
  };

  const note = (deed: string, account: string) => {
    if (!account.startsWith("__")) deeds.push(`${deed} ${account}`);
  };
  const keytar: Keytar = {
    getPassword: async (_, account) => items.get(account) ?? null,
    setPassword: (_, account, secret) =>
      alive(() => {
        note("set", account);
        items.set(account, secret);
      }),
    deletePassword: (_, account) =>
      alive(() => {
        note("delete", account);
        return items.delete(account);
      }),
  };

  /** As at a start of Sluice. */
  async function begin() {
    const opened = await openSettingsFile(folder);
    const settings = {
      ...opened,
      change: (patch: Parameters<typeof opened.change>[0]) => alive(() => opened.change(patch)),
    };
    const vault = createVault({
      loadKeytar: async () => keytar,
      hasSaved: () => settings.get().secrets.length > 0,
    });
    await vault.open();
    const log = createLog({ write: () => undefined, now: Date.now });
    const secrets = createSecrets({ vault, settings, log });
    return { vault, settings, secrets, adopt: createAdoption({ vault, settings, accountOf }) };
  }

  async function saveTwo() {
    const { secrets } = await begin();
    await secrets.load(null);
    expect(await secrets.save("first", "provider", "anthropic", modelKey)).toEqual({ ok: true });
    expect(await secrets.save("first", "analytics", undefined, token)).toEqual({ ok: true });
    deeds = [];
  }

  const ours = () => Object.fromEntries([...items].filter(([name]) => !name.startsWith("__")));
  const moved = { "p1/provider/anthropic": modelKey, "p1/analytics": token };

  test("they survive a quit between the screen of the key and that of the account", async () => {
    await saveTwo();
    const { secrets } = await begin();
    await secrets.load(null);
    expect(secrets.value("provider", "anthropic")).toBe(modelKey);
    expect(readFileSync(path.join(folder, "settings.json"), "utf8")).not.toContain(modelKey);
  });

  test("each is moved exactly once", async () => {
    await saveTwo();
    const { secrets, settings } = await begin();
    await secrets.load("p1");
    await settings.change({ activeProfile: "p1" });
    await secrets.load("p1");
    expect(deeds).toEqual([
      "set p1/provider/anthropic",
      "delete first/provider/anthropic",
      "set p1/analytics",
      "delete first/analytics",
    ]);
    expect(ours()).toEqual(moved);
    expect(secrets.value("provider", "anthropic")).toBe(modelKey);
    expect(settings.get().secrets.map(({ profile }) => profile)).toEqual(["p1", "p1"]);
  });

  test("two who ask at the same time do not get in each other’s way", async () => {
    await saveTwo();
    const { adopt } = await begin();
    await Promise.all([adopt("p1"), adopt("p1"), adopt("p1")]);
    expect(deeds).toHaveLength(4);
    expect(ours()).toEqual(moved);
  });

  // Two keys, four changes each.
  test.each([0, 1, 2, 3, 4, 5, 6, 7])(
    "a kill after %i changes loses nothing, and the next start finishes",
    async (changes) => {
      await saveTwo();
      const { adopt } = await begin();
      left = changes;
      await Promise.race([adopt("p1"), new Promise((resolve) => setTimeout(resolve, 100))]);
      expect(new Set(Object.values(ours()))).toEqual(new Set([modelKey, token]));
      left = Number.POSITIVE_INFINITY;
      const again = await begin();
      await again.secrets.load("p1");
      expect(ours()).toEqual(moved);
      expect(again.settings.get().secrets.map(accountOf).toSorted()).toEqual(
        Object.keys(moved).toSorted(),
      );
    },
  );

  test("in a session without the keychain they are left alone", async () => {
    await saveTwo();
    const { secrets, vault } = await begin();
    vault.useSession();
    await secrets.load("p1");
    expect(deeds).toEqual([]);
    const later = await begin();
    await later.secrets.load("p1");
    expect(ours()).toEqual(moved);
  });
});
