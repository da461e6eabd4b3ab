/** Reads the prepaid balance of Unified Billing. */
import { readOne } from "./listing.ts";
import { done, failed, type Outcome } from "./outcome.ts";
import { pathOf } from "./place.ts";
import { creditReply } from "./replies.ts";
import type { Rest } from "./rest.ts";

export type Credits = { readonly microUsd: number };

const meaning = {
  denied: "cloudflare.needsBillingRead",
  missing: "cloudflare.accountNotFound",
} as const;

export async function readCredits(rest: Rest, accountId: string): Promise<Outcome<Credits>> {
  const path = pathOf({ accountId });
  if (!path.ok) return path;
  const at = `${path.value}/ai-gateway/billing/credit-balance`;
  const read = await readOne(rest, at, creditReply, meaning);
  if (!read.ok) return read;
  const { balance } = read.value;
  return balance === null ? failed("cloudflare.failed", "no balance") : done({ microUsd: balance });
}
