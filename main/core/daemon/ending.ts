/** Why a daemon that was started ended at once, from its exit code and its own last words. */
import type { ErrorCode } from "../../../preload/contract/error.ts";

export type Ending = { readonly code: ErrorCode; readonly detail: string };

/** What OpenClaw writes when another of its processes owns the state or the port (infra/gateway-lock.ts, doctor). */
const ownedByAnother =
  /another OpenClaw process owns|gateway already running|another gateway instance is already listening|lock timeout after/i;
const modeUnset = /set gateway\.mode|gateway\.mode=local/i;

/**
 * `words` is the end of its output. Exit code 78 alone proves nothing: OpenClaw 2026.9.6 uses it for an invalid
 * configuration, for `gateway.mode` not being "local", and for a state another process owns, whose words then speak
 * misleadingly of a migration and `doctor --fix`. `invalid` is what `config validate` finds: null when it finds nothing.
 */
export function endingOf({
  exit,
  words,
  invalid,
}: {
  /** Null: ended by a signal. */
  readonly exit: number | null;
  readonly words: string;
  readonly invalid: string | null;
}): Ending {
  if (ownedByAnother.test(words)) return { code: "openclaw.stateTaken", detail: String(exit) };
  if (invalid !== null) return { code: "openclaw.configInvalid", detail: invalid };
  if (modeUnset.test(words))
    return { code: "openclaw.configInvalid", detail: 'gateway.mode is not "local"' };
  return { code: "openclaw.startFailed", detail: exit === null ? "signal" : String(exit) };
}
