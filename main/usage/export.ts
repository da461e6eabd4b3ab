/** Writes what the ledger knows of a time into a file of the person's own, in pieces, for it runs in the router's thread. */
import { randomBytes } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { ErrorCode } from "../../preload/contract/error.ts";
import { type Bucket, counted, isCorrection, quarterMs, quarterOf } from "../core/spend.ts";
import { csv, type Decimal, json } from "./export-forms.ts";
import { createLines, type Ids, type Line } from "./export-lines.ts";
import type { FullRow } from "./full-row.ts";
import type { Ledger } from "./ledger.ts";
import { fold, lessRows } from "./sums.ts";

export type ExportOptions = {
  readonly path: string;
  readonly format: "csv" | "json";
  /** Of a table; left out: "point". */
  readonly decimal?: Decimal;
  /** Requests that began in `[fromMs, toMs)`. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly zone: string;
  /** Cloudflare's log ids, and the account and aiGateway ids of `profiles`; else nothing that names an account. */
  readonly withIds: boolean;
  /** By id of a profile. */
  readonly profiles?: Readonly<Record<string, Ids>>;
};

export type Exported =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly code: ErrorCode };

const codes: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: "disk.full",
  EDQUOT: "disk.full",
  EROFS: "disk.readOnly",
  EACCES: "disk.readOnly",
  EPERM: "disk.readOnly",
};

const dayMs = 86_400_000;

/**
 * First the requests, then what only sums know: what did not pass Sluice, and requests that are not kept any more or that the disk
 * does not take, so that the lines add up to what the window shows: what Sluice asked for itself is in neither. The file is there
 * whole or not at all, readable by its owner alone.
 */
export async function exportRows(ledger: Ledger, options: ExportOptions): Promise<Exported> {
  const { path } = options;
  const temp = join(dirname(path), `.sluice-${process.pid}-${randomBytes(8).toString("hex")}.tmp`);
  try {
    const file = await open(temp, "wx", 0o600);
    let isWhole = false;
    try {
      isWhole = await writeLines(ledger, options, file);
      await file.sync();
    } finally {
      await file.close();
    }
    if (isWhole) await rename(temp, path);
    else await rm(temp, { force: true });
    return isWhole ? { ok: true, path } : { ok: false, code: "ledger.failed" };
  } catch (error) {
    await rm(temp, { force: true }).catch(() => undefined);
    const { code = "" } = error as { code?: string };
    return { ok: false, code: codes[code] ?? "export.failed" };
  }
}

/** More than it takes to write all rows that may wait; while the disk refuses, they do nothing. */
const flushes = 100;

/** What a quarter has beyond the rows that have a line; null when they cannot be read. */
function untold(
  ledger: Ledger,
  buckets: readonly Bucket[],
  lines: number,
  { fromMs, toMs }: Pick<ExportOptions, "fromMs" | "toMs">,
): readonly Bucket[] | null {
  const startAt = buckets[0]?.startAt ?? 0;
  const endAt = startAt + quarterMs;
  if (lines === 0) return buckets;
  const requests = buckets.reduce((sum, bucket) => sum + bucket.requests, 0);
  // Of a quarter that is cut off nobody can say what its sums have of either part.
  if (lines >= requests || startAt < fromMs || endAt > toMs) return [];
  const rows: FullRow[] = [];
  for (let afterId: number | null = 0; afterId !== null; ) {
    const page = ledger.page({ fromMs: startAt, toMs: endAt, afterId });
    if (page === null) return null;
    rows.push(...page.rows);
    afterId = page.next;
  }
  return lessRows(
    fold(buckets, () => startAt),
    rows,
  );
}

/** False when the ledger could not be read to the end. */
async function writeLines(
  ledger: Ledger,
  { decimal = "point", format, fromMs, profiles = {}, toMs, withIds, zone }: ExportOptions,
  file: FileHandle,
): Promise<boolean> {
  const form = format === "csv" ? csv(decimal) : json();
  const lines = createLines({ zone, withIds, profiles });
  const put = async (some: readonly Line[]) => {
    if (some.length > 0) await file.write(form.some(some));
    else await setImmediate();
  };
  for (let left = flushes; left > 0 && !ledger.flush(); left--) await setImmediate();
  /** How many requests of a quarter have a line. */
  const told = new Map<number, number>();
  for (let afterId: number | null = 0; afterId !== null; ) {
    const page = ledger.page({ fromMs, toMs, afterId });
    if (page === null) return false;
    for (const { startedAt } of page.rows) {
      const startAt = quarterOf(startedAt);
      told.set(startAt, (told.get(startAt) ?? 0) + 1);
    }
    await put(page.rows.filter(({ by }) => by !== "sluice").map(lines.ofRow));
    afterId = page.next;
  }
  const extent = ledger.extent();
  if (!ledger.isReadable()) return false;
  const endMs = Math.min(toMs, extent.toMs);
  for (let at = Math.max(fromMs, extent.fromMs); at < endMs; at += dayMs) {
    const sums = ledger.buckets(at, Math.min(at + dayMs, endMs));
    if (!ledger.isReadable()) return false;
    await put(sums.filter(isCorrection).map(lines.ofSum));
    const own = Map.groupBy(
      sums.filter((bucket) => !isCorrection(bucket)),
      ({ startAt }) => startAt,
    );
    for (const [startAt, buckets] of own) {
      const left = untold(ledger, buckets, told.get(startAt) ?? 0, { fromMs, toMs });
      if (left === null) return false;
      const shown = counted(left);
      if (shown.length > 0) await put(shown.map(lines.ofSum));
    }
  }
  await file.write(form.end(lines.names));
  return true;
}
