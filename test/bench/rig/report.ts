/** From blocks to figures: what every target adds, how it stands to nginx and to Sluice, and whether each goal holds. */
import { bestProxy, type Goal, goals, type Measure, npmProxies } from "./goals.ts";
import type { Outcome, Visit } from "./run.ts";
import { type Spread, spreadOf } from "./statistics.ts";

export type Row = {
  readonly target: string;
  /** Microseconds over what the client has without anybody in between; null for that one itself. */
  readonly addedUs: Spread | null;
  readonly addedP99Us: Spread | null;
  readonly processorUs: Spread | null;
  /** Of its forwarding thread alone, where it has one. */
  readonly threadUs: Spread | null;
  /** Added over nginx's added, and processor time over nginx's, taken inside each round. */
  readonly toNginx: Spread | null;
  readonly processorToNginx: Spread | null;
  /** Added over Sluice's added. */
  readonly toSluice: Spread | null;
  readonly wrong: number;
  readonly broken: number;
  /** Requests that came changed, and those that came too often or not at all. */
  readonly changed: number;
  readonly surplus: number;
  readonly example: string;
};

export type Section = {
  readonly scenario: string;
  readonly title: string;
  readonly concurrency: number;
  readonly requestsPerRound: number;
  readonly rounds: number;
  readonly directUs: Spread | null;
  readonly rows: readonly Row[];
};

export type Verdict = Goal & {
  /** Null when one of the two was not there. */
  readonly measured: Spread | null;
  /** The other by its name, when the goal says the best of several. */
  readonly other: string;
  readonly holds: boolean | null;
};

/** The targets of the TLS scenario stand for the same programs. */
const plainName = (name: string): string => name.replace(/, TLS$/, "");

/** Of each round, one value of a target. */
type Series = readonly number[];
type Reader = (target: string, measure: Measure) => Series;

function readerOf({ rounds, scenario, targets }: Outcome): Reader {
  const { figure } = scenario;
  const visitsOf = (name: string): readonly (Visit | undefined)[] => {
    const index = targets.findIndex((target) => plainName(target.name) === name);
    return rounds.map((visits) => visits[index]);
  };
  const direct = visitsOf("direct");
  return (target, measure) =>
    visitsOf(target).map((visit, round) => {
      const base = direct[round];
      // A block with a failure in it has no time to speak of.
      if (!visit || !base || visit.wrong + visit.broken > 0) return Number.NaN;
      if (measure === "processor") return visit.processorUs;
      if (measure === "rate") return 1e6 / visit.perRequestUs;
      const key = measure === "p99" ? (figure === "event50Us" ? "event99Us" : "p99Us") : figure;
      return (visit[key] ?? Number.NaN) - (base[key] ?? Number.NaN);
    });
}

const over = (values: Series, bases: Series): Spread | null =>
  spreadOf(values.map((value, round) => value / (bases[round] ?? Number.NaN)));

export function sectionOf(outcome: Outcome): Section {
  const { rounds, scenario, targets } = outcome;
  const read = readerOf(outcome);
  const rows = targets.map(({ name }, index): Row => {
    const target = plainName(name);
    const sum = (key: "wrong" | "broken" | "changed" | "surplus") =>
      rounds.reduce((total, visits) => total + (visits[index]?.[key] ?? 0), 0);
    const isDirect = target === "direct";
    return {
      target: name,
      addedUs: isDirect ? null : spreadOf(read(target, "added")),
      addedP99Us: isDirect ? null : spreadOf(read(target, "p99")),
      processorUs: isDirect ? null : spreadOf(read(target, "processor")),
      threadUs: spreadOf(rounds.map((visits) => visits[index]?.threadUs ?? Number.NaN)),
      toNginx: isDirect ? null : over(read(target, "added"), read("nginx", "added")),
      processorToNginx: isDirect
        ? null
        : over(read(target, "processor"), read("nginx", "processor")),
      toSluice: isDirect ? null : over(read(target, "added"), read("Sluice", "added")),
      wrong: sum("wrong"),
      broken: sum("broken"),
      changed: sum("changed"),
      surplus: sum("surplus"),
      example: rounds.map((visits) => visits[index]?.example).find(Boolean) ?? "",
    };
  });
  const { figure } = scenario;
  return {
    scenario: scenario.name,
    title: scenario.title,
    concurrency: scenario.concurrency,
    requestsPerRound: scenario.requests,
    rounds: rounds.length,
    directUs: spreadOf(rounds.map((visits) => visits[0]?.[figure] ?? Number.NaN)),
    rows,
  };
}

export function verdictsOf(outcomes: readonly Outcome[]): readonly Verdict[] {
  return goals.flatMap((goal) => {
    const outcome = outcomes.find(({ scenario }) => scenario.name === goal.scenario);
    return outcome ? [verdictOf(goal, outcome)] : [];
  });
}

function verdictOf(goal: Goal, outcome: Outcome): Verdict {
  const read = readerOf(outcome);
  const middle = (target: string) => spreadOf(read(target, goal.measure))?.median ?? Infinity;
  const other =
    goal.against === bestProxy
      ? npmProxies.reduce((best, one) => (middle(one) < middle(best) ? one : best))
      : goal.against;
  const [ours, theirs] = [read("Sluice", goal.measure), read(other, goal.measure)];
  const isOursAbove = goal.atLeast === undefined || goal.measure === "rate";
  const measured = isOursAbove ? over(ours, theirs) : over(theirs, ours);
  const holds =
    measured &&
    measured.median <= (goal.atMost ?? Infinity) &&
    measured.median >= (goal.atLeast ?? -Infinity);
  return { ...goal, other, measured, holds };
}
