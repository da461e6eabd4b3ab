/** What a Linux process costs, as /proc tells it: memory in megabytes, time on a processor in milliseconds. */
import { readdirSync, readFileSync } from "node:fs";

export type Memory = {
  readonly rss: number;
  /** Shared pages divided among those who share them. */
  readonly pss: number;
  /** What would come back if it ended. */
  readonly privateDirty: number;
};

export function memoryOf(pid: number): Memory {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  const read = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(text)?.[1] ?? 0) / 1_024;
  return { rss: read("Rss"), pss: read("Pss"), privateDirty: read("Private_Dirty") };
}

/** Cheaper than `memoryOf`, for many looks in a row; processes that are gone count nothing. */
export function residentMb(pids: readonly number[]): number {
  let kb = 0;
  for (const pid of pids) {
    try {
      const text = readFileSync(`/proc/${pid}/status`, "utf8");
      kb += Number(/VmRSS:\s+(\d+)/.exec(text)?.[1] ?? 0);
    } catch {}
  }
  return kb / 1_024;
}

/** By thread id: its name and the time it has run. */
export function threadTimes(pid: number): Map<string, { name: string; ms: number }> {
  const times = new Map<string, { name: string; ms: number }>();
  for (const id of readdirSync(`/proc/${pid}/task`)) {
    const folder = `/proc/${pid}/task/${id}`;
    const name = readFileSync(`${folder}/comm`, "utf8").trim();
    const ns = Number(readFileSync(`${folder}/schedstat`, "utf8").split(" ")[0]);
    times.set(id, { name: id === String(pid) ? "main" : name, ms: ns / 1e6 });
  }
  return times;
}
