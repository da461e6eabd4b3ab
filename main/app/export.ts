/** Writes what the ledger knows of a span of time into a file the person can open elsewhere. */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Reply } from "../../preload/contract/command.ts";
import { dayOf } from "../core/zone.ts";
import type { Conductor } from "./conductor.ts";
import type { Parts } from "./parts.ts";
import { refuse } from "./reply.ts";
import type { ExportOrder } from "./traffic-messages.ts";

/** Where the ledger's own knowledge lies in what was asked for: nobody's file is of 1970, nor of the end of today. */
async function daysOf(
  { now, zone }: Pick<Parts, "now" | "zone">,
  { traffic }: Pick<Conductor, "traffic">,
  { fromMs, toMs }: Pick<ExportOrder, "fromMs" | "toMs">,
): Promise<readonly string[]> {
  const said = await traffic.query({ type: "usage.figure", from: fromMs, to: toMs });
  const last = Math.max(Math.min(toMs - 1, now()), fromMs);
  const knownFrom = (said.ok ? said.figure?.knownFrom : null) ?? last;
  const first = Math.min(Math.max(fromMs, knownFrom), last);
  return [first, last].map((at) => dayOf(at, zone()));
}

/** A file that is there already is not overwritten: the moment is in the name. */
export async function exportUsage(
  {
    downloadsFolder,
    now,
    settings,
    zone,
  }: Pick<Parts, "downloadsFolder" | "now" | "settings" | "zone">,
  conductor: Pick<Conductor, "traffic">,
  order: Omit<ExportOrder, "path" | "profiles">,
): Promise<Reply> {
  if (order.fromMs >= order.toMs) return refuse("command.invalid", "to");
  const folder = downloadsFolder();
  const days = await daysOf({ now, zone }, conductor, order);
  const stamp = now().toString(36);
  const file = path.join(folder, `sluice-${days.join("-to-")}-${stamp}.${order.format}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch {
    return refuse("export.failed");
  }
  const known = order.withIds ? settings.get().profiles : [];
  const profiles = Object.fromEntries(
    known.map(({ accountId, aiGatewayId, id }) => [id, { accountId, aiGatewayId }]),
  );
  const written = await conductor.traffic.export({ ...order, path: file, profiles });
  return written.ok ? { ok: true, path: written.path } : refuse(written.code);
}
