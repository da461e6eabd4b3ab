/** Keys that are saved before there is a profile: they wait under a name of their own, and the first profile that becomes active takes them over. */
import { createQueue } from "../kit/queue.ts";
import type { Vault } from "../vault/vault.ts";
import type { Remembered, SecretEntry, SettingsFile } from "./settings-file.ts";

/** No profile has this id: theirs have sixteen digits. */
const provisional = "first";

/** Whose keys are in use: the active profile's, or those that wait for one. */
export const ownerOf = ({ activeProfile }: Pick<Remembered, "activeProfile">): string =>
  activeProfile ?? provisional;

type Parts = {
  readonly vault: Vault;
  readonly settings: SettingsFile;
  /** The name of an entry in the vault. */
  readonly accountOf: (entry: SecretEntry) => string;
};

/**
 * Returns what gives the waiting keys to a profile: to be called before its keys are read. A key is copied and remembered under its
 * new name before the old one goes, so a kill at any moment loses none and the next call finishes; a vault that does not open
 * leaves the rest for later.
 */
export function createAdoption({
  accountOf,
  settings,
  vault,
}: Parts): (profile: string) => Promise<void> {
  const queue = createQueue();

  const without = (account: string): SecretEntry[] =>
    settings.get().secrets.filter((other) => accountOf(other) !== account);

  async function adopt(entry: SecretEntry, profile: string): Promise<boolean> {
    const next = { ...entry, profile };
    const got = await vault.get(accountOf(entry));
    if (!got.ok) return false;
    // Gone already: killed after the copy, or the vault has lost it, which its status will say.
    if (got.value !== null) {
      const kept = await vault.set(accountOf(next), got.value);
      if (!kept.ok) return false;
    }
    const known = await settings.change({ secrets: [...without(accountOf(next)), next] });
    if (!known.ok) return false;
    const removed = await vault.remove(accountOf(entry));
    if (!removed.ok) return false;
    return (await settings.change({ secrets: without(accountOf(entry)) })).ok;
  }

  return (profile) =>
    queue.run(async () => {
      if (profile === provisional) return;
      const waiting = settings.get().secrets.filter((entry) => entry.profile === provisional);
      for (const entry of waiting) {
        // Not to be read in a session: it stays where it is until the keychain is there again.
        if (vault.state().kind === "session" && !entry.isSession) continue;
        if (!(await adopt(entry, profile))) return;
      }
    });
}
