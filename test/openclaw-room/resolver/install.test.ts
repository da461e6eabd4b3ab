/** What is installed is what OpenClaw accepts and this version ships, repaired whatever became of it, and gone when removed. */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { need } from "../../support/tools.ts";
import { createRig, type Rig } from "./rig.ts";

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});
afterEach(() => rig.remove());

const names = ["keytar.node", "resolver.mjs", "sluice-secrets"];
const inFolder = (name: string) => path.join(rig.folder, name);
const canRun = process.platform === "linux" || process.platform === "darwin";

describe.skipIf(!canRun)("installing", () => {
  test("makes copies that are this user's alone, and says what OpenClaw is to run", async () => {
    const resolver = rig.resolverWith();
    expect(await resolver.status()).toBe("absent");
    expect(await resolver.ensure()).toEqual({
      ok: true,
      command: inFolder("sluice-secrets"),
      args: [],
    });
    expect(await resolver.status()).toBe("ready");
    expect(readdirSync(rig.folder).sort()).toEqual(names);
    expect(statSync(rig.folder).mode & 0o777).toBe(0o700);
    for (const name of names) {
      const entry = lstatSync(inFolder(name));
      expect([name, entry.isFile(), entry.mode & 0o777, entry.nlink]).toEqual([
        name,
        true,
        name === "sluice-secrets" ? 0o700 : 0o600,
        1,
      ]);
    }
    expect(await resolver.ask([])).toEqual({ ok: true, values: {}, errors: {} });
  });

  test("a second time changes nothing on disk", async () => {
    const resolver = rig.resolverWith({ env: { XDG_RUNTIME_DIR: "/run/user/4711" } });
    await resolver.ensure();
    const before = [...names, "bus"].map((name) => lstatSync(inFolder(name)).ino);
    expect(await resolver.ensure()).toMatchObject({ ok: true });
    expect([...names, "bus"].map((name) => lstatSync(inFolder(name)).ino)).toEqual(before);
  });

  const damages: Record<string, () => void> = {
    "a byte of the program was changed": () => writeFileSync(inFolder("resolver.mjs"), "evil()"),
    "the program is an older Sluice's": () => {
      const text = readFileSync(inFolder("resolver.mjs"), "utf8");
      writeFileSync(inFolder("resolver.mjs"), `${text}// older`);
    },
    "others may write the launcher": () => chmodSync(inFolder("sluice-secrets"), 0o722),
    "others may read the launcher": () => chmodSync(inFolder("sluice-secrets"), 0o744),
    "the launcher may not be run": () => chmodSync(inFolder("sluice-secrets"), 0o600),
    "the launcher runs as whoever owns it": () => chmodSync(inFolder("sluice-secrets"), 0o4700),
    "others may enter the folder": () => chmodSync(rig.folder, 0o755),
    "the launcher is a symbolic link to the right thing": () => {
      renameSync(inFolder("sluice-secrets"), path.join(rig.homeDir, "real"));
      symlinkSync(path.join(rig.homeDir, "real"), inFolder("sluice-secrets"));
    },
    "a second name leads to the binary": () =>
      linkSync(inFolder("keytar.node"), path.join(rig.homeDir, "second")),
    "the binary is a folder": () => {
      rmSync(inFolder("keytar.node"));
      mkdirSync(path.join(inFolder("keytar.node"), "inside"), { recursive: true });
    },
    "the binary is gone": () => rmSync(inFolder("keytar.node")),
    "the folder is a symbolic link": () => {
      renameSync(rig.folder, path.join(rig.homeDir, "elsewhere"));
      symlinkSync(path.join(rig.homeDir, "elsewhere"), rig.folder);
    },
  };
  test.each(Object.entries(damages))("%s: seen, and repaired", async (_, damage) => {
    const resolver = rig.resolverWith();
    await resolver.ensure();
    damage();
    expect(await resolver.status()).toBe("broken");
    expect(await resolver.ensure()).toMatchObject({ ok: true });
    expect(await resolver.status()).toBe("ready");
    expect(lstatSync(rig.folder).isDirectory()).toBe(true);
    expect(readdirSync(rig.folder).sort()).toEqual(names);
    expect(await resolver.ask([])).toMatchObject({ ok: true });
  });

  test("a missing launcher counts as absent, whatever else lies there", async () => {
    const resolver = rig.resolverWith();
    await resolver.ensure();
    rmSync(inFolder("sluice-secrets"));
    expect(await resolver.status()).toBe("absent");
    expect(await resolver.ask([])).toMatchObject({ code: "resolver.failed", detail: "insecure" });
  });

  const isRoot = process.geteuid?.() === 0;
  test.skipIf(!need({ what: "the rights of root", present: isRoot, remedy: "run as root" }))(
    "what belongs to somebody else is replaced",
    async () => {
      const resolver = rig.resolverWith();
      await resolver.ensure();
      chownSync(inFolder("sluice-secrets"), 12_345, 12_345);
      expect(await resolver.status()).toBe("broken");
      expect(await resolver.ensure()).toMatchObject({ ok: true });
      expect(lstatSync(inFolder("sluice-secrets")).uid).toBe(0);
    },
  );

  test("another Node is written into the launcher, and the one before is gone from it", async () => {
    const other = path.join(rig.homeDir, "node 'of' \"another\" kind");
    symlinkSync(process.execPath, other);
    await rig.resolverWith().ensure();
    const resolver = rig.resolverWith({ node: () => other });
    expect(await resolver.status()).toBe("broken");
    expect(await resolver.ensure()).toMatchObject({ ok: true });
    expect(await resolver.ask([])).toMatchObject({ ok: true });
    expect(readFileSync(inFolder("sluice-secrets"), "utf8")).not.toContain(process.execPath);
  });

  test("the bus Sluice is on is written down, and kept by a Sluice that knows of none", async () => {
    const address = "unix:path=/tmp/dbus-x,guid=0a";
    await rig.resolverWith({ env: { DBUS_SESSION_BUS_ADDRESS: address } }).ensure();
    expect(readFileSync(inFolder("bus"), "utf8")).toBe(address);
    await rig.resolverWith().ensure();
    expect(readFileSync(inFolder("bus"), "utf8")).toBe(address);
    await rig.resolverWith({ env: { XDG_RUNTIME_DIR: "/run/user/7 7" } }).ensure();
    expect(readFileSync(inFolder("bus"), "utf8")).toBe("unix:path=/run/user/7%207/bus");
  });

  test("a bus without a file of its own is not written down: its name can be anybody's later", async () => {
    const env = { DBUS_SESSION_BUS_ADDRESS: "unix:abstract=/tmp/dbus-x,guid=0a" };
    await rig.resolverWith({ env }).ensure();
    expect(existsSync(inFolder("bus"))).toBe(false);
    await rig.resolverWith({ env: { ...env, XDG_RUNTIME_DIR: "/run/user/7" } }).ensure();
    expect(readFileSync(inFolder("bus"), "utf8")).toBe("unix:path=/run/user/7/bus");
  });

  test("removing takes everything away, and leaves what is not ours", async () => {
    const resolver = rig.resolverWith({ env: { XDG_RUNTIME_DIR: "/run/user/1" } });
    expect(await resolver.remove()).toEqual({ ok: true });
    await resolver.ensure();
    expect(await resolver.remove()).toEqual({ ok: true });
    expect(existsSync(rig.folder)).toBe(false);
    await resolver.ensure();
    writeFileSync(inFolder("notes.txt"), "mine");
    expect(await resolver.remove()).toEqual({ ok: true });
    expect(readdirSync(rig.folder)).toEqual(["notes.txt"]);
  });

  test("it survives that Sluice itself is gone", async () => {
    const app = mkdtempSync(path.join(tmpdir(), "sluice-app-"));
    for (const [name, from] of Object.entries(rig.sources))
      writeFileSync(path.join(app, name), readFileSync(from));
    const resolver = rig.resolverWith({
      scriptFile: path.join(app, "script"),
      keytarFile: path.join(app, "keytar"),
    });
    await resolver.ensure();
    rmSync(app, { recursive: true });
    expect(await resolver.ask([])).toEqual({ ok: true, values: {}, errors: {} });
    expect(await resolver.ensure()).toEqual({
      ok: false,
      code: "resolver.failed",
      detail: "ENOENT",
    });
    expect(await resolver.ask([])).toMatchObject({ ok: true });
  });

  test("a program that hangs, fails, talks nonsense or floods is a refusal", async () => {
    const resolver = rig.resolverWith();
    await resolver.ensure();
    const says = async (script: string) => {
      writeFileSync(inFolder("sluice-secrets"), `#!/bin/sh\n${script}\n`);
      return resolver.ask(["plain/p/aiGateway"]);
    };
    expect(await says("exit 7")).toMatchObject({ code: "resolver.failed", detail: "exit 7" });
    expect(await says("echo hello")).toMatchObject({ detail: "malformed" });
    expect(await says("exec /bin/cat /dev/zero")).toMatchObject({ detail: "tooLong" });
    expect(await says("exec /bin/sleep 60")).toMatchObject({ detail: "timeout" });
  });

  test("a binary that is not for this machine is known at once", async () => {
    const broken = path.join(rig.homeDir, "broken.node");
    writeFileSync(broken, "not a library");
    const resolver = rig.resolverWith({ keytarFile: broken });
    expect(await resolver.ensure()).toMatchObject({ ok: false, code: "resolver.failed" });
  });

  test("a file in the way of the folder, and a folder nobody may write in, are told apart", async () => {
    mkdirSync(path.dirname(rig.folder), { recursive: true });
    writeFileSync(rig.folder, "in the way");
    expect(await rig.resolverWith().ensure()).toMatchObject({ ok: true });
    const under = path.join(inFolder("sluice-secrets"), "deeper");
    expect(await rig.resolverWith({ folder: under }).ensure()).toEqual({
      ok: false,
      code: "resolver.failed",
      detail: "ENOTDIR",
    });
  });
});

describe("where it cannot be had", () => {
  test("Windows is told so, and nothing is written", async () => {
    const resolver = rig.resolverWith({ platform: "win32" });
    expect(await resolver.ensure()).toEqual({
      ok: false,
      code: "resolver.unsupported",
      detail: "win32",
    });
    expect(existsSync(rig.folder)).toBe(false);
  });

  test.each(["o'brien", 'a "b"', "a&b", "$HOME", "a\nb"])(
    "a folder that OpenClaw would refuse to run anything from (%j) is refused, and nothing written",
    async (name) => {
      const folder = path.join(rig.homeDir, name, "resolver");
      expect(await rig.resolverWith({ folder }).ensure()).toEqual({
        ok: false,
        code: "resolver.unsupported",
        detail: "path",
      });
      expect(readdirSync(rig.homeDir)).toEqual([]);
    },
  );

  test("an OpenClaw that would not start while the keychain is locked is not given it", async () => {
    for (const version of ["2026.5.28", "2026.7.1", "2026.8.0-beta.1"])
      expect(await rig.resolverWith({ version: () => version }).ensure()).toEqual({
        ok: false,
        code: "resolver.unsupported",
        detail: "version",
      });
    expect(existsSync(rig.folder)).toBe(false);
    for (const version of ["2026.8.0", "2026.9.6", "2027.1.0", null])
      expect(await rig.resolverWith({ version: () => version }).ensure()).toMatchObject({
        ok: true,
      });
  });

  test.each([
    ["none is known", () => null],
    ["only a name is known", () => "node"],
    ["it is not there", () => "/nowhere/node"],
    ["it is a folder", () => "/"],
  ])("without OpenClaw's Node (%s) nothing is written", async (_, node) => {
    const resolver = rig.resolverWith({ node });
    expect(await resolver.ensure()).toEqual({
      ok: false,
      code: "resolver.unsupported",
      detail: "noNode",
    });
    expect(existsSync(rig.folder)).toBe(false);
  });
});

test.skipIf(!canRun)("a Node that others could replace is not handed the keys", async () => {
  const folder = path.join(rig.homeDir, "node");
  const node = path.join(folder, "node");
  mkdirSync(folder);
  symlinkSync(process.execPath, node);
  const resolver = rig.resolverWith({ node: () => node });
  chmodSync(folder, 0o777);
  expect(await resolver.ensure()).toEqual({
    ok: false,
    code: "resolver.unsupported",
    detail: "owner",
  });
  expect(existsSync(rig.folder)).toBe(false);
  chmodSync(folder, 0o755);
  expect(await resolver.ensure()).toMatchObject({ ok: true });
  chmodSync(folder, 0o777);
  expect(await resolver.status()).toBe("broken");
});

test.skipIf(!canRun)("the program tells a person who runs it by hand what it is for", async () => {
  await rig.resolverWith().ensure();
  const run = () =>
    execFileSync(inFolder("sluice-secrets"), { input: "hello", env: {}, stdio: "pipe" });
  expect(run).toThrow("This program is run by OpenClaw.");
});
