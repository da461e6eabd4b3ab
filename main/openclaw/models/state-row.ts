/** One value of OpenClaw's state database, read without touching it: no lock is taken and no file appears beside it. */
import { DatabaseSync } from "node:sqlite";
import type { Json } from "../../core/json5-edit.ts";
import { logIdentity, withLog } from "../../core/models/wal.ts";
import { readFileBounded } from "../../kit/atomic-file.ts";

/** A new one has 1.5 MB. */
const maxBytes = 64 * 1024 * 1024;
const tries = 3;

/** The JSON under a key of `config_machine_state` (OpenClaw 2026.9.6); null when there is none or it cannot be read. */
export async function readStateRow(file: string, key: string): Promise<Json> {
  for (let left = tries; left > 0; left -= 1) {
    const before = await readLog(file);
    const database = await readFileBounded(file, maxBytes);
    const log = await readLog(file);
    if (!database.ok || !before || !log) return null;
    // A page that was being written while we read is still in the log, unless the log was begun anew meanwhile.
    if (logIdentity(before) !== logIdentity(log)) continue;
    const image = withLog(database.bytes, log);
    return image && valueIn(image, key);
  }
  return null;
}

/** Empty when there is none: SQLite takes it away with the last connection. */
async function readLog(file: string): Promise<Uint8Array | null> {
  const log = await readFileBounded(`${file}-wal`, maxBytes);
  if (log.ok) return log.bytes;
  return log.why === "missing" ? new Uint8Array() : null;
}

function valueIn(image: Uint8Array, key: string): Json {
  const memory = new DatabaseSync(":memory:");
  try {
    memory.deserialize(image);
    const row = memory
      .prepare("SELECT value_json FROM config_machine_state WHERE state_key = ?")
      .get(key);
    return typeof row?.value_json === "string" ? (JSON.parse(row.value_json) as Json) : null;
  } catch {
    // Another version's table, or no JSON: nothing to take over.
    return null;
  } finally {
    memory.close();
  }
}
