/** The behaviour bench on paper: every goal in one table, then every figure, for people and for programs. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describeMachine } from "../rig/placement.ts";
import { type Findings, isMet, sectionOf, spreadOf } from "./findings.ts";

function goalsOf(findings: readonly Findings[]): string {
  const rows = findings.flatMap(({ figures }) =>
    figures.flatMap((figure) => {
      const met = isMet(figure);
      if (met === null) return [];
      const { by = "median", goal, unit, what, who } = figure;
      const value = spreadOf(figure.values)[by].toFixed(2);
      return [
        `| ${what}: ${who} | ${by} ≤ ${goal} ${unit} | ${value} | ${met ? "met" : "**missed**"} |`,
      ];
    }),
  );
  return ["| goal | | measured | |", "|---|---|---|---|", ...rows].join("\n");
}

/** Writes `behaviour.md` and `behaviour.json` into `folder`; returns the Markdown. */
export function writeReport(
  findings: readonly Findings[],
  folder: string,
  startedAt: string,
): string {
  const machine = describeMachine();
  const faults = findings.flatMap((one) => one.faults);
  const text = [
    "# How the router behaves",
    "",
    `Begun ${startedAt}. ${Object.entries(machine)
      .map(([name, value]) => `${name}: ${value}`)
      .join("; ")}.`,
    "",
    faults.length === 0 ? "Nothing was wrong." : `**${faults.length} faults**, named below.`,
    "A time decides nothing here: only a fault fails the run.",
    "",
    goalsOf(findings),
    "",
    ...findings.map(sectionOf),
  ].join("\n");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "behaviour.md"), text);
  const sections = findings.map(({ figures, ...rest }) => ({
    ...rest,
    figures: figures.map((figure) => ({
      ...figure,
      ...spreadOf(figure.values),
      isMet: isMet(figure),
    })),
  }));
  const json = JSON.stringify({ startedAt, machine, sections }, null, 1);
  writeFileSync(path.join(folder, "behaviour.json"), `${json}\n`);
  return text;
}
