/** Where processes run and what they have used of the processor: Linux's own figures, and nothing where there are none. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, release, totalmem } from "node:os";

export type Placement = {
  /** Null when processes run where the system puts them. */
  readonly cpu: number | null;
  readonly sentence: string;
};

/** The last processor, for the first is where interrupts go. */
export function choosePlacement(): Placement {
  const cpu = availableParallelism() - 1;
  try {
    execFileSync("taskset", ["--version"], { stdio: "ignore" });
  } catch {
    return {
      cpu: null,
      sentence: "free: `taskset` (util-linux) is missing, so ratios flatter all",
    };
  }
  return { cpu, sentence: `load, far end and every target on processor ${cpu} (taskset)` };
}

/** Every thread of these processes on the placement's processor; threads born later inherit it. */
export function pin({ cpu }: Placement, pids: readonly number[]): void {
  if (cpu === null) return;
  for (const pid of pids)
    execFileSync("taskset", ["-a", "-c", "-p", String(cpu), String(pid)], { stdio: "ignore" });
}

/** This process anywhere but there: it only waits, but its waking up would be in the way. */
export function stepAside({ cpu }: Placement): void {
  const others = Array.from({ length: availableParallelism() }, (_, index) => index);
  const free = others.filter((one) => one !== cpu);
  if (cpu === null || free.length === 0) return;
  execFileSync("taskset", ["-a", "-c", "-p", free.join(","), String(process.pid)], {
    stdio: "ignore",
  });
}

/** Microseconds of processor time of their threads so far, all or those of one name; NaN where the system does not tell. */
export function processorUs(pids: readonly number[], name: string | null = null): number {
  let nanoseconds = 0;
  for (const pid of pids) {
    try {
      for (const thread of readdirSync(`/proc/${pid}/task`)) {
        const folder = `/proc/${pid}/task/${thread}`;
        const read = (file: string) => readFileSync(`${folder}/${file}`, "latin1");
        if (name !== null && read("comm").trim() !== name) continue;
        const text = read("schedstat");
        nanoseconds += Number(text.slice(0, text.indexOf(" ")));
      }
    } catch {
      return Number.NaN;
    }
  }
  return nanoseconds / 1e3;
}

/** What the figures were taken on. */
export function describeMachine(): Readonly<Record<string, string>> {
  const processors = cpus();
  return {
    processors: `${processors.length} × ${processors[0]?.model.trim() ?? "unknown"}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    system: `${process.platform} ${release()} ${process.arch}`,
    node: process.version,
    load: loadavg()
      .map((one) => one.toFixed(2))
      .join(" "),
  };
}
