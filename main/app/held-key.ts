/** A turn that outlives Sluice knocks with the key it began with: a Sluice started again soon after lets it in, instead of locking OpenClaw's provider out for half a minute. */
import type { Conductor } from "./conductor.ts";
import type { Parts } from "./parts.ts";

export type HeldKey = {
  /** Puts the local key into the keychain for a while; without a keychain nothing is kept. */
  hold(key: string): Promise<void>;
  /** The key that was held for this port, once; null when there is none, or it is too old. */
  take(port: number): Promise<string | null>;
};

export const heldAccount = "__local__";
/** OpenClaw gives up on a door that stays closed after 70 to 94 s (measured). */
const heldForMs = 5 * 60_000;

export function createHeldKey(parts: Parts, conductor: Conductor): HeldKey {
  const { settings, vault } = parts;
  return {
    async hold(key) {
      const { port } = settings.get();
      if (vault.state().kind !== "keychain" || port === null) return;
      const kept = await vault.set(heldAccount, key);
      if (kept.ok) await conductor.keep({ heldKey: { port, until: parts.now() + heldForMs } });
    },
    async take(port) {
      const { heldKey } = settings.get();
      if (heldKey === null) return null;
      await conductor.keep({ heldKey: null });
      const got = await vault.get(heldAccount);
      await vault.remove(heldAccount);
      const leftMs = heldKey.until - parts.now();
      const isFresh = heldKey.port === port && leftMs > 0 && leftMs <= heldForMs;
      return got.ok && isFresh ? got.value : null;
    },
  };
}
