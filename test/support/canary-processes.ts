/** What other programs can see of processes while they run: arguments and environment, of children too. Linux only. */
import { readdirSync, readFileSync } from "node:fs";

export type ProcessWatch = {
  /** Looks once more and ends; by "argv of 12: node …" and "environ of 12: node …". */
  stop(): Readonly<Record<string, string>>;
};

/**
 * Looks at the roots and everything below them, again and again: short-lived children are seen while they live.
 * `trusted`: whose environment was given a secret on purpose and is not looked at.
 */
export function watchProcesses(
  roots: readonly number[],
  trusted: readonly number[] = [],
  everyMs = 100,
): ProcessWatch {
  const seen: Record<string, string> = {};
  const look = () => {
    for (const pid of withDescendants(roots)) {
      const argv = read(pid, "cmdline").replaceAll("\0", " ").trim();
      if (argv === "") continue;
      const short = argv.slice(0, 80);
      seen[`argv of ${pid}: ${short}`] = argv;
      if (!trusted.includes(pid)) seen[`environ of ${pid}: ${short}`] = read(pid, "environ");
    }
  };
  look();
  const timer = setInterval(look, everyMs);
  return {
    stop() {
      clearInterval(timer);
      look();
      return seen;
    },
  };
}

function withDescendants(roots: readonly number[]): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    // The name in parentheses may hold anything, parentheses too; the parent is the second field behind it.
    const parent = Number(read(pid, "stat").split(") ").at(-1)?.split(" ")[1]);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const all = [...roots];
  for (const pid of all) all.push(...(children.get(pid) ?? []));
  return all;
}

function read(pid: number, what: string): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, "latin1");
  } catch {
    // It has ended, or is somebody else's.
    return "";
  }
}
