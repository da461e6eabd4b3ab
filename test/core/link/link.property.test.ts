/** Any configuration, linked in any way and taken back without its original at hand: every byte returns. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  editJson5,
  isObject,
  type Json,
  type JsonObject,
  parseJson5,
} from "../../../main/core/json5-edit.ts";
import {
  findLink,
  isLinkWhole,
  leftoverChanges,
  linkAgain,
} from "../../../main/core/link/found.ts";
import { linkOn } from "../../../main/core/link/link.ts";
import { obstacleTo } from "../../../main/core/link/obstacle.ts";
import { spelledIn } from "../../../main/core/link/places.ts";
import { type LinkPlan, slugsOf } from "../../../main/core/link/plan.ts";
import { standingIn } from "../../../main/core/link/standing.ts";
import { unlinkEdits } from "../../../main/core/link/unlink.ts";
import { configs } from "./configs.ts";
import { manyPlans } from "./plans.ts";

/** More with FUZZ_RUNS; the suite's share keeps within some seconds. */
const runs = Number(process.env.FUZZ_RUNS ?? 300);
const deadlineMs = 120_000 + runs * 20;

const plans = fc.constantFrom<LinkPlan>(...manyPlans);

/** Null where something of the person's own stands in the way. */
function linked(text: string, plan: LinkPlan) {
  const config = parseJson5(text);
  if (!config) throw new Error(`no configuration: ${text}`);
  if (obstacleTo(config, plan)) return null;
  const { edits, changes } = linkOn(config, plan);
  const edited = editJson5(text, edits);
  if (!edited.ok) throw new Error(`${edited.code}: ${text}`);
  return { config, changes: spelledIn(text, changes), edited };
}

/** What OpenClaw makes of a file it writes itself: plain JSON, with the defaults it has for an entry. */
function asOpenClawWrites(config: JsonObject): JsonObject {
  const { models } = config;
  if (!isObject(models) || !isObject(models.providers)) return config;
  const entries = Object.entries(models.providers).map(([id, entry]): [string, Json] => [
    id,
    isObject(entry) ? { models: [], ...entry } : entry,
  ]);
  return { ...config, models: { ...models, providers: Object.fromEntries(entries) } };
}

/** At least this share of the runs must have had a link to look at. */
const mostOf = (count: number) => expect(count).toBeGreaterThan(runs * 0.5);

test(
  "links made and taken back one after the other, by our places alone, give the original bytes each time",
  () => {
    let made = 0;
    const rows = fc.array(plans, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(configs, rows, (text, row) => {
        let now = text;
        for (const plan of row) {
          const link = linked(now, plan);
          if (!link) continue;
          made += 1;
          const { changes, edited } = link;
          expect(isLinkWhole(edited.value, plan)).toBe(true);
          const back = editJson5(edited.text, unlinkEdits(edited.value, changes));
          expect(back.ok && back.text).toBe(text);
          now = back.ok ? back.text : "";
        }
      }),
      { numRuns: runs },
    );
    mostOf(made);
  },
  deadlineMs,
);

test(
  "the file alone tells which link stands in it, and nothing of it that could be a secret is kept",
  () => {
    fc.assert(
      fc.property(configs, plans, (text, plan) => {
        const link = linked(text, plan);
        if (!link) return;
        const localKey = plan.kind === "edge" ? null : plan.localKey;
        expect(findLink(link.edited.value)).toEqual({
          kind: plan.kind,
          slugs: expect.arrayContaining([...slugsOf(plan)]),
          port: plan.kind === "edge" ? null : plan.port,
          localKey,
        });
        if (localKey !== null) expect(JSON.stringify(link.changes)).not.toContain(localKey);
        else expect(link.changes.every(({ wrote }) => wrote !== undefined)).toBe(true);
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  },
  deadlineMs,
);

test(
  "after OpenClaw has rewritten the file, what it would have made of the original returns",
  () => {
    let made = 0;
    fc.assert(
      fc.property(configs, plans, (text, plan) => {
        const link = linked(text, plan);
        if (!link) return;
        made += 1;
        const rewritten = asOpenClawWrites(link.edited.value);
        expect(isLinkWhole(rewritten, plan)).toBe(true);
        const back = editJson5(
          JSON.stringify(rewritten, null, 2),
          unlinkEdits(rewritten, link.changes),
        );
        expect(back.ok && back.value).toEqual(asOpenClawWrites(link.config));
      }),
      { numRuns: runs },
    );
    mostOf(made);
  },
  deadlineMs,
);

test(
  "an original proves itself by giving the linked file again, byte for byte",
  () => {
    fc.assert(
      fc.property(configs, plans, (text, plan) => {
        const link = linked(text, plan);
        if (!link) return;
        const again = linkAgain(link.config, link.edited.value);
        const edited = again && editJson5(text, again.edits);
        expect(edited?.ok && edited.text).toBe(link.edited.text);
      }),
      { numRuns: Math.ceil(runs / 2) },
    );
  },
  deadlineMs,
);

test(
  "without a journal nothing of ours is left, and nothing else is gone",
  () => {
    fc.assert(
      fc.property(configs, plans, (text, plan) => {
        const link = linked(text, plan);
        if (!link) return;
        const { config, edited } = link;
        const back = editJson5(
          edited.text,
          unlinkEdits(edited.value, leftoverChanges(edited.value)),
        );
        expect(back.ok).toBe(true);
        if (!back.ok) return;
        expect(standingIn(back.value)).toEqual([]);
        expect(back.text).not.toMatch(/sluice-(?:openai|key|edge)|cloudflare-ai-gateway\/|cf-aig-/);
        for (const name of ["gateway", "meta"]) expect(back.value[name]).toEqual(config[name]);
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  },
  deadlineMs,
);
