/** OpenAI's prices. */
import {
  type Chat,
  embeds,
  type More,
  type Price,
  type Printed,
  price,
  rates,
  talks,
} from "./row.ts";

/** Without the hour's rate, which OpenAI does not have. */
type PrintedWrite = readonly [number, number, number, number];

/** OpenAI bills a prompt above 272 000 tokens at other rates as a whole, where `long` says so. */
function gpt(
  id: string,
  since: string,
  usd: PrintedWrite,
  chat: Chat,
  long?: PrintedWrite,
  more?: More,
) {
  const name = id.replace(/-[a-z]/g, (part) => ` ${part.charAt(1).toUpperCase()}${part.slice(2)}`);
  const above = long && { long: { above: 272_000, rates: rates([...long, long[3]]) } };
  const printed: Printed = [...usd, usd[3]];
  return price("openai", `gpt-${id}`, `GPT-${name}`, since, printed, chat, { ...above, ...more });
}

const wide = talks(1_050_000, 128_000);
const four = talks(400_000, 128_000);
const fourOne = talks(1_047_576, 32_768, { reasoning: false });
const omni = talks(128_000, 16_384, { reasoning: false });

export const openai: readonly Price[] = [
  // OpenAI: developers.openai.com/api/docs/pricing, …/models/{model} and …/changelog as others read them on 2026-09-29; the newest
  // model as two of them priced it on the day after its release.
  // Cache writes cost 1.25 times the input since the GPT-5.6 family and nothing extra before (…/guides/prompt-caching).
  gpt("6.1-terra", "2026-10-26", [1, 5, 0.05, 1.25], wide, [2, 7.5, 0.1, 2.5]),
  gpt("6.1-sol", "2026-09-29", [2, 10, 0.1, 2.5], wide, [4, 15, 0.2, 5]),
  gpt("6-astra", "2026-09-03", [10, 50, 1, 12.5], wide, [20, 75, 2, 25]),
  gpt("6-sol", "2026-09-22", [2, 10, 0.2, 2.5], wide, [4, 15, 0.4, 5]),
  gpt("6-luna", "2026-09-22", [0.1, 0.5, 0.01, 0.125], wide, [0.2, 0.75, 0.02, 0.25]),
  // A promotion promised through 2026-11-21: what comes after could not be established.
  gpt("5.6-sol", "2026-08-21", [4, 20, 0.4, 5], wide, [8, 30, 0.8, 10], {
    until: "2026-11-22",
    aliases: ["gpt-5.6"],
  }),
  gpt("5.6-sol", "2026-07-09", [5, 30, 0.5, 6.25], wide, [10, 45, 1, 12.5], {
    aliases: ["gpt-5.6"],
  }),
  gpt("5.6-terra", "2026-07-30", [2, 12, 0.2, 2.5], wide, [4, 18, 0.4, 5]),
  gpt("5.6-terra", "2026-07-09", [2.5, 15, 0.25, 3.125], wide, [5, 22.5, 0.5, 6.25]),
  gpt("5.6-luna", "2026-07-30", [0.2, 1.2, 0.02, 0.25], wide, [0.4, 1.8, 0.04, 0.5]),
  gpt("5.6-luna", "2026-07-09", [1, 6, 0.1, 1.25], wide, [2, 9, 0.2, 2.5]),
  gpt("5.5", "2026-04-23", [5, 30, 0.5, 5], wide, [10, 45, 1, 10]),
  gpt("5.4", "2026-03-05", [2.5, 15, 0.25, 2.5], wide, [5, 22.5, 0.5, 5]),
  gpt("5.4-mini", "2026-03-17", [0.75, 4.5, 0.075, 0.75], four),
  gpt("5.4-nano", "2026-03-17", [0.2, 1.25, 0.02, 0.2], four),
  gpt("5.3-codex", "2026-02-05", [1.75, 14, 0.175, 1.75], four),
  gpt("5.2", "2025-12-11", [1.75, 14, 0.175, 1.75], four),
  gpt("5.2-codex", "2025-12-11", [1.75, 14, 0.175, 1.75], four),
  gpt("5.1", "2025-11-13", [1.25, 10, 0.125, 1.25], four),
  gpt("5", "2025-08-07", [1.25, 10, 0.125, 1.25], four),
  gpt("5-mini", "2025-08-07", [0.25, 2, 0.025, 0.25], four),
  gpt("5-nano", "2025-08-07", [0.05, 0.4, 0.005, 0.05], four),
  // The older families: three lists of 2025 and 2026 that agree; their pages are no longer in the main table.
  gpt("4.1", "2025-04-14", [2, 8, 0.5, 2], fourOne),
  gpt("4.1-mini", "2025-04-14", [0.4, 1.6, 0.1, 0.4], fourOne),
  gpt("4.1-nano", "2025-04-14", [0.1, 0.4, 0.025, 0.1], fourOne),
  // The snapshot of 2024-05-13 costs twice as much, so this one is not priced by its date.
  gpt("4o", "2024-08-06", [2.5, 10, 1.25, 2.5], omni, undefined, {
    dated: false,
    aliases: ["gpt-4o-2024-08-06", "gpt-4o-2024-11-20"],
  }),
  gpt("4o-mini", "2024-07-18", [0.15, 0.6, 0.075, 0.15], omni),
  // developers.openai.com/api/docs/models/text-embedding-3-large; the older one from two lists of 2026.
  embeds("openai", "text-embedding-3-small", "2024-01-25", 0.02),
  embeds("openai", "text-embedding-3-large", "2024-01-25", 0.13),
  embeds("openai", "text-embedding-ada-002", "2024-01-25", 0.1),
];
