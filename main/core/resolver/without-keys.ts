/** Whether an OpenClaw starts when its keys cannot be read yet: at a login before the keychain is open, for one. */
import { compareVersions } from "../find/version.ts";

/**
 * Since openclaw/openclaw#101265 (merged in July 2026, after 2026.7.1) a provider whose key cannot be resolved is left out, and
 * has it after `secrets.reload`. Before, OpenClaw ends with "required secrets are unavailable" (measured: 2026.5.28).
 */
const firstThatDoes = "2026.8.0";

/** True where the version is not known: it may be a newer one than any seen. */
export const canStartWithoutKeys = (version: string | null): boolean =>
  version === null || compareVersions(version, firstThatDoes) >= 0;
