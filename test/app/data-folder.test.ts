/** Why a data folder cannot be used: the disk's own reason, found by trying. */
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { folderFault, hasOwner } from "../../main/app/data-folder.ts";
import { need } from "../support/tools.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "sluice-data-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("one that can be used is there afterwards, and empty", () => {
  const data = path.join(folder, "new/data");
  expect(folderFault(data)).toBeNull();
  expect(readdirSync(data)).toEqual([]);
});

test("one below a file is unusable, by the system's own word", () => {
  writeFileSync(path.join(folder, "file"), "");
  expect(folderFault(path.join(folder, "file/data"))).toEqual({ is: "unusable", code: "ENOTDIR" });
});

/** A view of the file system of one's own, with a disk that is read-only or full. */
const script = `import { folderFault } from "${path.resolve("main/app/data-folder.ts")}";
console.log(JSON.stringify(folderFault(process.argv[1])));`;
const inView = (mount: string, at: string) =>
  spawnSync(
    "unshare",
    [
      ...["--mount", "--propagation", "private", "sh", "-c", `${mount} && exec "$@"`, "sh"],
      ...[process.execPath, "--input-type=module", "--eval", script, at],
    ],
    { encoding: "utf8" },
  );
const canPlay = need({
  what: "a view of the file system of one's own",
  present: inView("mount -t tmpfs none /mnt", "/mnt/data").status === 0,
  remedy: "run as root on Linux",
});

describe.skipIf(!canPlay)("on a disk", () => {
  test("that is full it is the disk's fault", () => {
    const full =
      "mount -t tmpfs -o size=64k none /mnt && mkdir /mnt/data && (cat /dev/zero >/mnt/fill 2>/dev/null; true)";
    expect(JSON.parse(inView(full, "/mnt/data").stdout)).toEqual({ is: "full", code: "ENOSPC" });
  });

  test("that is read-only it is that", () => {
    const still = "mount -t tmpfs none /mnt && mount -o remount,ro /mnt";
    expect(JSON.parse(inView(still, "/mnt/data").stdout)).toEqual({
      ...{ is: "readOnly", code: "EROFS" },
    });
  });
});

describe.skipIf(process.platform === "win32")("its owner", () => {
  const noteOwner = (pid: number) => symlinkSync(`host-${pid}`, path.join(folder, "SingletonLock"));

  test("is there while the process is that Chromium has noted", () => {
    expect(hasOwner(folder)).toBe(false);
    noteOwner(process.pid);
    expect(hasOwner(folder)).toBe(true);
  });

  test("is not there when that one was killed, or nothing can be read", () => {
    const gone = spawnSync("true").pid;
    noteOwner(gone);
    expect(hasOwner(folder)).toBe(false);
    mkdirSync(path.join(folder, "odd"));
    symlinkSync("nobody", path.join(folder, "odd/SingletonLock"));
    expect(hasOwner(path.join(folder, "odd"))).toBe(false);
    expect(existsSync(path.join(folder, "nowhere"))).toBe(false);
    expect(hasOwner(path.join(folder, "nowhere"))).toBe(false);
  });
});
