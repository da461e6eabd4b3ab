/** What goes wrong on real machines: a clear code, nothing lost, nothing crashed. */
import { appendFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hasSmallDisk, smallDisk } from "../support/disk.ts";
import { hasKeyring, withKeyring } from "../support/keyring.ts";
import { openRoom, type Room, setUp, turn } from "./room.ts";

let room: Room;
beforeEach(async () => {
  room = await openRoom();
});
afterEach(() => room.close());

describe("OpenClaw's configuration", () => {
  test.each([
    ["broken", "{ models: ", "config.broken"],
    ["not an object", "[1]", "config.broken"],
    ["with includes in the way", '{ models: { "$include": "./m.json" } }', "config.includes"],
  ])("that is %s is refused untouched", async (_, text, code) => {
    room.writeConfig(text);
    const sluice = await room.start();
    await setUp(room, sluice);
    const reply = await sluice.send({ type: "openclaw.link", kind: "own" });
    expect(reply).toMatchObject({ ok: false, error: { code } });
    expect(room.config()).toBe(text);
    expect(sluice.state().openclaw.link).toBeNull();
    expect(await sluice.quit()).toBe(0);
    expect(room.config()).toBe(text);
  });

  test("a link left by kill -9 leads to Sluice again after the next start, and unlinks to the original bytes", async () => {
    const original = "{\n  // mine\n  gateway: { mode: 'local' },\n}\n";
    room.writeConfig(original);
    const first = await room.start();
    await setUp(room, first);
    await first.must({ type: "openclaw.link", kind: "own" });
    await first.kill9();
    expect(room.config()).not.toBe(original);
    const second = await room.start();
    await setUp(room, second);
    expect(second.state().openclaw.link?.applied).toBe(true);
    expect(await turn(room, second)).toContain("message_stop");
    await second.must({ type: "openclaw.unlink" });
    expect(room.config()).toBe(original);
  });

  test("--unlink after kill -9 restores the original bytes without a window", async () => {
    const original = "{ gateway: { mode: 'local' } }";
    room.writeConfig(original);
    const first = await room.start();
    await setUp(room, first);
    await first.must({ type: "openclaw.link", kind: "own" });
    await first.kill9();
    const second = await room.start({ args: ["--unlink"] }).catch(() => null);
    await second?.ended;
    expect(room.config()).toBe(original);
  });
});

describe.skipIf(!hasKeyring())("a locked keychain", () => {
  test("is told from an empty one, refuses turns with its reason, and works after unlocking", async () => {
    const keyring = await withKeyring("unlocked");
    try {
      const first = await room.start({ env: keyring.env });
      await setUp(room, first);
      await first.must({ type: "openclaw.link", kind: "own" });
      expect(first.state().vault.kind).toBe("keychain");
      await first.kill9();
      await keyring.lock();

      const sluice = await room.start({ env: keyring.env });
      expect(sluice.state().vault.kind).toBe("locked");
      expect(sluice.state().secrets.map(({ status }) => status)).toEqual(["unknown", "unknown"]);
      expect(await turn(room, sluice)).toContain("Sluice_keychain");
      await sluice.until(({ notice }) => notice?.code === "keychainLocked");
      const save = await sluice.send({
        type: "secret.save",
        kind: "provider",
        provider: "anthropic",
        secret: room.practice.secrets.anthropic,
      });
      expect(save).toMatchObject({ ok: false, error: { code: "vault.locked" } });
      expect(room.practice.seen()).toEqual([]);

      await keyring.unlock();
      await sluice.must({ type: "check.run", name: "vault" });
      expect(await turn(room, sluice)).toContain("message_stop");
      expect(await sluice.quit()).toBe(0);
    } finally {
      await keyring.stop();
    }
  });
});

describe.skipIf(!hasSmallDisk())("a full disk", () => {
  test("stops no request, is said, and loses no figure while Sluice runs", async () => {
    const disk = await smallDisk(1_000_000);
    const sluice = await room.start({ userDataDir: disk.path });
    try {
      await setUp(room, sluice);
      await sluice.must({ type: "openclaw.link", kind: "own" });
      fill(disk.path);
      expect(await turn(room, sluice)).toContain("message_stop");
      await sluice.until(({ usage }) => usage.today.requests === 1);
      const saved = await sluice.send({ type: "settings.save", theme: "dark" });
      expect(saved).toMatchObject({ ok: false, error: { code: "disk.full" } });
      expect(sluice.state().settings.theme).toBe("dark");
      await sluice.until(({ notice }) => notice?.code === "disk.full");
    } finally {
      await sluice.kill9();
      await disk.close();
    }
  });
});

test.skipIf(!hasSmallDisk())("a data folder that cannot be used ends with a sentence", async () => {
  const disk = await smallDisk(1_000_000);
  await disk.freeze();
  const started = room.start({ userDataDir: `${disk.path}/data` });
  await expect(started).rejects.toThrow("cannot be used");
  await disk.close();
});

/** Takes the last byte that is left. */
function fill(folder: string): void {
  for (const size of [65_536, 4_096, 1]) {
    try {
      for (;;) appendFileSync(path.join(folder, "ballast"), Buffer.alloc(size));
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
    }
  }
}
