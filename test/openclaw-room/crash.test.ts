/** kill -9 at every step of every job: the old file or the new one stands, and the next start goes on from there. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { OpenClaw } from "../../main/openclaw/openclaw.ts";
import type { Step } from "../../main/openclaw/own-link.ts";
import {
  handWritten,
  keyOf,
  type Order,
  plan,
  plansOfBoth,
  rewrittenByOpenClaw,
  type Scratch,
  scratch,
} from "./room.ts";

type Scenario = {
  readonly name: string;
  readonly job: Order["job"];
  /** The file before Sluice first sees it; null: there is none, nor its folder. */
  readonly text: string | null;
  /** What happens before the job that is killed. */
  prepare?(openclaw: OpenClaw, home: Scratch): Promise<void>;
  /** What unlink must leave in the end. */
  readonly end?: string | null;
};

const first = plan(plansOfBoth);
const second = plan({ port: 30_001, localKey: keyOf("second") });
const link = async (openclaw: OpenClaw) => {
  expect(await openclaw.link(first)).toEqual({ ok: true });
};
/** Only the original bytes spell it like this again. */
const spelled = handWritten.replace("anthropic/", String.raw`anthropic\/`);
const edit = (text: string | null) => (text ?? "").replace("// my claw", "// our claw");

const scenarios: readonly Scenario[] = [
  { name: "the first link", job: "link", text: spelled },
  { name: "the first link where there was no file", job: "link", text: null },
  { name: "a new link over ours", job: "link", text: spelled, prepare: link },
  { name: "a new link over a file we made", job: "link", text: null, prepare: link },
  {
    name: "a new link over an edited file",
    job: "link",
    text: handWritten,
    end: edit(handWritten),
    async prepare(openclaw, home) {
      await link(openclaw);
      home.write(edit(home.text()));
    },
  },
  { name: "unlink", job: "unlink", text: spelled, prepare: link },
  { name: "unlink of a file we made", job: "unlink", text: null, prepare: link },
  {
    name: "unlink of an edited file",
    job: "unlink",
    text: handWritten,
    end: edit(handWritten),
    async prepare(openclaw, home) {
      await link(openclaw);
      home.write(edit(home.text()));
    },
  },
  {
    name: "the repair of a link killed after its rename",
    job: "repair",
    text: handWritten,
    prepare: async (_, home) => killed(home, "link", 5),
  },
  {
    name: "the repair of an unlink killed before its rename",
    job: "repair",
    text: handWritten,
    async prepare(openclaw, home) {
      await link(openclaw);
      await killed(home, "unlink", 2);
    },
  },
];

async function killed(home: Scratch, job: Order["job"], killAt: number): Promise<void> {
  const order: Order = { home: home.folder, journal: home.journal, job, plan: second, killAt };
  const script = path.join(import.meta.dirname, "crash-child.ts");
  const child = spawn(process.execPath, [script, JSON.stringify(order)], { stdio: "inherit" });
  const [code, signal] = await once(child, "exit");
  expect([code, signal]).toEqual([null, "SIGKILL"]);
}

async function prepared({ text, prepare }: Scenario): Promise<Scratch> {
  const home = scratch({ isBare: text === null });
  if (text !== null) home.write(text, 0o640);
  await prepare?.(home.open(), home);
  return home;
}

/** What the job does when nobody kills it: its steps, and the file after it. */
async function undisturbed(scenario: Scenario): Promise<{ steps: Step[]; after: string | null }> {
  const home = await prepared(scenario);
  const steps: Step[] = [];
  const openclaw = home.open((step) => steps.push(step));
  await (scenario.job === "link" ? openclaw.link(second) : openclaw[scenario.job]());
  return { steps, after: home.text() };
}

const isWhole = async (openclaw: OpenClaw) => (await openclaw.read()).link?.applied ?? null;

describe.each(scenarios)("$name, killed at every step", (scenario) => {
  test("leaves the old file or the new one, and the next start puts everything in order", async () => {
    const { steps, after } = await undisturbed(scenario);
    expect(steps.length).toBeGreaterThan(0);
    const runs = steps.map(async (step, killAt) => {
      const home = await prepared(scenario);
      const before = home.text();
      await killed(home, scenario.job, killAt);
      const isNew = steps.indexOf("swapped") <= killAt;
      expect(home.text(), step).toBe(isNew ? after : before);

      const { repaired } = await home.open().repair();
      expect(repaired, step).not.toBe("refused");
      expect(await home.open().repair(), step).toEqual({ repaired: "none" });
      const openclaw = home.open();
      const isLinked = await isWhole(openclaw);
      // Whatever stands is a whole link or none; a link left over is the one the file shows.
      expect(isLinked, step).not.toBe(false);
      if (isLinked === null) expect(home.leftovers(), step).toEqual([]);
      else
        expect(
          home.leftovers().filter((name) => name.includes(".sluice")),
          step,
        ).toEqual([]);

      expect(await openclaw.link(first), step).toEqual({ ok: true });
      expect(await isWhole(openclaw), step).toBe(true);
      expect(await openclaw.unlink(), step).toEqual({ ok: true });
      expect(home.text(), step).toBe(scenario.end === undefined ? scenario.text : scenario.end);
      expect(home.leftovers(), step).toEqual([]);
      if (scenario.text === null) expect(existsSync(path.dirname(home.config)), step).toBe(false);
      else expect(home.mode(), step).toBe(0o640);
    });
    // All of them: a run that is still going would write into a home that is being removed.
    const results = await Promise.allSettled(runs);
    for (const result of results) if (result.status === "rejected") throw result.reason;
  }, 120_000);
});

test("a new link that was killed keeps the original of the one before", async () => {
  const home = scratch();
  home.write(spelled);
  await home.open().link(first);
  const linked = home.text();
  home.write(edit(linked));
  await killed(home, "link", 2);
  expect(await home.open().repair()).toEqual({ repaired: "restored" });
  home.write(linked ?? "");
  expect(await home.open().unlink()).toEqual({ ok: true });
  expect(home.text()).toBe(spelled);
});

test("a link killed after its rename is neither kept nor undone while the file is broken", async () => {
  const home = scratch();
  home.write(spelled);
  await killed(home, "link", 5);
  const linked = home.text() ?? "";
  home.write(`${linked}}`);
  expect(await home.open().repair()).toEqual({ repaired: "refused" });
  home.write(linked);
  expect(await home.open().repair()).toEqual({ repaired: "completed" });
  expect(await home.open().unlink()).toEqual({ ok: true });
  expect(home.text()).toBe(spelled);
});

test("a link killed after its rename is known again even if OpenClaw rewrites the file first", async () => {
  const home = scratch();
  home.write(handWritten);
  await killed(home, "link", 5);
  home.write(rewrittenByOpenClaw((await import("json5")).default.parse(home.text() ?? "")));
  expect(await home.open().repair()).toEqual({ repaired: "completed" });
  expect(await home.open().read()).toMatchObject({
    localKey: keyOf("second"),
    link: { applied: true },
  });
  expect(await home.open().unlink()).toEqual({ ok: true });
  expect(home.text()).not.toContain("cloudflare-ai-gateway");
});

test("an unlink killed half way is not finished over a file that is broken now, and is finished later", async () => {
  const home = scratch();
  home.write(handWritten);
  await home.open().link(first);
  const linked = home.text() ?? "";
  await killed(home, "unlink", 1);
  home.write(`${linked}}`);
  expect(await home.open().repair()).toEqual({ repaired: "refused", code: "config.broken" });
  expect(home.text()).toBe(`${linked}}`);
  home.write(linked);
  expect(await home.open().repair()).toEqual({ repaired: "completed" });
  expect(home.text()).toBe(handWritten);
});
