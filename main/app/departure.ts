/** Starting anew in practice or out of it, and leaving for good. */
import { chmod } from "node:fs/promises";
import type { Handlers, Reply } from "../../preload/contract/command.ts";
import { probeAccount } from "../vault/vault.ts";
import type { Conductor } from "./conductor.ts";
import { giveBack } from "./give-back.ts";
import { heldAccount } from "./held-key.ts";
import type { Outcome } from "./linker.ts";
import type { OpenClawTools } from "./openclaw-commands.ts";
import type { Parts } from "./parts.ts";
import { done, refuse, replyTo } from "./reply.ts";

export type Departure = {
  readonly handlers: Pick<Handlers, "app.practice" | "app.remove">;
  /** OpenClaw as if Sluice had never been there, but for keys the person moved. */
  undo(): Promise<Reply>;
  /** What quitting would have done, where it was not done: the link is taken back, the wish for it stays. One past Sluice stays as well. */
  leave(): Promise<Reply>;
  /** While everything is being undone nothing else is begun. */
  isRemoving(): boolean;
};

/** A turn that began through Sluice ends through it. */
const turnsWithinMs = 10_000;

export function createDeparture(
  parts: Parts,
  conductor: Conductor,
  { edge, keyMove, linker, scout }: Pick<OpenClawTools, "edge" | "keyMove" | "linker" | "scout">,
  quit: () => Promise<void>,
): Departure {
  const { environment, isPractice, login, openclaw, settings, vault } = parts;
  let isRemoving = false;

  async function repair(): Promise<void> {
    await openclaw.repair();
    await environment.repair();
    await keyMove.repair();
  }

  /** That there is no link is what is wanted. */
  async function unlink(): Promise<Outcome> {
    await conductor.keep({ settings: { ...settings.get().settings, onQuit: "asItWas" } });
    const unlinked = await linker.unlink();
    if (!unlinked.ok && unlinked.code !== "link.missing") return unlinked;
    await conductor.keep({ link: null });
    return { ok: true };
  }

  /** What would be lost, or stay behind, without a way back; null: nothing. */
  async function obstacle(): Promise<string | null> {
    const [elsewhere] = await openclaw.linkedElsewhere();
    if (elsewhere !== undefined) return elsewhere;
    const isKept = settings.get().secrets.some(({ isSession }) => !isSession);
    if (!isKept || (await vault.open()).kind === "keychain") return null;
    const { kind } = vault.state();
    return kind === "none" ? "vault.none" : "vault.locked";
  }

  async function forgetKeys(): Promise<Outcome> {
    for (const owner of new Set(settings.get().secrets.map(({ profile }) => profile))) {
      const gone = await conductor.secrets.removeAll(owner);
      if (!gone.ok) return gone;
    }
    const held = await vault.remove(heldAccount);
    if (vault.state().kind !== "keychain") return { ok: true };
    // The last: while it is there a keychain that finds nothing is known to be open.
    return held.ok ? vault.remove(probeAccount) : held;
  }

  /** Nothing in it asks Sluice any more; a key stands readable in it again, and it may have had another mode before Sluice came. */
  async function closeConfig(): Promise<Outcome> {
    const { config, configPath } = await openclaw.read();
    if (config) await chmod(configPath, 0o600).catch(() => undefined);
    return JSON.stringify(config).includes('"provider":"sluice')
      ? { ok: false, code: "remove.failed", detail: configPath }
      : { ok: true };
  }

  /** From what can be made good to what cannot: the keys are the last to go. What the real Sluice did is not practice's to undo. */
  async function undoAll(): Promise<Outcome> {
    const { isOurs, link } = await openclaw.read();
    const steps: readonly (() => Promise<Outcome>)[] = isPractice
      ? [link && !isOurs ? async () => ({ ok: true }) : unlink, edge.tidy]
      : [() => giveBack(parts), unlink, edge.tidy, closeConfig];
    for (const step of steps) {
      const outcome = await step();
      if (!outcome.ok) return outcome;
    }
    await scout.turnsEnded(turnsWithinMs);
    return forgetKeys();
  }

  async function remove(): Promise<Reply> {
    await repair();
    const inTheWay = await obstacle();
    if (inTheWay !== null) return refuse("remove.failed", inTheWay);
    const { link, settings: chosen } = settings.get();
    const { isOn: wasOn } = await login.state();
    // The entry is the real Sluice's: practice has none of its own.
    const off: Outcome = isPractice ? { ok: true } : await login.set(false);
    const undone = off.ok ? await undoAll() : off;
    if (undone.ok) return done;
    parts.log.warn("remove.refused", { code: undone.code, detail: undone.detail });
    await conductor.keep({ link, settings: chosen });
    if (wasOn && !isPractice) await login.set(true);
    conductor.shown.setLogin(await login.state());
    await conductor.linkAgain();
    await scout.lookAtFile();
    return refuse("remove.failed", undone.detail ?? undone.code);
  }

  return {
    isRemoving: () => isRemoving,
    async undo() {
      await repair();
      const unlinked = await unlink();
      await conductor.keep({ link: null });
      const outcomes: readonly Outcome[] = [unlinked, await login.set(false), await edge.tidy()];
      return replyTo(outcomes.find(({ ok }) => !ok) ?? { ok: true });
    },
    async leave() {
      await repair();
      const { link } = await openclaw.read();
      return link?.kind === "edge" ? done : replyTo(await linker.takeBack());
    },
    handlers: {
      async "app.practice"({ isOn }) {
        if (isOn === isPractice) return done;
        if (!parts.restart) return refuse("app.cannotRestart");
        parts.restart(isOn);
        await quit();
        return done;
      },
      async "app.remove"() {
        isRemoving = true;
        const removed = await remove().finally(() => {
          isRemoving = false;
        });
        if (!removed.ok) return removed;
        parts.log.info("app.removed");
        parts.forget();
        await quit();
        return done;
      },
    },
  };
}
