/** Why the keychain did not do it: short codes, told from the texts its backends are known to answer with. */
import type { ErrorCode } from "../../preload/contract/error.ts";

export type VaultCode = Extract<ErrorCode, `vault.${string}`>;

export type VaultReason =
  | "locked"
  | "dismissed"
  | "noBus"
  | "noService"
  | "noCollection"
  | "noKeychain"
  | "noLogon"
  | "noLibrary"
  | "stale"
  | "timeout"
  | "unknown";

/** Says nothing but codes: whatever an error's text holds stays behind. */
export type VaultFailure = {
  readonly ok: false;
  readonly code: VaultCode;
  readonly detail: VaultReason;
};

const codes: Readonly<Record<VaultReason, VaultCode>> = {
  locked: "vault.locked",
  dismissed: "vault.locked",
  noBus: "vault.none",
  noService: "vault.none",
  noCollection: "vault.none",
  noKeychain: "vault.none",
  noLogon: "vault.none",
  noLibrary: "vault.none",
  stale: "vault.failed",
  timeout: "vault.timeout",
  unknown: "vault.failed",
};

/**
 * Measured with libsecret 0.20 and gnome-keyring 42; the macOS texts are Security.framework's English ones, the Windows
 * one is the system's. Texts may be translated: where one can be, what is matched is the part that is not.
 */
const texts: readonly (readonly [RegExp, VaultReason])[] = [
  [/locked collection|is locked\b/i, "locked"],
  [/dismissed|user canceled|user interaction is not allowed|passphrase you entered/i, "dismissed"],
  // Before "noService": this text names the service too, and the service is there.
  [/\/org\/freedesktop\/secrets\/(?:collection|aliases)\//, "noCollection"],
  [/org\.freedesktop\.secrets/, "noService"],
  // libsecret holds on to the bus and the service it met first: when either starts anew, only a new process helps.
  [/name :\d+\.\d+ was not provided|session wrapping the secret|connection is closed/, "stale"],
  [/D-Bus.*\$DISPLAY|\$DISPLAY.*D-Bus|dbus-launch/i, "noBus"],
  [/^Could not connect: |given address is empty|unsupported transport/, "noBus"],
  [/no keychain is available|default keychain could not be found/i, "noKeychain"],
  [/specified logon session does not exist/i, "noLogon"],
  [/^Timeout was reached|did not receive a reply/i, "timeout"],
];

export function failureOf(reason: VaultReason): VaultFailure {
  return { ok: false, code: codes[reason], detail: reason };
}

/** The reason behind what a keychain call was rejected with. */
export function reasonOf(error: unknown): VaultReason {
  const text = error instanceof Error ? error.message : "";
  return texts.find(([pattern]) => pattern.test(text))?.[1] ?? "unknown";
}
