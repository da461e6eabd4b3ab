/** The last trial, kept between starts: what cannot be read is as if there had been none. */
import path from "node:path";
import { z } from "zod";
import { probeNames, type Trial } from "../../preload/contract/desk.ts";
import { errorCodes } from "../../preload/contract/error.ts";
import { refusalReasons } from "../../preload/contract/state.ts";
import { readFileBounded, writeFileAtomic } from "../kit/atomic-file.ts";

const maxBytes = 65_536;
const ms = z.int().min(0).max(3_600_000).nullable();
const result = z.strictObject({
  status: z.enum(["passed", "failed", "skipped", "absent"]),
  firstByteMs: ms,
  totalMs: ms,
  error: z.enum([...errorCodes, ...refusalReasons]).nullable(),
  answered: z.int().min(100).max(999).optional(),
});
const at = z.int().min(0);
const difference = z.int().min(-3_600_000).max(3_600_000);
const trial = z.strictObject({
  status: z.enum(["stopped", "done"]),
  provider: z.string().max(64),
  model: z.string().max(200),
  startedAt: at,
  endedAt: at,
  costMicroUsd: at.nullable(),
  rows: z
    .array(z.strictObject({ probe: z.enum(probeNames), direct: result, cloudflare: result }))
    .max(probeNames.length),
  added: z
    .strictObject({
      ...{ medianMs: difference, lowMs: difference, highMs: difference },
      pairs: z.int().min(1).max(probeNames.length),
    })
    .nullable(),
});

const fileIn = (folder: string): string => path.join(folder, "trial.json");

export async function readTrial(folder: string): Promise<Trial | null> {
  const read = await readFileBounded(fileIn(folder), maxBytes);
  if (!read.ok) return null;
  try {
    return trial.safeParse(JSON.parse(read.bytes.toString("utf8"))).data ?? null;
  } catch {
    return null;
  }
}

/** False when the disk would not take it. */
export async function keepTrial(folder: string, kept: Trial): Promise<boolean> {
  const written = await writeFileAtomic(fileIn(folder), `${JSON.stringify(kept)}\n`, {
    mode: 0o600,
  });
  return written.ok;
}
