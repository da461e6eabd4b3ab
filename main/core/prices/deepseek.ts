/** DeepSeek's prices: those of its peak hours, and half of them at all others. */
import { type Chat, type Price, rowsOf, shortRates, talks } from "./row.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * "01:00 - 04:00 and 06:00 - 10:00 UTC, Monday through Friday", without China's public holidays (api-docs.deepseek.com,
 * quick_start/pricing, read by others between 2026-09-10 and 2026-10-27; the holidays stand in the Chinese version). In these hours
 * the day is the same in Beijing. A request is priced by the moment it begins.
 */
const peaks = [
  [1, 4],
  [6, 10],
] as const;
/** Working days that are holidays, from when the hours began to matter (State Council, notice 7 of 2025). */
const holidays = new Set(
  ["09-25", "10-01", "10-02", "10-05", "10-06", "10-07"].map(
    (day) => Date.parse(`2026-${day}`) / dayMs,
  ),
);
/** The next year's days are not in this table yet: at its peak hours there may be a holiday or not. */
const calendarEndsAt = Date.parse("2027-01-01");

function isOffPeak(atMs: number): boolean | null {
  const day = Math.floor(atMs / dayMs);
  const hour = Math.floor(atMs / hourMs) - day * 24;
  // The first day of 1970 was a Thursday.
  const weekday = (day + 4) % 7;
  const isBusy = peaks.some(([from, to]) => hour >= from && hour < to);
  if (!isBusy || weekday === 0 || weekday === 6) return true;
  return atMs >= calendarEndsAt ? null : holidays.has(day);
}

const row = rowsOf("deepseek");

function tidal(
  model: string,
  name: string,
  since: string,
  usd: readonly [number, number, number],
  chat: Chat | null = null,
): Price {
  const [input, output, cacheRead] = usd;
  const half = shortRates([input / 2, output / 2, cacheRead / 2]);
  return row(model, name, since, usd, chat, { offPeak: { rates: half, isAt: isOffPeak } });
}

const flash = [0.3, 1.2, 0.006] as const;
const sees = talks(1_000_000, 384_000);
const reads = talks(1_000_000, 384_000, { sees: false });

/** The vendor's own page at these dates, and two lists beside it. */
export const deepseek: readonly Price[] = [
  tidal("deepseek-flash", "DeepSeek V4.1 Flash", "2026-09-10T04:00Z", flash, sees),
  // Older names, served by V4.1 Flash and billed as it since.
  tidal("deepseek-v4-flash-vision-exp", "DeepSeek V4 Flash Vision", "2026-09-10T04:00Z", flash),
  tidal("deepseek-v4-flash", "DeepSeek V4 Flash", "2026-09-10T04:00Z", flash),
  tidal("deepseek-v4-flash", "DeepSeek V4 Flash", "2026-08-16T16:00Z", [0.44, 1.32, 0.014]),
  row("deepseek-v4-flash", "DeepSeek V4 Flash", "2026-04-24", [0.14, 0.28, 0.0028], null),
  tidal("deepseek-v4-pro", "DeepSeek V4 Pro", "2026-08-16T16:00Z", [1.32, 3.96, 0.044], reads),
  row("deepseek-v4-pro", "DeepSeek V4 Pro", "2026-05-22", [0.435, 0.87, 0.003625], reads),
  // Names of V4 Flash without thinking and with it, until they were withdrawn.
  row("deepseek-chat", "DeepSeek Chat", "2026-04-24", [0.14, 0.28, 0.0028], null, {
    aliases: ["deepseek-reasoner"],
    until: "2026-07-24T16:00Z",
  }),
];
