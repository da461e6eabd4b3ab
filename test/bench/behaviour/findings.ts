/** What a part of the behaviour bench hands back: figures with their goals, and faults; only faults decide the exit code. */

export type Figure = {
  /** What was measured, and on whom. */
  readonly what: string;
  readonly who: string;
  readonly unit: "ms" | "MB" | "x" | "%";
  readonly values: readonly number[];
  /** What the median (or, with `by`, the worst) should stay at or below. */
  readonly goal?: number;
  readonly by?: "median" | "max";
  readonly note?: string;
};

export type Findings = {
  readonly title: string;
  readonly figures: readonly Figure[];
  /** Missed aborts, wrong bytes, broken streams of ours: each a sentence. */
  readonly faults: readonly string[];
  readonly notes: readonly string[];
};

export type Spread = { readonly min: number; readonly median: number; readonly max: number };

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  const middle = (sorted.length - 1) / 2;
  return {
    min: at(0),
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    max: at(sorted.length - 1),
  };
}

/** Null without a goal or without a value. */
export function isMet({ by = "median", goal, values }: Figure): boolean | null {
  return goal === undefined || values.length === 0 ? null : spreadOf(values)[by] <= goal;
}

const round = (value: number): string =>
  Number.isNaN(value) ? "—" : value.toFixed(Math.abs(value) >= 100 ? 0 : 2);

function row(figure: Figure): string {
  const { by = "median", goal, note = "", unit, values, what, who } = figure;
  const { max, median, min } = spreadOf(values);
  const met = isMet(figure);
  const verdict = met === null ? "" : met ? "met" : "**missed**";
  const limit = goal === undefined ? "" : `${by} ≤ ${goal} ${unit}`;
  const cells = [what, who, unit, values.length, round(min), round(median), round(max), limit];
  return `| ${[...cells, verdict, note].join(" | ")} |`;
}

/** One section of the report, as Markdown. */
export function sectionOf({ faults, figures, notes, title }: Findings): string {
  return [
    `## ${title}`,
    "",
    "| what | who | unit | n | min | median | max | goal | | |",
    "|---|---|---|---|---|---|---|---|---|---|",
    ...figures.map(row),
    "",
    ...notes.map((note) => `- ${note}`),
    ...faults.map((fault) => `- **Fault:** ${fault}`),
    "",
  ].join("\n");
}
