/** The bench itself: it runs, it says what it found in the shape people read, and it cannot be fooled about a byte. Never a time. */
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Findings } from "../bench/rig/table.ts";

const script = path.join(import.meta.dirname, "../bench/bench.ts");
const scenarios = ["json", "sse", "prompt60k", "tls"];
const folder = mkdtempSync(path.join(tmpdir(), "sluice-bench-test-"));
let findings: Findings;
let table: string;

beforeAll(async () => {
  const switches = ["--quick", "--rounds=2", "--warm=10", "--peers=nginx,nobody"];
  const args = [script, ...switches, `--only=${scenarios}`, `--out=${folder}`];
  // An exit code other than 0 rejects, with what it said.
  await promisify(execFile)(process.execPath, args, { timeout: 120_000 });
  findings = JSON.parse(readFileSync(path.join(folder, "bench.json"), "utf8"));
  table = readFileSync(path.join(folder, "bench.md"), "utf8");
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("every answer through Sluice is the far end's, and its ledger has counted each", () => {
  expect(findings.faults).toEqual([]);
  const ours = findings.faithfulness.filter(({ target }) => target.startsWith("Sluice"));
  expect(ours.map(({ target }) => target)).toEqual(["Sluice", "Sluice, TLS"]);
  for (const one of ours) {
    expect(one.answers).toMatch(/^\d+, every byte as sent$/);
    expect(one).toMatchObject({
      requests: "as sent",
      keys: "right path, right key",
      headers: "all kept",
    });
  }
  expect(findings.ledger).toHaveLength(2);
  for (const sentence of findings.ledger) expect(sentence).toMatch(/all exact\.$/);
});

test("each scenario has a section with every target that was there, and figures for all of them", () => {
  expect(findings.sections.map(({ scenario }) => scenario)).toEqual(scenarios);
  for (const { directUs, rounds, rows, scenario } of findings.sections) {
    expect(rounds).toBe(2);
    expect(directUs?.median).toBeGreaterThan(0);
    expect(rows[0]?.target).toBe("direct");
    expect(rows.at(-1)?.target).toBe(scenario === "tls" ? "Sluice, TLS" : "Sluice");
    for (const row of rows.slice(1)) {
      expect(row.addedUs?.median).toEqual(expect.any(Number));
      expect(row.processorUs?.median ?? 1).toBeGreaterThan(0);
    }
    expect(table).toContain(`## ${scenario}: `);
  }
});

test("a target that is not there is named with the reason, and its goals are not measured", () => {
  expect(findings.absent.map(({ name }) => name)).toContain("nobody");
  expect(table).toContain("- nobody: ");
  const others = findings.verdicts.filter(({ against }) => against === "Portkey");
  expect(others.length).toBeGreaterThan(0);
  for (const { holds, measured } of others) expect([holds, measured]).toEqual([null, null]);
  const hasNginx = existsSync("/usr/sbin/nginx");
  expect(findings.absent.some(({ name }) => name === "nginx")).toBe(!hasNginx);
  const verdict = findings.verdicts.find(({ against }) => against === "nginx");
  expect(verdict?.holds).toEqual(hasNginx ? expect.any(Boolean) : null);
});

test("the table says where and how it was measured", () => {
  for (const part of [
    process.version,
    findings.placement,
    "2 rounds of up to 200 requests",
    "| goal |",
  ])
    expect(table).toContain(part);
});
