/** How the router behaves when somebody leaves, stops, stays away or keeps the app busy: `npm run bench:behaviour`. Fails only when Sluice gets something wrong, never by a time. */
import { parseArgs } from "node:util";
import { measureAborts } from "./behaviour/abort.ts";
import { measureColdStart, measureIdleCpu } from "./behaviour/cold.ts";
import { type FarEnd, startFarEnd } from "./behaviour/far-end.ts";
import type { Findings } from "./behaviour/findings.ts";
import { measureIdle } from "./behaviour/idle.ts";
import { measureMainStalls } from "./behaviour/main-stalls.ts";
import { measureMemory } from "./behaviour/memory.ts";
import { startPeers } from "./behaviour/peers.ts";
import { writeReport } from "./behaviour/report.ts";
import { type Sluice, startSluice } from "./behaviour/sluice.ts";
import { measureStalls } from "./behaviour/stall.ts";
import type { Target } from "./rig/target.ts";

type Effort = { readonly isQuick: boolean; readonly isAlone: boolean };
type Section = (farEnd: FarEnd, effort: Effort) => Promise<Findings>;

/** A fresh app and its peers before one far end. Direct and ours come first: what a peer still does behind its own turn must not meet ours. */
async function besidePeers(
  farEnd: FarEnd,
  { isAlone }: Effort,
  measure: (targets: readonly Target[], ours: Sluice) => Promise<Findings>,
): Promise<Findings> {
  const peers = await startPeers(farEnd, isAlone);
  const ours = await startSluice({ base: farEnd.base });
  const [direct, ...others] = peers.targets;
  const found = await measure([...(direct ? [direct] : []), ours, ...others], ours);
  await ours.close();
  await peers.close();
  return { ...found, notes: [...found.notes, ...peers.absent] };
}

const sections: Readonly<Record<string, Section>> = {
  abort: (farEnd, effort) =>
    besidePeers(farEnd, effort, (targets, ours) =>
      measureAborts(targets, farEnd, effort.isQuick ? 20 : 100, ours),
    ),
  stall: (farEnd, effort) =>
    besidePeers(farEnd, effort, (targets, ours) =>
      measureStalls(targets, farEnd, { times: effort.isQuick ? 1 : 3, stallMs: 4_000, ours }),
    ),
  memory: (_farEnd, { isAlone, isQuick }) => measureMemory(isQuick ? 2 : 5, isAlone),
  main: (farEnd, { isQuick }) => measureMainStalls(farEnd, isQuick ? 3 : 9, 1_000),
  cold: (farEnd, { isQuick }) => measureColdStart(farEnd, isQuick ? 3 : 9),
  cpu: (farEnd, { isQuick }) => measureIdleCpu(farEnd, isQuick ? 10_000 : 30_000),
  idle: (_farEnd, { isQuick }) =>
    measureIdle({ idleMs: isQuick ? 6_000 : 60_000, rounds: isQuick ? 2 : 4, apps: 4, warm: 20 }),
};

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    alone: { type: "boolean", default: false },
    only: { type: "string" },
    out: { type: "string", default: "test-results/bench" },
  },
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
const wanted = values.only?.split(",") ?? Object.keys(sections);
const unknown = wanted.find((name) => !Object.hasOwn(sections, name));
if (unknown !== undefined) {
  process.stderr.write(
    `There is no part "${unknown}". Usage: node test/bench/behaviour.ts [--quick] [--alone] [--only=${Object.keys(sections).join(",")}] [--out=FOLDER]\n--alone: without the peers.\n`,
  );
  process.exit(2);
}
const startedAt = new Date().toISOString();
const farEnd = await startFarEnd();
const findings: Findings[] = [];
for (const name of wanted) {
  process.stderr.write(`${name}\n`);
  try {
    const found = await sections[name]?.(farEnd, { isQuick: values.quick, isAlone: values.alone });
    if (found) findings.push(found);
  } catch (error) {
    // What was measured before is not lost with it.
    const fault = error instanceof Error ? error.message : String(error);
    findings.push({ title: name, figures: [], faults: [fault], notes: [] });
  }
}
await farEnd.close();
process.stdout.write(writeReport(findings, values.out, startedAt));
process.exitCode = findings.some(({ faults }) => faults.length > 0) ? 1 : 0;
