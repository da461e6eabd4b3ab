/** Any configuration, linked and taken back without its original at hand: every byte returns. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { editJson5, parseJson5 } from "../../main/core/json5-edit.ts";
import { ownLink, unlinkEdits } from "../../main/core/link.ts";
import type { OwnLinkPlan } from "../../main/core/link-entry.ts";
import { findOwnLink, isLinkWhole, leftoverChanges } from "../../main/core/link-found.ts";
import { configs } from "./link-configs.ts";
import { planOf } from "./link-plans.ts";

const runs = Number(process.env.FUZZ_RUNS ?? 1500);
const deadlineMs = 120_000 + runs * 10;

const plans = fc.constantFrom<OwnLinkPlan>(
  planOf("anthropic"),
  planOf("openai"),
  planOf("anthropic", "openai"),
);

function linked(text: string, plan: OwnLinkPlan) {
  const config = parseJson5(text);
  if (!config) throw new Error(`no configuration: ${text}`);
  const { edits, changes } = ownLink(config, plan);
  const edited = editJson5(text, edits);
  if (!edited.ok) throw new Error(`${edited.code}: ${text}`);
  return { config, changes, edited };
}

test(
  "link and unlink by our places alone give the original bytes",
  () => {
    fc.assert(
      fc.property(configs, plans, (text, plan) => {
        const { changes, edited } = linked(text, plan);
        expect(isLinkWhole(edited.value, plan)).toBe(true);
        expect(findOwnLink(edited.value)).toMatchObject({ isWhole: true, localKey: plan.localKey });
        const back = editJson5(edited.text, unlinkEdits(edited.value, changes));
        expect(back.ok && back.text).toBe(text);
      }),
      { numRuns: runs },
    );
  },
  deadlineMs,
);

test(
  "after OpenClaw has rewritten the file, the original value returns",
  () => {
    fc.assert(
      fc.property(configs, plans, (text, plan) => {
        const { config, changes, edited } = linked(text, plan);
        const rewritten = JSON.stringify(edited.value, null, 2);
        const back = editJson5(rewritten, unlinkEdits(edited.value, changes));
        expect(back.ok && back.value).toEqual(config);
      }),
      { numRuns: runs },
    );
  },
  deadlineMs,
);

test(
  "without a journal nothing of ours is left, and nothing else is gone",
  () => {
    fc.assert(
      fc.property(configs, plans, (text, plan) => {
        const { config, edited } = linked(text, plan);
        const back = editJson5(
          edited.text,
          unlinkEdits(edited.value, leftoverChanges(edited.value)),
        );
        expect(back.ok).toBe(true);
        if (!back.ok) return;
        expect(findOwnLink(back.value)).toBeNull();
        expect(back.text).not.toContain("cloudflare-ai-gateway/");
        for (const name of ["gateway", "meta"]) expect(back.value[name]).toEqual(config[name]);
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  },
  deadlineMs,
);
