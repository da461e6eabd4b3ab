/** Remembers how the last runs of Sluice ended, so that a crash is survived and a row of them is not. */
import path from "node:path";
import { isCrashBudgetSpent, type Start } from "../core/login/crash-budget.ts";
import { readFileBounded, writeFileAtomic } from "../kit/atomic-file.ts";

export type RunRecord = {
  /** Three runs begun within the last ten minutes ended badly: the link is to be taken back, not put up again. */
  readonly isSpent: boolean;
  /** This run ends as the person or the system wished. */
  endWell(): Promise<void>;
};

const keep = 10;
const maxBytes = 65_536;

/**
 * Notes this start in `runs.json` (0600) of `folder`, which exists; until `endWell` it counts as one that ended badly. For the one
 * process that holds the folder. A file that cannot be read or written costs the memory, never the start.
 * @param now epoch ms
 */
export async function openRunRecord(folder: string, now: () => number): Promise<RunRecord> {
  const file = path.join(folder, "runs.json");
  const earlier = await readStarts(file);
  const at = now();
  const write = (endedWell: boolean) => {
    const starts = [...earlier, { at, endedWell }].slice(-keep);
    return writeFileAtomic(file, `${JSON.stringify({ version: 1, starts })}\n`, { mode: 0o600 });
  };
  await write(false);
  return {
    isSpent: isCrashBudgetSpent(earlier, at),
    async endWell() {
      await write(true);
    },
  };
}

async function readStarts(file: string): Promise<readonly Start[]> {
  const read = await readFileBounded(file, maxBytes);
  if (!read.ok) return [];
  try {
    const found: unknown = JSON.parse(read.bytes.toString("utf8"));
    const starts = isRecord(found) && found.version === 1 ? found.starts : null;
    return Array.isArray(starts) ? starts.filter(isStart) : [];
  } catch {
    return [];
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

const isStart = (value: unknown): value is Start =>
  isRecord(value) && Number.isFinite(value.at) && typeof value.endedWell === "boolean";
