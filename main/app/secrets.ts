/** The keys of the active profile: read from the vault once, held in memory for the router, shown only as four characters. */
import type { ErrorCode } from "../../preload/contract/error.ts";
import type { SecretInfo, SecretKind } from "../../preload/contract/state.ts";
import { inspectSecret, tailOf } from "../core/credential.ts";
import { resolverIdOf } from "../core/resolver/resolver-id.ts";
import type { Log } from "../kit/log.ts";
import type { Vault } from "../vault/vault.ts";
import { createAdoption, ownerOf } from "./provisional.ts";
import type { SecretEntry, SettingsFile } from "./settings-file.ts";

type Outcome = { readonly ok: true } | { readonly ok: false; readonly code: ErrorCode };

export type Secrets = {
  /** Reads every remembered secret of the profile from the vault; null: those that wait for one. */
  load(profile: string | null): Promise<void>;
  infos(): readonly SecretInfo[];
  /** The secret itself, for the router only. */
  value(kind: SecretKind, provider?: string): string | null;
  /** True when the vault is open and one of these providers has no key in it. */
  isMissingFor(providers: readonly string[]): boolean;
  /** True when a remembered secret cannot be read because the vault is locked. */
  isLocked(): boolean;
  save(
    profile: string,
    kind: SecretKind,
    provider: string | undefined,
    raw: string,
  ): Promise<Outcome>;
  remove(profile: string, kind: SecretKind, provider: string | undefined): Promise<Outcome>;
  removeAll(profile: string): Promise<Outcome>;
  /** What the far end said of a key: it changes the status shown, nothing else. */
  judge(kind: SecretKind, provider: string | undefined, isAccepted: boolean, at: number): void;
};

type Loaded = {
  readonly secret: string | null;
  readonly status: SecretInfo["status"];
  readonly checkedAt: number | null;
};

export function createSecrets(options: {
  readonly vault: Vault;
  readonly settings: SettingsFile;
  readonly log: Log;
}): Secrets {
  const { log, settings, vault } = options;
  const adopt = createAdoption({ vault, settings, accountOf });
  let active: string | null = null;
  let loaded = new Map<string, Loaded>();
  let loads = 0;
  /** The keys held belong to one profile: while another one is being made active they are nobody's. */
  const isCurrent = (): boolean => active === ownerOf(settings.get());

  const mine = (profile: string | null): readonly SecretEntry[] =>
    settings.get().secrets.filter((entry) => entry.profile === profile);

  const remember = (
    into: Map<string, Loaded>,
    account: string,
    secret: string | null,
    status: SecretInfo["status"],
  ): void => {
    if (secret !== null) log.hide(secret);
    into.set(account, { secret, status, checkedAt: null });
  };

  const value = (kind: SecretKind, provider?: string): string | null =>
    active === null || !isCurrent()
      ? null
      : (loaded.get(accountOf({ profile: active, kind, provider }))?.secret ?? null);

  const isLocked = (): boolean =>
    mine(active).some((entry) => loaded.get(accountOf(entry))?.status === "unknown");

  async function forget(entry: SecretEntry): Promise<Outcome> {
    const account = accountOf(entry);
    const removed = await vault.remove(account);
    if (!removed.ok) return removed;
    loaded.delete(account);
    return settings.change({
      secrets: settings.get().secrets.filter((other) => accountOf(other) !== account),
    });
  }

  return {
    async load(profile) {
      loads += 1;
      const mineIs = loads;
      const owner = ownerOf({ activeProfile: profile });
      await adopt(owner);
      const next = new Map<string, Loaded>();
      for (const entry of mine(owner)) {
        const account = accountOf(entry);
        const got = await vault.get(account);
        if (got.ok) remember(next, account, got.value, got.value === null ? "missing" : "saved");
        else remember(next, account, null, "unknown");
      }
      // Two loads may overlap; the one asked for last counts.
      if (mineIs !== loads) return;
      active = owner;
      loaded = next;
    },
    infos: () =>
      mine(active).map((entry) => {
        const known = loaded.get(accountOf(entry));
        return {
          kind: entry.kind,
          ...(entry.provider !== undefined && { provider: entry.provider }),
          tail: entry.tail,
          status: known?.status ?? "unknown",
          checkedAt: known?.checkedAt ?? null,
        };
      }),
    value,
    isMissingFor: (providers) =>
      !isLocked() && providers.some((slug) => value("provider", slug) === null),
    isLocked,
    async save(profile, kind, provider, raw) {
      const inspected = inspectSecret(kind, provider, raw);
      if (!inspected.ok) return inspected;
      log.hide(inspected.secret);
      const entry: SecretEntry = {
        profile,
        kind,
        ...(provider !== undefined && { provider }),
        tail: tailOf(inspected.secret),
        ...(vault.state().kind === "session" && { isSession: true as const }),
      };
      const account = accountOf(entry);
      const kept = await vault.set(account, inspected.secret);
      if (!kept.ok) return kept;
      if (profile === active) remember(loaded, account, inspected.secret, "saved");
      const others = settings.get().secrets.filter((other) => accountOf(other) !== account);
      return settings.change({ secrets: [...others, entry] });
    },
    async remove(profile, kind, provider) {
      const account = accountOf({ profile, kind, provider });
      const entry = mine(profile).find((other) => accountOf(other) === account);
      return entry ? forget(entry) : { ok: false, code: "secret.missing" };
    },
    async removeAll(profile) {
      for (const entry of mine(profile)) {
        const gone = await forget(entry);
        if (!gone.ok) return gone;
      }
      return { ok: true };
    },
    judge(kind, provider, isAccepted, at) {
      if (active === null) return;
      const account = accountOf({ profile: active, kind, provider });
      const known = loaded.get(account);
      if (known?.secret)
        loaded.set(account, { ...known, status: isAccepted ? "saved" : "rejected", checkedAt: at });
    },
  };
}

/** The vault's account name: names only, nothing of the secret. */
/** The name of a secret in the vault. */
export function accountOf(entry: {
  readonly profile: string;
  readonly kind: SecretKind;
  readonly provider?: string | undefined;
}): string {
  return [entry.profile, entry.kind, entry.provider].filter((part) => part !== undefined).join("/");
}

/** The name under which OpenClaw asks for it, in the form it is sent in. */
export function resolverIdFor(entry: Parameters<typeof accountOf>[0]): string {
  return resolverIdOf(accountOf(entry), entry.kind === "aiGateway" ? "bearer" : "plain");
}
