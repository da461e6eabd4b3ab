/** Any configuration, any row of jobs, and somebody else who writes whenever they like: the original returns, and their changes are never lost. */
import fc from "fast-check";
import JSON5 from "json5";
import { expect, test } from "vitest";
import type { Edit, JsonObject } from "../../../main/core/json5-edit.ts";
import type { LinkPlan } from "../../../main/core/link/plan.ts";
import type { OpenClaw } from "../../../main/openclaw/openclaw.ts";
import { configs } from "../../core/link/configs.ts";
import { manyPlans } from "../../core/link/plans.ts";
import { type Scratch, scratch } from "./room.ts";

/** More with FUZZ_RUNS, by the hundred: every job brings several files to disk. */
const runs = Math.ceil(Number(process.env.FUZZ_RUNS ?? 3000) / 100);
const deadlineMs = 60_000 + runs * 2_000;

type Loose = Record<string, unknown>;

const refusals = [
  "link.taken",
  "link.customBaseUrl",
  "link.providerUnavailable",
  "config.includes",
];

/** Made, or refused for what the person's own configuration holds. */
async function link(openclaw: OpenClaw, plan: LinkPlan): Promise<boolean> {
  const linked = await openclaw.link(plan);
  if (!linked.ok) expect(refusals).toContain(linked.code);
  return linked.ok;
}

test(
  "links of every kind, one over the other, and then none: the original bytes and the mode",
  async () => {
    let made = 0;
    await fc.assert(
      fc.asyncProperty(
        configs,
        fc.array(fc.constantFrom(...manyPlans), { minLength: 1, maxLength: 4 }),
        async (text, plans) => {
          const home = scratch();
          home.write(text, 0o644);
          const openclaw = home.open();
          let isLinked = false;
          for (const plan of plans) {
            isLinked = (await link(openclaw, plan)) || isLinked;
            made += 1;
          }
          if (isLinked) expect(await openclaw.unlink()).toEqual({ ok: true });
          expect(home.text()).toBe(text);
          expect(home.mode()).toBe(0o644);
          expect(home.leftovers()).toEqual([]);
        },
      ),
      { numRuns: runs },
    );
    expect(made).toBeGreaterThan(runs);
  },
  deadlineMs,
);

/** OpenClaw, or a person's editor: reads the whole file, changes one member of their own, renames it into place. */
function createWriter(home: Scratch, moments: readonly number[]) {
  const written: string[] = [];
  let moment = 0;
  return {
    written,
    /** Called at every instant at which somebody could write; does so at the chosen ones. */
    mayWrite() {
      if (!moments.includes(moment++)) return;
      const text = home.text();
      if (text === null) return;
      const name = `n${written.length}`;
      const config: Loose = JSON5.parse(text);
      config.theirs = { ...(config.theirs as Loose | undefined), [name]: moment };
      written.push(name);
      // Every other time as OpenClaw does, in its own spelling; else with all that stood there.
      const kept = text.replace(
        /\}[^}]*$/,
        (end) => `, "theirs": ${JSON.stringify(config.theirs)} ${end}`,
      );
      const isKept = moment % 2 === 0 && canBe(kept, config);
      home.write(isKept ? kept : `${JSON.stringify(config, null, 2)}\n`, home.mode());
    },
  };
}

function canBe(text: string, config: Loose): boolean {
  try {
    expect(JSON5.parse(text)).toEqual(config);
    return true;
  } catch {
    return false;
  }
}

type Job =
  | { readonly name: "link"; readonly plan: LinkPlan }
  | { readonly name: "edit" | "unlink" | "repair" };

const jobs = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom(...manyPlans.map((plan): Job => ({ name: "link", plan }))),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom<Job>({ name: "edit" }, { name: "unlink" }, { name: "repair" }),
    },
  ),
  { minLength: 1, maxLength: 4 },
);

const wish = (config: JsonObject): readonly Edit[] => [
  { path: ["wishes", `w${Object.keys((config.wishes ?? {}) as Loose).length}`], value: true },
];

/** At most three in a row can meet one job, which begins again as often. */
const moments = fc.uniqueArray(fc.nat(30), { maxLength: 3 });

test(
  "somebody who writes at any moment between any two steps never loses what they wrote",
  async () => {
    let writes = 0;
    await fc.assert(
      fc.asyncProperty(configs, jobs, moments, async (text, row, when) => {
        const home = scratch();
        home.write(text);
        const writer = createWriter(home, when);
        const openclaw = home.open(writer.mayWrite);
        let wishes = 0;
        for (const job of row) {
          writer.mayWrite();
          if (job.name === "link") await link(openclaw, job.plan);
          else if (job.name === "edit") {
            expect(await openclaw.edit(wish)).toEqual({ ok: true });
            wishes += 1;
          } else if (job.name === "unlink") {
            const removed = await openclaw.unlink();
            if (!removed.ok) expect(removed.code).toBe("link.missing");
          } else expect((await openclaw.repair()).repaired).not.toBe("refused");
          writer.mayWrite();
        }
        if ((await openclaw.read()).link) expect(await openclaw.unlink()).toEqual({ ok: true });
        const end: Loose = JSON5.parse(home.text() ?? "");
        const { theirs = {}, wishes: wished = {}, ...rest } = end;
        expect(Object.keys(theirs as Loose)).toEqual(writer.written);
        expect(Object.keys(wished as Loose)).toHaveLength(wishes);
        expect(rest).toEqual(JSON5.parse(text));
        if (writer.written.length === 0 && wishes === 0) expect(home.text()).toBe(text);
        expect(home.leftovers()).toEqual([]);
        writes += writer.written.length;
      }),
      { numRuns: runs * 2 },
    );
    expect(writes).toBeGreaterThan(runs);
  },
  deadlineMs,
);
