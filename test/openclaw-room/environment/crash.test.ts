/** kill -9 at every step of a change of `.env`: the old file or the new one stands, and after the next start its lines can be taken out without a trace. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createDotEnvFile, type Step } from "../../../main/openclaw/environment/dotenv-file.ts";
import { type Home, home, type Order } from "./room.ts";

type Entries = Order["entries"];
type Scenario = {
  readonly name: string;
  /** Before Sluice first sees it; null: there is none, nor its folder. */
  readonly text: string | null;
  readonly first?: Entries;
  readonly entries: Entries;
};

const mine = "# mine\r\nexport OPENAI_API_KEY='sk-own' # keep\r\n";
const ours = { SLUICE_ANTHROPIC: "sk-ant-0123456789", SLUICE_TOKEN: "Bearer abc def" };
const gone = { SLUICE_ANTHROPIC: null, SLUICE_TOKEN: null };

const scenarios: readonly Scenario[] = [
  { name: "the first lines", text: mine, entries: ours },
  { name: "the first lines where there was no file", text: null, entries: ours },
  { name: "a changed line", text: mine, first: ours, entries: { SLUICE_TOKEN: "Bearer other" } },
  { name: "one of two lines removed", text: mine, first: ours, entries: { SLUICE_TOKEN: null } },
  { name: "all lines removed", text: mine, first: ours, entries: gone },
  { name: "all lines of a file we made removed", text: null, first: ours, entries: gone },
  {
    name: "lines removed and added at once",
    text: mine,
    first: { SLUICE_OLD: "1" },
    entries: { SLUICE_OLD: null, ...ours },
  },
];

const matrix: string[] = [];
afterAll(() => {
  process.stdout.write(
    `kill -9 while .env is changed:\n${matrix.map((line) => `  ${line}\n`).join("")}`,
  );
});

const open = (at: Home, onStep?: (step: Step) => void) =>
  createDotEnvFile({ file: at.dotenv, journalFolder: at.journal, onStep });

async function prepared({ first, text }: Scenario): Promise<Home> {
  const at = home({ isBare: text === null });
  if (text !== null) at.write(".env", text, { mode: 0o644 });
  if (first) expect(await open(at).set(first)).toEqual({ ok: true });
  return at;
}

async function killed(at: Home, entries: Entries, killAt: number): Promise<void> {
  const order: Order = { state: at.state, journal: at.journal, entries, killAt };
  const script = path.join(import.meta.dirname, "crash-child.ts");
  const child = spawn(process.execPath, [script, JSON.stringify(order)], { stdio: "inherit" });
  expect(await once(child, "exit")).toEqual([null, "SIGKILL"]);
}

describe.each(scenarios)("$name, killed at every step", (scenario) => {
  test("leaves the old file or the new one, and the next start puts everything in order", async () => {
    const { entries, name, text } = scenario;
    const undisturbed = await prepared(scenario);
    const steps: Step[] = [];
    expect(await open(undisturbed, (step) => steps.push(step)).set(entries)).toEqual({ ok: true });
    const after = undisturbed.text(".env");
    expect(steps).toEqual(["intent", "staged", "swapped", "proven"]);

    for (const [killAt, step] of steps.entries()) {
      const at = await prepared(scenario);
      const before = at.text(".env");
      await killed(at, entries, killAt);
      const isNew = killAt >= steps.indexOf("swapped");
      expect(at.text(".env"), step).toBe(isNew ? after : before);

      await open(at).repair();
      expect(
        at.leftovers().filter((left) => !/^dotenv-[0-9a-f]{16}\.json$/.test(left)),
        step,
      ).toEqual([]);
      if (at.text(".env")?.includes("SLUICE_")) expect(at.mode(".env"), step).toBe(0o600);

      expect(await open(at).set({ ...gone, SLUICE_OLD: null }), step).toEqual({ ok: true });
      await open(at).repair();
      expect(at.text(".env"), step).toBe(text);
      expect(at.leftovers(), step).toEqual([]);
      if (text === null) expect(existsSync(at.state), step).toBe(false);
      else expect(at.mode(".env"), step).toBe(0o644);
      matrix.push(
        `${name}, at "${step}": ${isNew ? "new" : "old"} file, repaired, taken out to the byte`,
      );
    }
  }, 120_000);
});
