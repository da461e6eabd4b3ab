/** What a move of a key has done so far, kept so that a kill at any moment loses neither the key nor the way back. No key in it. */
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { Touched } from "../core/environment/key-edits.ts";
import type { KeyPlace } from "../core/environment/plaintext.ts";
import { readFileBounded, sweepTemps, writeFileAtomic } from "../kit/atomic-file.ts";
import type { Done } from "../openclaw/config-file.ts";

const jsonPath = z.array(z.string());
const whose = {
  kind: z.enum(["provider", "aiGateway", "analytics"]),
  provider: z.string().nullable(),
  entry: z.string().nullable(),
  prefix: z.string(),
};
const place = z.discriminatedUnion("at", [
  z.object({ ...whose, at: z.literal("config"), path: jsonPath }),
  z.object({ ...whose, at: z.literal("configEnv"), path: jsonPath, name: z.string() }),
  z.object({ ...whose, at: z.literal("dotenv"), name: z.string() }),
  z.object({ ...whose, at: z.literal("authProfile"), file: z.string(), profile: z.string() }),
]);
const touched = z.object({
  path: jsonPath,
  kept: z.number(),
  wrote: z.json(),
  was: z.discriminatedUnion("is", [
    z.object({ is: z.literal("absent") }),
    z.object({ is: z.literal("value"), value: z.json() }),
    z.object({ is: z.literal("key"), prefix: z.string() }),
  ]),
});
const record = z.object({
  version: z.literal(1),
  /** Of the PlaintextKey. */
  id: z.string(),
  /** moving: the configuration may lead to the keychain already, the old place is whole or can be made whole · proven: only the old place is left to be cleaned */
  step: z.enum(["moving", "proven"]),
  place,
  touched: z.array(touched),
});

export type MoveRecord = {
  readonly version: 1;
  readonly id: string;
  readonly step: "moving" | "proven";
  readonly place: KeyPlace;
  readonly touched: readonly Touched[];
};

export type MoveRecordFile = {
  load(): Promise<MoveRecord | null>;
  save(next: MoveRecord): Promise<Done>;
  drop(): Promise<void>;
};

const maxBytes = 1024 * 1024;

/** One move at a time: there is one record. */
export function createMoveRecordFile(folder: string): MoveRecordFile {
  const file = path.join(folder, "key-move.json");
  return {
    async load() {
      await sweepTemps(folder);
      const read = await readFileBounded(file, maxBytes);
      if (!read.ok) return null;
      try {
        return record.parse(JSON.parse(read.bytes.toString("utf8")));
      } catch {
        return null;
      }
    },
    async save(next) {
      await mkdir(folder, { recursive: true, mode: 0o700 }).catch(() => undefined);
      return writeFileAtomic(file, `${JSON.stringify(next)}\n`, { mode: 0o600 });
    },
    async drop() {
      await rm(file, { force: true }).catch(() => undefined);
    },
  };
}
