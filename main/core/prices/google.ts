/** Google AI Studio's prices. */
import { type Price, rowsOf, talks } from "./row.ts";

const gemini = rowsOf("google-ai-studio", { above: 200_000 });
const chat = talks(1_048_576, 65_536);

/**
 * ai.google.dev/gemini-api/docs/pricing, paid tier, text, as two others read it on 2026-10-03 and 2026-10-07, and a list that cites
 * the same page per model. Thoughts are billed as output. Above 200 000 tokens the Pro models bill the prompt and what is put out at
 * other rates. Not in a price: what is stored in an explicit cache costs by the hour, and a search of the web by itself. Audio costs
 * more with 2.5, 3 and 3.1 Flash and Flash-Lite.
 */
export const google: readonly Price[] = [
  // Half price through 2026-12-31, as the page says itself; for 3.6 it was seen first on 2026-09-07.
  gemini("gemini-3.8-flash", "Gemini 3.8 Flash", "2027-01-01", [1.5, 7.5, 0.15], chat),
  gemini("gemini-3.8-flash", "Gemini 3.8 Flash", "2026-09-07", [0.75, 3.75, 0.075], chat),
  gemini("gemini-3.7-flash", "Gemini 3.7 Flash", "2027-01-01", [1.5, 7.5, 0.15], chat),
  gemini("gemini-3.7-flash", "Gemini 3.7 Flash", "2026-08-13", [0.75, 3.75, 0.075], chat),
  gemini("gemini-3.6-flash", "Gemini 3.6 Flash", "2027-01-01", [1.5, 7.5, 0.15], null),
  gemini("gemini-3.6-flash", "Gemini 3.6 Flash", "2026-09-07", [0.75, 3.75, 0.075], null),
  gemini("gemini-3.6-flash", "Gemini 3.6 Flash", "2026-07-21", [1.5, 7.5, 0.15], null),
  gemini("gemini-3.5-flash", "Gemini 3.5 Flash", "2026-05-19", [1.5, 9, 0.15], null),
  gemini("gemini-3.5-flash-lite", "Gemini 3.5 Flash-Lite", "2026-07-21", [0.3, 2.5, 0.03], chat),
  gemini("gemini-3.1-pro-preview", "Gemini 3.1 Pro Preview", "2026-02-19", [2, 12, 0.2], chat, {
    long: [4, 18, 0.4],
    aliases: ["gemini-3.1-pro"],
  }),
  gemini("gemini-3.1-flash-lite", "Gemini 3.1 Flash-Lite", "2026-03-03", [0.25, 1.5, 0.025], chat, {
    aliases: ["gemini-3.1-flash-lite-preview"],
  }),
  gemini("gemini-3-flash-preview", "Gemini 3 Flash Preview", "2025-12-17", [0.5, 3, 0.05], null, {
    aliases: ["gemini-3-flash"],
  }),
  gemini("gemini-2.5-pro", "Gemini 2.5 Pro", "2025-06-17", [1.25, 10, 0.125], chat, {
    long: [2.5, 15, 0.25],
  }),
  gemini("gemini-2.5-flash", "Gemini 2.5 Flash", "2025-06-17", [0.3, 2.5, 0.03], chat),
  gemini("gemini-2.5-flash-lite", "Gemini 2.5 Flash-Lite", "2025-07-22", [0.1, 0.4, 0.01], chat),
];
