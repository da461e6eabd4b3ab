/** The bench's findings as Markdown: what was asked of Sluice first, then every target of every scenario. */
import type { Measure } from "./goals.ts";
import type { Row, Section, Verdict } from "./report.ts";
import type { Spread } from "./statistics.ts";

export type Findings = {
  readonly startedAt: string;
  readonly machine: Readonly<Record<string, string>>;
  readonly loadAtEnd: string;
  readonly placement: string;
  readonly effort: string;
  readonly verdicts: readonly Verdict[];
  readonly sections: readonly Section[];
  /** Who was not there, and why. */
  readonly absent: readonly { readonly name: string; readonly reason: string }[];
  /** What every target did to requests and answers. */
  readonly faithfulness: readonly Faithfulness[];
  readonly ledger: readonly string[];
  /** Sentences about what Sluice got wrong; the run has failed if there is one. */
  readonly faults: readonly string[];
};

export type Faithfulness = {
  readonly target: string;
  readonly answers: string;
  readonly requests: string;
  /** In the request at the far end. */
  readonly keys: string;
  /** In the answer at the client. */
  readonly headers: string;
};

const measures: Readonly<Record<Measure, string>> = {
  added: "added time",
  p99: "added p99",
  processor: "processor time",
  rate: "requests a second",
};

export function tableOf(findings: Findings): string {
  const { absent, faults, ledger, machine, sections, verdicts } = findings;
  return `${[
    "# Bench",
    "",
    `${findings.startedAt} · ${Object.entries(machine)
      .map(([name, value]) => `${name} ${value}`)
      .join(" · ")} · load at the end ${findings.loadAtEnd}`,
    "",
    `Placement: ${findings.placement}. ${findings.effort}`,
    "",
    'Ratios are taken inside a round and given as median [first–third quartile]. "Added" is the time over what the client has without anybody in between.',
    "",
    "## Goals",
    "",
    ...lines(
      ["scenario", "Sluice's", "against", "ratio", "goal", "", "from"],
      verdicts.map((verdict) => [
        verdict.scenario,
        measures[verdict.measure],
        verdict.other,
        spread(verdict.measured),
        goalOf(verdict),
        holdsOf(verdict),
        verdict.source,
      ]),
    ),
    ...sections.flatMap(section),
    "",
    "## Correctness",
    "",
    ...lines(
      ["target", "answers", "requests", "at the far end", "header lines of the answer"],
      findings.faithfulness.map((one) => [
        one.target,
        one.answers,
        one.requests,
        one.keys,
        one.headers,
      ]),
    ),
    "",
    ...ledger,
    ...(absent.length === 0 ? [] : ["", "## Absent", ""]),
    ...absent.map(({ name, reason }) => `- ${name}: ${reason}`),
    "",
    faults.length === 0 ? "Nothing was wrong with Sluice's answers." : "## What Sluice got wrong",
    "",
    ...faults.map((fault) => `- ${fault}`),
  ]
    .join("\n")
    .trimEnd()}\n`;
}

const goalOf = ({ atMost, atLeast, measure }: Verdict): string => {
  if (atMost !== undefined) return `≤ ${atMost}`;
  return measure === "rate" ? `≥ ${atLeast}` : `ahead ≥ ${atLeast} ×`;
};

function holdsOf({ holds }: Verdict): string {
  if (holds === null) return "not measured";
  return holds ? "holds" : "**does not hold**";
}

const section = (one: Section): readonly string[] => [
  "",
  `## ${one.scenario}: ${one.title}`,
  "",
  `Without anybody in between: ${spread(one.directUs)} µs. ${one.rounds} rounds of up to ${one.requestsPerRound} requests.`,
  "",
  ...lines(
    ["target", "added µs", "÷ nginx", "÷ Sluice", "added p99 µs", "CPU µs", "CPU ÷ nginx", ""],
    one.rows.filter(({ target }) => target !== "direct").map(rowOf),
  ),
];

const rowOf = (row: Row): readonly string[] => [
  row.target,
  spread(row.addedUs),
  spread(row.toNginx),
  spread(row.toSluice),
  spread(row.addedP99Us),
  spread(row.processorUs) + (row.threadUs ? `, router ${figure(row.threadUs.median)}` : ""),
  spread(row.processorToNginx),
  row.wrong + row.broken === 0 ? "" : `${row.wrong} wrong, ${row.broken} broken`,
];

function spread(one: Spread | null): string {
  if (one === null) return "–";
  return `${figure(one.median)} [${figure(one.low)}–${figure(one.high)}]`;
}

const figure = (value: number): string => {
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2);
};

const lines = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] => [
  `| ${head.join(" | ")} |`,
  `|${" --- |".repeat(head.length)}`,
  ...rows.map((row) => `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`),
];
