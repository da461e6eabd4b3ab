/** The prices of Mistral, xAI and Cohere. */
import { type Price, rowsOf, talks } from "./row.ts";

const row = rowsOf("mistral");
/**
 * mistral.ai/pricing/api as others read it on 2026-10-03, OpenClaw's list of models, and what a third found the moving names to stand
 * for on 2026-07-01. Cached input costs a tenth (docs.mistral.ai, prompt caching). Left out: Large 4, in preview at half a price that
 * nobody has dated.
 */
export const mistral: readonly Price[] = [
  row(
    "mistral-medium-3-5",
    "Mistral Medium 3.5",
    "2026-04-29",
    [1.5, 7.5, 0.15],
    talks(262_144, 8192),
    {
      aliases: ["mistral-medium-2604", "mistral-medium-latest", "mistral-medium"],
    },
  ),
  row(
    "mistral-large-latest",
    "Mistral Large 3",
    "2025-12-02",
    [0.5, 1.5, 0.05],
    talks(262_144, 16_384, { reasoning: false }),
    {
      aliases: ["mistral-large-2512"],
    },
  ),
  row(
    "mistral-small-latest",
    "Mistral Small 4",
    "2026-03-16",
    [0.15, 0.6, 0.015],
    talks(262_144, 16_384),
    {
      aliases: ["mistral-small-2603", "magistral-small-latest"],
    },
  ),
  row(
    "codestral-latest",
    "Codestral",
    "2025-07-30",
    [0.3, 0.9, 0.03],
    talks(128_000, 4096, { reasoning: false, sees: false }),
    {
      aliases: ["codestral-2508"],
    },
  ),
  row("ministral-14b-latest", "Ministral 3 14B", "2025-12-02", [0.2, 0.2, 0.02], null, {
    aliases: ["ministral-14b-2512"],
  }),
  row("ministral-8b-latest", "Ministral 3 8B", "2025-12-02", [0.15, 0.15, 0.015], null, {
    aliases: ["ministral-8b-2512"],
  }),
  row("ministral-3b-latest", "Ministral 3 3B", "2025-12-02", [0.1, 0.1, 0.01], null, {
    aliases: ["ministral-3b-2512"],
  }),
];

const xai = rowsOf("grok", { above: 200_000 });
const half = talks(500_000, 64_000);
/**
 * docs.x.ai/developers/models and …/pricing in two or more lists each, July to October 2026. Every answer also says itself what it
 * cost (docs.x.ai/developers/cost-tracking), and that is what counts; these are for the choice of a model. Above 200 000 tokens
 * every rate doubles.
 */
export const grok: readonly Price[] = [
  xai("grok-4.7", "Grok 4.7", "2026-09-21", [2, 6, 0.5], half, { long: [4, 12, 1] }),
  xai("grok-4.6", "Grok 4.6", "2026-08-12", [2, 6, 0.5], half, { long: [4, 12, 1] }),
  xai("grok-4.5", "Grok 4.5", "2026-07-08", [2, 6, 0.5], null, { long: [4, 12, 1] }),
  xai("grok-4.3", "Grok 4.3", "2026-05-01", [1.25, 2.5, 0.2], talks(1_000_000, 30_000), {
    long: [2.5, 5, 0.4],
  }),
];

const plain = { reasoning: false, sees: false } as const;
const command = rowsOf("cohere");
/**
 * cohere.com/pricing, generative models and legacy models, as two others read it in October and November 2026; Command A is not on
 * it any more: two lists of 2026. There is no cache with a price. Left out: Command A+, whose key is free and whose use has no price.
 */
export const cohere: readonly Price[] = [
  command("command-a-03-2025", "Command A", "2025-03-13", [2.5, 10], talks(256_000, 8000, plain)),
  command("command-r-08-2024", "Command R", "2024-08-30", [0.15, 0.6], talks(128_000, 4000, plain)),
  command(
    "command-r7b-12-2024",
    "Command R7B",
    "2024-12-13",
    [0.0375, 0.15],
    talks(128_000, 4000, plain),
  ),
  command("command-r-plus-08-2024", "Command R+", "2024-08-30", [2.5, 10], null),
];
