/** What the table of a trial shows, worked out from the snapshot: its rows, how far it is, and why something failed. */
import type { ProbeName, ProbeResult, Trial } from "../../preload/contract/desk.ts";
import type { Words } from "../copy/en.ts";
import type { Format } from "../copy/format.ts";
import type { Code } from "../copy/language.ts";

export type Way = "direct" | "cloudflare";
export const ways = ["direct", "cloudflare"] as const;

export const probes = [
  "plain",
  "stream",
  "tools",
  "thinking",
  "picture",
  "promptCache",
  "large",
] as const satisfies readonly ProbeName[];

export type Row = Trial["rows"][number];

/** Null: not run yet. */
export const rowOf = (trial: Trial | null, probe: ProbeName): Row | null =>
  trial?.rows.find((row) => row.probe === probe) ?? null;

export type Counts = {
  readonly all: number;
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
};

/** Of the requests there are: a way that does not exist is none. */
export function countsOf({ rows }: Pick<Trial, "rows">): Counts {
  const results = rows.flatMap((row) => ways.map((way) => row[way].status));
  const countOf = (...wanted: ProbeResult["status"][]) =>
    results.filter((status) => wanted.includes(status)).length;
  return {
    all: results.length - countOf("absent"),
    done: countOf("passed", "failed"),
    failed: countOf("failed"),
    skipped: countOf("skipped"),
  };
}

/** The requests that failed for one reason on one way, or on both alike. */
export type Cause = {
  readonly way: Way | "both";
  readonly code: Code;
  readonly answered: number | null;
  readonly probes: readonly ProbeName[];
  /** Nothing else happened there. */
  readonly isAll: boolean;
  /** Whether what failed here passes on the other way; null: it was not tried there. */
  readonly passesElsewhere: boolean | null;
};

export function causesOf({ rows }: Pick<Trial, "rows">): readonly Cause[] {
  const causes = new Map<string, Omit<Cause, "isAll">>();
  const add = (way: Cause["way"], row: Row, of: ProbeResult): void => {
    const other = way === "both" ? null : row[way === "direct" ? "cloudflare" : "direct"].status;
    const passesElsewhere = other === "passed" ? true : other === "failed" ? false : null;
    const cause = {
      ...{ way, code: of.error ?? ("check.failed" as const), answered: of.answered ?? null },
      passesElsewhere,
    };
    const key = JSON.stringify(cause);
    causes.set(key, { ...cause, probes: [...(causes.get(key)?.probes ?? []), row.probe] });
  };
  for (const row of rows) {
    const { cloudflare, direct } = row;
    const haveFailed = direct.status === "failed" && cloudflare.status === "failed";
    const isAlike =
      haveFailed && direct.error === cloudflare.error && direct.answered === cloudflare.answered;
    if (isAlike) add("both", row, direct);
    else for (const way of ways) if (row[way].status === "failed") add(way, row, row[way]);
  }
  const sent = (way: Cause["way"]): number =>
    rows.filter((row) =>
      way === "both" ? ways.every((one) => wasSent(row[one])) : wasSent(row[way]),
    ).length;
  return [...causes.values()].map((cause) => ({
    ...cause,
    isAll: cause.probes.length > 1 && cause.probes.length === sent(cause.way),
  }));
}

const wasSent = ({ status }: ProbeResult): boolean => status === "passed" || status === "failed";

const signed = (format: Format, value: number): string =>
  value < 0 ? `−${format.count(-value)}` : format.count(value);

/** Null: too few pairs to say. */
export function addedSentence(words: Words, format: Format, trial: Trial): string | null {
  const { added } = trial;
  if (added === null) return null;
  const { highMs, lowMs, medianMs, pairs } = added;
  const { adds, addsSoFar, sooner } = words.checks;
  const say = medianMs < 0 ? sooner : trial.status === "running" ? addsSoFar : adds;
  const time = format.milliseconds(Math.abs(medianMs));
  return say(time, pairs, signed(format, lowMs), signed(format, highMs));
}

/** How far it is, or how it ended. */
export function progressSentence({ checks }: Words, trial: Trial): string {
  const { all, done, failed, skipped } = countsOf(trial);
  if (trial.status === "running") return checks.progress(done, all);
  const found = failed > 0 ? checks.someFailed(failed, all) : checks.allPassed(all);
  if (skipped === 0) return found;
  const left = trial.status === "stopped" ? checks.stopped(skipped) : checks.progress(done, all);
  return failed > 0 ? `${left} ${checks.someFailed(failed, all)}` : left;
}
