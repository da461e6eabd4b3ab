/** Remembers across runs how often Sluice started OpenClaw's daemon, and which process it started itself. */
import { z } from "zod";
import { recentStarts, startsLeftOf } from "../../core/daemon/start-budget.ts";
import { readFileBounded, writeFileAtomic } from "../../kit/atomic-file.ts";
import type { Done } from "../config-file.ts";
import { birthOf } from "./listener.ts";

const record = z.object({
  starts: z.array(z.number()).max(100),
  own: z.object({ pid: z.number().int().positive(), birth: z.string() }).nullable(),
});
type Record = z.infer<typeof record>;

export type Starts = {
  left(): number;
  /** Counts one more, on disk before anything is started; refused when there is none left. */
  spend(): Promise<Done>;
  /** The process is ours from now on. */
  own(pid: number): Promise<void>;
  /** The pid of the process Sluice started and that still lives; null when there is none, or the system cannot tell it from a later one. */
  ownPid(): Promise<number | null>;
  /** Reads what earlier runs left. */
  load(): Promise<void>;
};

const maxBytes = 16_384;

export function createStarts(file: string, now: () => number): Starts {
  let known: Record = { starts: [], own: null };
  let loading: Promise<void> | null = null;

  const load = () => {
    loading ??= readFileBounded(file, maxBytes).then((read) => {
      if (!read.ok) return;
      // A file that cannot be understood counts as an empty one: the budget is a brake, not a lock.
      const parsed = record.safeParse(json(read.bytes));
      if (parsed.success) known = parsed.data;
    });
    return loading;
  };
  const save = (next: Record) => {
    known = next;
    return writeFileAtomic(file, JSON.stringify(next), { mode: 0o600 });
  };

  return {
    load,
    left: () => startsLeftOf(known.starts, now()),
    async spend() {
      await load();
      if (startsLeftOf(known.starts, now()) === 0)
        return { ok: false, code: "openclaw.startsSpent" };
      return save({ ...known, starts: [...recentStarts(known.starts, now()), now()] });
    },
    async own(pid) {
      const birth = await birthOf(pid);
      await save({ ...known, own: birth === null ? null : { pid, birth } });
    },
    async ownPid() {
      await load();
      const { own } = known;
      return own && (await birthOf(own.pid)) === own.birth ? own.pid : null;
    },
  };
}

function json(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return null;
  }
}
