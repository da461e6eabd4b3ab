/** Old bytes or new bytes, never a mix: through kill -9, a full disk, and every other way a write can end. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  watch,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readFileBounded, sweepTemps, writeFileAtomic } from "../../main/kit/atomic-file.ts";
import { hasSmallDisk, type SmallDisk, smallDisk } from "../support/disk.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sluice-atomic-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const file = () => join(folder, "settings.json");
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
const isWindows = process.platform === "win32";

describe("writeFileAtomic", () => {
  test("writes a new file and replaces an old one, with exactly the mode asked for", async () => {
    const umask = process.umask(0o077);
    try {
      expect(await writeFileAtomic(file(), "old", { mode: 0o600 })).toEqual({ ok: true });
      expect(readFileSync(file(), "utf8")).toBe("old");
      if (!isWindows) expect(modeOf(file())).toBe("600");
      const bytes = new Uint8Array([0, 255, 10]);
      expect(await writeFileAtomic(file(), bytes, { mode: 0o644 })).toEqual({ ok: true });
      expect([...readFileSync(file())]).toEqual([0, 255, 10]);
      if (!isWindows) expect(modeOf(file())).toBe("644");
      expect(readdirSync(folder)).toEqual(["settings.json"]);
    } finally {
      process.umask(umask);
    }
  });

  test.skipIf(isWindows)(
    "replaces a symbolic link and leaves what it pointed to alone",
    async () => {
      writeFileSync(join(folder, "target"), "theirs");
      symlinkSync("target", file());
      await writeFileAtomic(file(), "ours", { mode: 0o600 });
      expect(lstatSync(file()).isSymbolicLink()).toBe(false);
      expect(readFileSync(join(folder, "target"), "utf8")).toBe("theirs");
    },
  );

  test("of many at once leaves one of them whole", async () => {
    const texts = Array.from({ length: 8 }, (_, index) => String(index).repeat(100_000));
    const all = texts.map((text) => writeFileAtomic(file(), text, { mode: 0o600 }));
    expect((await Promise.all(all)).every(({ ok }) => ok)).toBe(true);
    expect(texts).toContain(readFileSync(file(), "utf8"));
    expect(readdirSync(folder)).toEqual(["settings.json"]);
  });

  test("says so, and leaves no temp, where it cannot write", async () => {
    const missing = join(folder, "missing", "settings.json");
    const failed = { ok: false, code: "disk.failed" };
    expect(await writeFileAtomic(missing, "x", { mode: 0o600 })).toMatchObject(failed);
    mkdirSync(file());
    writeFileSync(join(file(), "inside"), "");
    expect(await writeFileAtomic(file(), "x", { mode: 0o600 })).toMatchObject(failed);
    expect(readdirSync(folder)).toEqual(["settings.json"]);
  });
});

describe.skipIf(!hasSmallDisk())("on a disk of 64 KiB", () => {
  let disk: SmallDisk;
  beforeEach(async () => {
    disk = await smallDisk(64 * 1024);
  });
  afterEach(() => disk.close());

  test("a write that does not fit leaves the old file, no temp, and the room it took", async () => {
    const path = join(disk.path, "settings.json");
    const old = "a".repeat(20_000);
    expect(await writeFileAtomic(path, old, { mode: 0o600 })).toEqual({ ok: true });
    const tooMuch = "b".repeat(60_000);
    const full = { ok: false, code: "disk.full", detail: "ENOSPC" };
    expect(await writeFileAtomic(path, tooMuch, { mode: 0o600 })).toEqual(full);
    expect(readFileSync(path, "utf8")).toBe(old);
    expect(readdirSync(disk.path)).toEqual(["settings.json"]);
    const fits = "c".repeat(30_000);
    expect(await writeFileAtomic(path, fits, { mode: 0o600 })).toEqual({ ok: true });
  });

  test("a disk that became read-only is called so", async () => {
    const path = join(disk.path, "settings.json");
    await writeFileAtomic(path, "old", { mode: 0o600 });
    await disk.freeze();
    const readOnly = { ok: false, code: "disk.readOnly", detail: "EROFS" };
    expect(await writeFileAtomic(path, "new", { mode: 0o600 })).toEqual(readOnly);
    expect(readFileSync(path, "utf8")).toBe("old");
  });
});

describe("kill -9", () => {
  test("in the middle of a write leaves the old or the new bytes, and its temp is swept", async () => {
    const size = 4 * 1024 * 1024;
    const script = join(import.meta.dirname, "atomic-writer.ts");
    let temps = 0;
    for (let round = 0; round < 12; round += 1) {
      const writer = spawn(process.execPath, [script, file(), String(size)]);
      const gone = once(writer, "exit");
      await Promise.race([once(writer.stdout, "data"), gone]);
      // Die with a temp just begun, or at any time after.
      const temp = new Promise<void>((resolve) => {
        const watcher = watch(folder, (_, name) => {
          if (!name?.endsWith(".tmp")) return;
          watcher.close();
          resolve();
        });
      });
      await Promise.race([temp, gone]);
      await new Promise((resolve) => setTimeout(resolve, round % 4));
      writer.kill("SIGKILL");
      expect(await gone).toEqual([null, "SIGKILL"]);
      const bytes = readFileSync(file());
      expect(bytes.length).toBe(size);
      expect(bytes.equals(Buffer.alloc(size, bytes[0]))).toBe(true);
      const left = readdirSync(folder).length - 1;
      expect(await sweepTemps(folder)).toBe(left);
      expect(readdirSync(folder)).toEqual(["settings.json"]);
      temps += left;
    }
    // Without one of these the sweep above proved nothing.
    expect(temps).toBeGreaterThan(0);
  });
});

describe("sweepTemps", () => {
  const tempOf = (pid: number) => join(folder, `.sluice-${pid}-0123456789abcdef.tmp`);
  const deadPid = () => Number(execFileSync(process.execPath, ["-p", "process.pid"]).toString());

  test("takes the temps of the dead and of earlier lives, and nothing else", async () => {
    const [dead, living, reborn] = [tempOf(deadPid()), tempOf(process.ppid), tempOf(process.pid)];
    const others = [".sluice-1-xyz.tmp", "notes.tmp", ".sluice-12-0123456789abcdef.tmp.bak"];
    for (const path of [dead, living, reborn, ...others.map((name) => join(folder, name))])
      writeFileSync(path, "");
    expect(await sweepTemps(folder)).toBe(2);
    expect(readdirSync(folder).map((name) => join(folder, name))).toEqual(
      [living, ...others.map((name) => join(folder, name))].sort(),
    );
  });

  test("takes an hour-old temp even if its pid lives again", async () => {
    writeFileSync(tempOf(process.ppid), "");
    const longAgo = Date.now() / 1000 - 2 * 60 * 60;
    utimesSync(tempOf(process.ppid), longAgo, longAgo);
    expect(await sweepTemps(folder)).toBe(1);
  });

  test("does not disturb a write under way in this process", async () => {
    const writes = Array.from({ length: 20 }, () =>
      Promise.all([
        writeFileAtomic(file(), "x".repeat(100_000), { mode: 0o600 }),
        sweepTemps(folder),
      ]),
    );
    for (const [written, swept] of await Promise.all(writes)) {
      expect(written).toEqual({ ok: true });
      expect(swept).toBe(0);
    }
  });

  test("of a folder that is not there takes nothing", async () => {
    expect(await sweepTemps(join(folder, "missing"))).toBe(0);
  });
});

describe("readFileBounded", () => {
  test("reads up to the limit and not one byte more", async () => {
    writeFileSync(file(), "12345");
    expect(await readFileBounded(file(), 5)).toEqual({ ok: true, bytes: Buffer.from("12345") });
    expect(await readFileBounded(file(), 4)).toMatchObject({ ok: false, why: "tooLarge" });
    writeFileSync(file(), "");
    expect(await readFileBounded(file(), 0)).toEqual({ ok: true, bytes: Buffer.alloc(0) });
  });

  test("tells a missing file from what is no file", async () => {
    expect(await readFileBounded(file(), 5)).toMatchObject({ ok: false, why: "missing" });
    expect(await readFileBounded(folder, 5)).toMatchObject({ ok: false, why: "notFile" });
  });

  test.skipIf(isWindows)("never hangs on a pipe or an endless device", async () => {
    execFileSync("mkfifo", [file()]);
    expect(await readFileBounded(file(), 5)).toMatchObject({ ok: false, why: "notFile" });
    expect(await readFileBounded("/dev/zero", 5)).toMatchObject({ ok: false, why: "notFile" });
    expect(existsSync(file())).toBe(true);
  });

  test.skipIf(process.platform !== "linux")(
    "keeps the limit where the size is not told beforehand",
    async () => {
      expect(await readFileBounded("/proc/self/maps", 10)).toMatchObject({ why: "tooLarge" });
      const whole = await readFileBounded("/proc/self/status", 100_000);
      expect(whole.ok && whole.bytes.toString()).toContain(`Pid:\t${process.pid}`);
    },
  );
});
