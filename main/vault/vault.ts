/** Keeps secrets in the system's keychain and knows three things apart: a secret that is absent, a keychain that is locked, no keychain at all. */
import type { VaultState } from "../../preload/contract/state.ts";
import { type Answer, createKeychain } from "./keychain.ts";
import { type Keytar, loadBundledKeytar } from "./keytar.ts";
import { failureOf, type VaultFailure, type VaultReason } from "./reason.ts";

export type VaultOptions = {
  /** The name the items are filed under. */
  readonly service?: string;
  /** How long one call may take; people need some time to answer a prompt. */
  readonly timeoutMs?: number;
  readonly loadKeytar?: () => Promise<Keytar>;
  readonly platform?: NodeJS.Platform;
  /** True when a secret was saved in the keychain at some time: then "nothing there" means locked or reset. */
  readonly hasSaved?: () => boolean;
};

export type Vault = {
  /** Asks the keychain how it is, without writing to it. "locked" also when it does not answer in time. */
  open(): Promise<VaultState>;
  /** As last seen, by `open` or by any call since; "none" before the first. */
  state(): VaultState;
  /** Why the state is "locked" or "none", for the log; null otherwise. */
  reason(): VaultReason | null;
  /** From now on until quit secrets are kept in memory, never in a file; what the keychain holds stays there. */
  useSession(): VaultState;
  /** Null when the secret is truly absent. */
  get(account: string): Promise<Answer<string | null>>;
  set(account: string, secret: string): Promise<{ readonly ok: true } | VaultFailure>;
  /** Fine too when the secret is truly absent. */
  remove(account: string): Promise<{ readonly ok: true } | VaultFailure>;
  /** True while the keychain has not come back from a call, answered as timeout or not. `process.exit` would wait for it. */
  isHeld(): boolean;
};

/** Written before the first secret: a locked Secret Service answers "nothing there" for everything, this item included. */
export const probeAccount = "__probe__";

const backends: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: "Keychain",
  win32: "Credential Manager",
};

export function createVault(options: VaultOptions = {}): Vault {
  const {
    service = "Sluice",
    timeoutMs = 10_000,
    loadKeytar = loadBundledKeytar,
    platform = process.platform,
    hasSaved = () => false,
  } = options;
  const keychain = createKeychain({ loadKeytar, timeoutMs });
  const backend = backends[platform] ?? "Secret Service";
  let session: Map<string, string> | null = null;
  let state: VaultState = { kind: "none", backend: null };
  let reason: VaultReason | null = null;

  function note(kind: "keychain" | "locked" | "none", why: VaultReason | null): void {
    // A call that was under way when the session began says nothing about the session.
    if (session) return;
    state = { kind, backend: kind === "none" ? null : backend };
    reason = why;
  }

  /** An unknown failure of one call is no news about the keychain. */
  function fail(failure: VaultFailure): VaultFailure {
    if (failure.code === "vault.none") note("none", failure.detail);
    else if (failure.code !== "vault.failed") note("locked", failure.detail);
    return failure;
  }

  const read = (account: string) => (keytar: Keytar) => keytar.getPassword(service, account);
  const write = (account: string, secret: string) => (keytar: Keytar) =>
    keytar.setPassword(service, account, secret);
  const erase = (account: string) => (keytar: Keytar) => keytar.deletePassword(service, account);

  /** What it means that an item was not found, given what reading the probe answered. */
  function absence(probe: Answer<string | null>): { readonly ok: true } | VaultFailure {
    if (!probe.ok) return fail(probe);
    if (probe.value === null && hasSaved()) return fail(failureOf("locked"));
    // Neither secret nor probe, and nothing ever saved: no proof that a keychain seen locked is open now.
    if (probe.value !== null || state.kind !== "locked") note("keychain", null);
    return { ok: true };
  }

  return {
    state: () => state,
    reason: () => reason,
    isHeld: keychain.isHeld,
    useSession() {
      session ??= new Map();
      state = { kind: "session", backend: "memory" };
      reason = null;
      return state;
    },
    async open() {
      if (session) return state;
      const probe = await keychain.turn((ask) => ask(read(probeAccount)));
      if (!probe.ok) {
        fail(probe);
        if (probe.code === "vault.failed") note("none", probe.detail);
      } else if (probe.value === null && hasSaved()) note("locked", "locked");
      else note("keychain", null);
      return state;
    },
    async get(account) {
      if (session) return { ok: true, value: session.get(account) ?? null };
      return keychain.turn(async (ask) => {
        const found = await ask(read(account));
        if (!found.ok) return fail(found);
        if (found.value === null) {
          const absent = absence(await ask(read(probeAccount)));
          return absent.ok ? found : absent;
        }
        note("keychain", null);
        return found;
      });
    },
    async set(account, secret) {
      if (session) {
        session.set(account, secret);
        return { ok: true };
      }
      return keychain.turn(async (ask) => {
        const probe = await ask(read(probeAccount));
        if (!probe.ok) return fail(probe);
        if (probe.value === null) {
          const marked = await ask(write(probeAccount, "1"));
          if (!marked.ok) return fail(marked);
        }
        const kept = await ask(write(account, secret));
        if (!kept.ok) return fail(kept);
        note("keychain", null);
        return { ok: true };
      });
    },
    async remove(account) {
      if (session) {
        session.delete(account);
        return { ok: true };
      }
      return keychain.turn(async (ask) => {
        const gone = await ask(erase(account));
        if (!gone.ok) return fail(gone);
        if (!gone.value) return absence(await ask(read(probeAccount)));
        note("keychain", null);
        return { ok: true };
      });
    },
  };
}
