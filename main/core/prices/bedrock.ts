/** Amazon Bedrock's prices for Claude. */
import { anthropic } from "./anthropic.ts";
import type { Price, Rates } from "./row.ts";

/**
 * Claude's names at Bedrock (docs.aws.amazon.com, model cards), of those models whose prices there at least two lists of autumn 2026
 * give: Sonnet 5.5 and Haiku 5.5 are not yet among them.
 */
const ids: Readonly<Record<string, string>> = {
  "claude-opus-5-5": "anthropic.claude-opus-5-5",
  "claude-opus-5": "anthropic.claude-opus-5",
  "claude-opus-4-8": "anthropic.claude-opus-4-8",
  "claude-opus-4-7": "anthropic.claude-opus-4-7",
  "claude-opus-4-6": "anthropic.claude-opus-4-6-v1",
  "claude-opus-4-5": "anthropic.claude-opus-4-5-20251101-v1:0",
  "claude-sonnet-5": "anthropic.claude-sonnet-5",
  "claude-sonnet-4-6": "anthropic.claude-sonnet-4-6",
  "claude-sonnet-4-5": "anthropic.claude-sonnet-4-5-20250929-v1:0",
  "claude-fable-5-1": "anthropic.claude-fable-5-1",
  "claude-fable-5": "anthropic.claude-fable-5",
  "claude-haiku-4-5": "anthropic.claude-haiku-4-5-20251001-v1:0",
};
const current = new Set([
  ...["claude-opus-5-5", "claude-opus-5", "claude-sonnet-5", "claude-sonnet-4-6"],
  ...["claude-fable-5-1", "claude-haiku-4-5"],
]);

const dearer = (rate: number): number => Math.round((rate * 11) / 10);

const regional = (rates: Rates): Rates => ({
  input: dearer(rates.input),
  output: dearer(rates.output),
  cacheRead: dearer(rates.cacheRead),
  cacheWrite: dearer(rates.cacheWrite),
  cacheWrite1h: dearer(rates.cacheWrite1h),
});

/**
 * Since Claude 4.5 the "global." profiles cost what Anthropic asks, and every region and group of regions a tenth more
 * (aws.amazon.com/bedrock/pricing, "Geo and In-region"; platform.claude.com, Claude in Amazon Bedrock, regions; two lists that quote
 * AWS's Price List API, September 2026). A name without such a beginning is asked in one region. GovCloud has other prices.
 */
export const bedrock: readonly Price[] = anthropic.flatMap((row) => {
  const id = ids[row.model];
  if (id === undefined) return [];
  const vendor = "aws-bedrock";
  const chat = current.has(row.model) ? row.chat : null;
  const name = `${row.name} (Bedrock)`;
  const aliases = [`anthropic.${row.model}`].filter((name) => name !== id);
  return [
    { ...row, vendor, model: id, name, aliases, rates: regional(row.rates), chat },
    {
      ...{ ...row, vendor, model: `global.${id}`, name, chat: null },
      aliases: aliases.map((name) => `global.${name}`),
    },
  ] as const;
});
