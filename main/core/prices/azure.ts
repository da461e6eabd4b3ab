/** Azure's prices for OpenAI's models, as its Global Standard deployments bill them. */
import { openai } from "./openai.ts";
import { type Chat, type Price, price, rates, talks } from "./row.ts";

/**
 * Azure's Retail Prices API (prices.azure.com) as others read it on 2026-10-03, compared there with OpenAI's own list and found
 * equal, above 272 000 tokens as well; GPT-6 Sol and Luna: azure.microsoft.com/blog, "GPT-6 … in Microsoft Foundry", and a second
 * list. Nothing in an answer tells a Data Zone or a regional deployment apart, which cost at least a tenth more.
 */
const same = new Set([
  ...["gpt-6-astra", "gpt-6-sol", "gpt-6-luna", "gpt-5.5", "gpt-5.4-mini", "gpt-5.4-nano"],
  ...["gpt-5.2", "gpt-5.1", "gpt-5", "gpt-5-mini", "gpt-5-nano"],
  ...["gpt-4.1", "gpt-4.1-mini", "gpt-4.1-nano", "gpt-4o", "gpt-4o-mini"],
  ...["text-embedding-3-small", "text-embedding-3-large"],
]);
const current = new Set(["gpt-6-astra", "gpt-6-sol", "gpt-6-luna", "gpt-5.5", "gpt-5.4-mini"]);

type PrintedWrite = readonly [number, number, number, number];

const wide = talks(1_050_000, 128_000);

function gpt(
  id: string,
  name: string,
  since: string,
  usd: PrintedWrite,
  chat: Chat | null,
  long?: PrintedWrite,
): Price {
  const above = long && { long: { above: 272_000, rates: rates([...long, long[3]]) } };
  return price(
    "azure-openai",
    `gpt-${id}`,
    `GPT-${name} (Azure)`,
    since,
    [...usd, usd[3]],
    chat,
    above,
  );
}

export const azure: readonly Price[] = [
  // Azure has no other price for its long prompts, which OpenAI has.
  gpt("5.4", "5.4", "2026-03-05", [2.5, 15, 0.25, 2.5], wide),
  // Azure followed OpenAI's cuts by 2026-10-03; for Sol's it has named no end.
  gpt("5.6-sol", "5.6 Sol", "2026-10-03", [4, 20, 0.4, 5], null, [8, 30, 0.8, 10]),
  gpt("5.6-sol", "5.6 Sol", "2026-07-09", [5, 30, 0.5, 6.25], null, [10, 45, 1, 12.5]),
  gpt("5.6-terra", "5.6 Terra", "2026-10-03", [2, 12, 0.2, 2.5], wide, [4, 18, 0.4, 5]),
  gpt("5.6-terra", "5.6 Terra", "2026-07-09", [2.5, 15, 0.25, 3.125], wide, [5, 22.5, 0.5, 6.25]),
  gpt("5.6-luna", "5.6 Luna", "2026-10-03", [0.2, 1.2, 0.02, 0.25], null, [0.4, 1.8, 0.04, 0.5]),
  gpt("5.6-luna", "5.6 Luna", "2026-07-09", [1, 6, 0.1, 1.25], null, [2, 9, 0.2, 2.5]),
  ...openai
    .filter(({ model }) => same.has(model))
    .map(
      (row): Price => ({
        ...row,
        vendor: "azure-openai",
        name: `${row.name} (Azure)`,
        chat: current.has(row.model) ? row.chat : null,
      }),
    ),
];
