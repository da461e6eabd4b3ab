/** What the bench was asked on its command line. */
import { parseArgs } from "node:util";
import { type Scenario, scenarios } from "./scenarios.ts";

export type Flags = {
  readonly isQuick: boolean;
  readonly scenarios: readonly Scenario[];
  readonly rounds: number;
  readonly warmMs: number;
  /** Names of `line-up.ts`; null means all that the kind of run has. */
  readonly peers: readonly string[] | null;
  readonly folder: string;
};

export const usage = `Usage: npm run bench -- [switches]
  --quick              few rounds, no npm peers
  --only=a,b           scenarios: ${scenarios.map(({ name }) => name).join(", ")}
  --rounds=N           rounds of each scenario (25; with --quick 8)
  --warm=MS            of each target ahead of each scenario (1000; with --quick 700), three times that for the first
  --peers=a,b          targets besides direct and Sluice
  --out=FOLDER         where bench.md and bench.json go (test-results/bench)`;

/** @throws {Error} with a sentence when a switch is not understood */
export function readFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string" },
      rounds: { type: "string" },
      warm: { type: "string" },
      peers: { type: "string" },
      out: { type: "string", default: "test-results/bench" },
    },
  });
  const only = values.only?.split(",");
  const unknown = only?.find((name) => !scenarios.some((one) => one.name === name));
  if (unknown !== undefined) throw new Error(`There is no scenario "${unknown}".`);
  return {
    isQuick: values.quick,
    scenarios: scenarios.filter(({ name }) => only?.includes(name) ?? true),
    rounds: count("rounds", values.rounds ?? (values.quick ? "8" : "25")),
    warmMs: count("warm", values.warm ?? (values.quick ? "700" : "1000")),
    peers: values.peers?.split(",").filter((name) => name !== "") ?? null,
    folder: values.out,
  };
}

function count(name: string, text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new Error(`--${name} takes a whole number.`);
  return Number(text);
}
