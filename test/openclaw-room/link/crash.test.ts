/** kill -9 at every step of every job: the old file or the new one stands, and the next start goes on from there. Prints the matrix. */
import { existsSync } from "node:fs";
import path from "node:path";
import JSON5 from "json5";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Step } from "../../../main/openclaw/link/swap.ts";
import { bundleChild, killed, own, prepared, run, type Scenario, scenarios } from "./crash-jobs.ts";

const columns: readonly Step[] = [
  "intent",
  "before",
  "after",
  "folder",
  "staged",
  "swapped",
  "proven",
];

/** Job → step → which file stood after the kill, and what the next start did about it. */
const matrix = new Map<string, ReadonlyMap<Step, string>>();

/** What the job does when nobody kills it: its steps, and the file after it. */
async function undisturbed(scenario: Scenario): Promise<{ steps: Step[]; after: string | null }> {
  const home = await prepared(scenario);
  const steps: Step[] = [];
  await run(
    home.open((step) => steps.push(step)),
    scenario.job,
  );
  return { steps, after: home.text() };
}

/** One cell of the matrix: killed at this step, repaired, and led to the end. */
async function cell(scenario: Scenario, killAt: number, isNew: boolean, after: string | null) {
  const home = await prepared(scenario);
  const before = home.text();
  await killed(home, scenario.job, killAt);
  expect(home.text()).toBe(isNew ? after : before);
  const text = home.text();
  if (text !== null) expect(JSON5.parse(text)).toBeTypeOf("object");

  const { repaired } = await home.open().repair();
  expect(repaired).not.toBe("refused");
  expect(await home.open().repair()).toEqual({ repaired: "none" });
  const openclaw = home.open();
  const isLinked = (await openclaw.read()).link?.applied ?? null;
  // Whatever stands is a whole link or none; a link left over is the one the file shows.
  expect(isLinked).not.toBe(false);
  const left = home.leftovers().filter((name) => isLinked === null || name.includes(".sluice"));
  expect(left).toEqual([]);

  // Every other time straight back, and otherwise by way of another link.
  if (killAt % 2 === 0) {
    expect(await openclaw.link(own)).toEqual({ ok: true });
    expect((await openclaw.read()).link?.applied).toBe(true);
  }
  if (isLinked || killAt % 2 === 0) expect(await openclaw.unlink()).toEqual({ ok: true });
  const { end = { late: scenario.text, early: scenario.text } } = scenario;
  expect(home.text()).toBe(isNew ? end.late : end.early);
  expect(home.leftovers()).toEqual([]);
  if (scenario.text === null) expect(existsSync(path.dirname(home.config))).toBe(false);
  else expect(home.mode()).toBe(0o640);
  return `${isNew ? "new" : "old"}${repaired === "none" ? "" : ` ${repaired}`}`;
}

let deleteChild: () => void = () => undefined;
beforeAll(async () => {
  deleteChild = await bundleChild();
});

describe.each(scenarios)("$name, killed at every step", (scenario) => {
  test("leaves the old file or the new one, and the next start puts everything in order", async () => {
    const { steps, after } = await undisturbed(scenario);
    expect(steps.length).toBeGreaterThan(0);
    const swapped = steps.indexOf("swapped");
    // All of them: a run that is still going would write into a home that is being removed.
    const results = await Promise.allSettled(
      steps.map((_, at) => cell(scenario, at, swapped <= at, after)),
    );
    const row = new Map<Step, string>();
    for (const [at, result] of results.entries()) {
      const step = steps[at];
      if (step) row.set(step, result.status === "fulfilled" ? result.value : "FAILED");
    }
    matrix.set(scenario.name, row);
    for (const result of results) if (result.status === "rejected") throw result.reason;
  }, 120_000);
});

afterAll(() => {
  deleteChild();
  const rows = [...matrix].map(([name, row]) => [
    name,
    ...columns.map((step) => row.get(step) ?? "·"),
  ]);
  const table = [["killed at", ...columns], ...rows];
  const widths = table.reduce<number[]>(
    (most, row) => row.map((text, i) => Math.max(most[i] ?? 0, text.length)),
    [],
  );
  const lines = table.map((row) => row.map((text, i) => text.padEnd(widths[i] ?? 0)).join("  "));
  const cells = [...matrix.values()].reduce((sum, row) => sum + row.size, 0);
  console.log(
    `${lines.join("\n")}\n${cells} kills; old, new: the file that stood; then what the next start did.`,
  );
});
