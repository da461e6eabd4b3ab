/** Lets the fake daemon take in its configuration file as OpenClaw does: its revision told at once, in force a while later, an invalid one never. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { type FakeDaemon, inForce } from "./fake-daemon.ts";

export type TakeIn = {
  /** How often it is asked about a new file before that is in force. */
  slowness: number;
  isValid: (text: string) => boolean;
};

export function takeIn(fake: FakeDaemon, file: string): TakeIn {
  const manner: TakeIn = { slowness: 0, isValid: () => true };
  let applied = "";
  let asked = 0;
  fake.on("config.get", () => {
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    const revision = createHash("sha256").update(text).digest("hex");
    if (!manner.isValid(text)) {
      const hashes = { hash: revision, configRevisionHash: revision, appliedConfigHash: applied };
      return { ok: true, payload: { ...hashes, valid: false } };
    }
    asked = revision === applied ? 0 : asked + 1;
    if (applied === "" || asked > manner.slowness) applied = revision;
    return inForce(revision, revision, applied);
  });
  return manner;
}
