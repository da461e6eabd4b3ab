/** How fast the router is, beside others in the same minute on the same processor: `npm run bench`. Fails only when Sluice gets something wrong, never by a time. */
import { mkdirSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import path from "node:path";
import { faithfulnessOf, faultsOf, readLedger } from "./rig/correctness.ts";
import { type Flags, readFlags, usage } from "./rig/flags.ts";
import { startLineUp } from "./rig/line-up.ts";
import { startLoad } from "./rig/load.ts";
import { choosePlacement, describeMachine, pin, stepAside } from "./rig/placement.ts";
import { sectionOf, verdictsOf } from "./rig/report.ts";
import { type Outcome, runScenario } from "./rig/run.ts";
import { type Findings, tableOf } from "./rig/table.ts";
import { startUpstream } from "./rig/upstream.ts";

async function bench(flags: Flags): Promise<Findings> {
  const startedAt = new Date().toISOString();
  const machine = describeMachine();
  const placement = choosePlacement();
  const upstream = await startUpstream();
  const load = startLoad();
  const lineUp = await startLineUp(upstream, {
    peers: flags.peers,
    withNpm: !flags.isQuick,
    withPlain: flags.scenarios.some(({ isTls }) => !isTls),
    withTls: flags.scenarios.some(({ isTls }) => isTls),
  });
  const { plain, sluices, tls } = lineUp;
  pin(placement, [upstream.pid, load.pid, ...[...plain, ...tls].flatMap(({ pids }) => pids)]);
  stepAside(placement);

  const rig = { load, upstream, known: new Set<number>() };
  const outcomes: Outcome[] = [];
  for (const scenario of flags.scenarios) {
    process.stderr.write(`${scenario.name}: ${scenario.title}\n`);
    const targets = scenario.isTls ? tls : plain;
    outcomes.push(await runScenario(rig, scenario, targets, flags));
  }
  const ledgers = await Promise.all(sluices.map((sluice) => readLedger(outcomes, sluice)));
  await lineUp.close();
  await Promise.all([load.close(), upstream.close()]);
  return {
    startedAt,
    machine,
    loadAtEnd: loadavg()[0]?.toFixed(2) ?? "",
    placement: placement.sentence,
    effort: `${flags.rounds} rounds, each target warmed for ${flags.warmMs} ms before each scenario.`,
    verdicts: verdictsOf(outcomes),
    sections: outcomes.map(sectionOf),
    absent: lineUp.absent,
    faithfulness: faithfulnessOf(outcomes),
    ledger: ledgers.map(({ sentence }) => sentence),
    faults: [
      ...sluices.flatMap((sluice) => faultsOf(outcomes, sluice)),
      ...ledgers.flatMap(({ faults }) => faults),
    ],
  };
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
let flags: Flags | null = null;
try {
  flags = readFlags(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n${usage}\n`);
  process.exitCode = 2;
}
if (flags) {
  const findings = await bench(flags);
  const table = tableOf(findings);
  mkdirSync(flags.folder, { recursive: true });
  writeFileSync(path.join(flags.folder, "bench.md"), table);
  writeFileSync(path.join(flags.folder, "bench.json"), `${JSON.stringify(findings, null, 1)}\n`);
  process.stdout.write(table);
  process.exitCode = findings.faults.length === 0 ? 0 : 1;
}
