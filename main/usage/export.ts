/** Writes what the ledger knows of a time into a file of the person's own, in pieces, for it runs in the router's thread. */
import { randomBytes } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { ErrorCode } from "../../preload/contract/error.ts";
import { isCorrection, quarterOf } from "../core/spend.ts";
import { csv, json } from "./export-forms.ts";
import { createLines, type Ids, type Line } from "./export-lines.ts";
import type { Ledger } from "./ledger.ts";

export type ExportOptions = {
  readonly path: string;
  readonly format: "csv" | "json";
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
 * First the requests, then what only sums know: what did not pass Sluice, and quarters whose requests are not kept any more, so that
 * the lines add up to what the window shows. The file is there whole or not at all, readable by its owner alone.
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

/** False when the ledger could not be read to the end. */
async function writeLines(
  ledger: Ledger,
  { format, fromMs, profiles = {}, toMs, withIds, zone }: ExportOptions,
  file: FileHandle,
): Promise<boolean> {
  const form = format === "csv" ? csv() : json();
  const lines = createLines({ zone, withIds, profiles });
  const put = async (some: readonly Line[]) => {
    if (some.length > 0) await file.write(form.some(some));
    else await setImmediate();
  };
  ledger.flush();
  /** Quarters with requests of their own. */
  const told = new Set<number>();
  for (let afterId: number | null = 0; afterId !== null; ) {
    const page = ledger.page({ fromMs, toMs, afterId });
    if (page === null) return false;
    for (const { startedAt } of page.rows) told.add(quarterOf(startedAt));
    await put(page.rows.map(lines.ofRow));
    afterId = page.next;
  }
  const extent = ledger.extent();
  const endMs = Math.min(toMs, extent.toMs);
  for (let at = Math.max(fromMs, extent.fromMs); at < endMs; at += dayMs) {
    const sums = ledger.buckets(at, Math.min(at + dayMs, endMs));
    const left = sums.filter((bucket) => isCorrection(bucket) || !told.has(bucket.startAt));
    await put(left.map(lines.ofSum));
  }
  await file.write(form.end(lines.names));
  return true;
}
