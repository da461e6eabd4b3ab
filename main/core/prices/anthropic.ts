/** Anthropic's prices. */
import { type Chat, type More, type Price, type Printed, price, rates, talks } from "./row.ts";

const million = talks(1_000_000, 128_000);
const twoHundred = talks(200_000, 64_000);

function claude(id: string, name: string, since: string, usd: Printed, chat: Chat, more?: More) {
  return price("anthropic", `claude-${id}`, `Claude ${name}`, since, usd, chat, more);
}

export const anthropic: readonly Price[] = [
  // Anthropic: platform.claude.com/docs/en/about-claude/pricing and …/models/{model}/overview; all rates compared with the page by
  // others on 2026-10-24, and found there unchanged. Sonnet 4.6: the page says 1M and 128K; 200K and 64K are what OpenClaw ships.
  claude("sonnet-4-6", "Sonnet 4.6", "2026-02-17", [3, 15, 0.3, 3.75, 6], twoHundred),
  // The cut of the cache read price on 2026-10-07: the pricing page and two tools that track it.
  claude("sonnet-5-5", "Sonnet 5.5", "2026-10-07", [2, 10, 0.1, 2.5, 4], million),
  claude("sonnet-5-5", "Sonnet 5.5", "2026-09-28", [2, 10, 0.2, 2.5, 4], million),
  // The rise announced for 2026-09-01 was called off.
  claude("sonnet-5", "Sonnet 5", "2026-06-30", [2, 10, 0.2, 2.5, 4], million),
  // Retires 2026-11-30.
  claude("sonnet-4-5", "Sonnet 4.5", "2025-09-29", [3, 15, 0.3, 3.75, 6], twoHundred),
  claude("opus-5-5", "Opus 5.5", "2026-09-22", [4, 20, 0.2, 5, 8], million),
  claude("opus-5", "Opus 5", "2026-07-24", [5, 25, 0.5, 6.25, 10], million),
  claude("opus-4-8", "Opus 4.8", "2026-05-28", [5, 25, 0.5, 6.25, 10], million),
  claude("opus-4-7", "Opus 4.7", "2026-04-16", [5, 25, 0.5, 6.25, 10], million),
  claude("opus-4-6", "Opus 4.6", "2026-03-13", [5, 25, 0.5, 6.25, 10], million),
  claude("opus-4-5", "Opus 4.5", "2025-11-24", [5, 25, 0.5, 6.25, 10], twoHundred),
  claude("fable-5-1", "Fable 5.1", "2026-09-01", [10, 50, 0.25, 12.5, 20], million),
  claude("fable-5", "Fable 5", "2026-06-09", [10, 50, 1, 12.5, 20], million),
  claude("haiku-5-5", "Haiku 5.5", "2026-10-07", [0.1, 0.5, 0.01, 0.125, 0.2], million, {
    long: { above: 100_000, rates: rates([0.5, 2.5, 0.05, 0.625, 1]) },
  }),
  claude("haiku-4-5", "Haiku 4.5", "2025-10-01", [1, 5, 0.1, 1.25, 2], twoHundred),
];
