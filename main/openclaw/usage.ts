/** OpenClaw's own estimate of what one day cost, as its daemon tells it: shown beside Sluice's figure, and never added to it. */
import { usageCostIn, usageCostParams } from "../core/daemon/usage-cost.ts";
import type { Json } from "../core/json5-edit.ts";
import type { Call } from "./models/models.ts";

/**
 * `day` is "2026-11-21" in `zone`. Micro-dollars of all its agents, from its own price list, and the epoch ms of its count; "later"
 * while it still counts, for up to half a minute; null where it cannot be asked or knows no price.
 */
export async function readOpenClawUsage(
  call: Call,
  { day, zone }: { readonly day: string; readonly zone: string },
): Promise<{ readonly costMicroUsd: number; readonly asOf: number } | "later" | null> {
  const answer = await call<Json>("usage.cost", usageCostParams(day, zone));
  return answer.ok ? usageCostIn(answer.value) : null;
}
