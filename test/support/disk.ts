/** A real disk that is small enough to fill: a tmpfs of its own, where the system lets us mount one. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { need } from "./tools.ts";

export type SmallDisk = {
  readonly path: string;
  /** From here on nothing on it can be changed. */
  freeze(): Promise<void>;
  close(): Promise<void>;
};

/** False, said loudly (or thrown, on CI), where nothing may be mounted. Use it with `describe.skipIf(!hasSmallDisk())`. */
export function hasSmallDisk(): boolean {
  if (process.platform !== "linux") return false;
  let present = true;
  try {
    unmount(mount(64 * 1024));
  } catch {
    present = false;
  }
  return need({ what: "the right to mount a tmpfs", present, remedy: "run them as root" });
}

/** `bytes` are rounded up to whole pages by the system. Close it when nothing is open on it any more. */
export async function smallDisk(bytes: number): Promise<SmallDisk> {
  const path = mount(bytes);
  return {
    path,
    async freeze() {
      asRoot("mount", "-o", "remount,ro", path);
    },
    async close() {
      unmount(path);
    },
  };
}

/** On CI machines the user is often no root but may become it without being asked. */
function asRoot(...command: readonly string[]): void {
  const isRoot = process.getuid?.() === 0;
  const [program = "", ...rest] = isRoot || !process.env.CI ? command : ["sudo", "-n", ...command];
  execFileSync(program, rest, { stdio: "ignore" });
}

function mount(bytes: number): string {
  const path = mkdtempSync(join(tmpdir(), "sluice-disk-"));
  const owner = `uid=${process.getuid?.() ?? 0},gid=${process.getgid?.() ?? 0}`;
  try {
    asRoot("mount", "-t", "tmpfs", "-o", `size=${bytes},mode=0700,${owner}`, "tmpfs", path);
  } catch (error) {
    rmdirSync(path);
    throw error;
  }
  return path;
}

function unmount(path: string): void {
  asRoot("umount", path);
  rmdirSync(path);
}
