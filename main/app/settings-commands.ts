/** Keeps what the person chose, and brings about what a choice needs: the keys for the time without Sluice, the way out of the network. */
import type { Handlers } from "../../preload/contract/command.ts";
import { shortcutNames } from "../../preload/contract/desk.ts";
import { isReserved } from "../core/shortcut.ts";
import type { Conductor } from "./conductor.ts";
import type { Edge } from "./edge.ts";
import type { Linker } from "./linker.ts";
import type { Parts } from "./parts.ts";
import { done, refuse, replyTo } from "./reply.ts";
import { isProxyChoice, type Remembered } from "./settings-file.ts";
import type { Upkeep } from "./upkeep.ts";

export function createSettingsHandlers(
  { settings }: Pick<Parts, "settings">,
  conductor: Conductor,
  {
    edge,
    linker,
    upkeep,
  }: { readonly edge: Edge; readonly linker: Linker; readonly upkeep: Upkeep },
): Pick<Handlers, "settings.save"> {
  return {
    async "settings.save"({ type: _, ...patch }) {
      if (patch.proxy !== undefined && !isProxyChoice(patch.proxy))
        return refuse("command.invalid", "proxy");
      const before = settings.get().settings;
      const { platform } = conductor.store.state().desk;
      // One that is held already stays: another of them is what was asked for.
      const isTaking = shortcutNames.some((name) => {
        const keys = patch.shortcuts?.[name] ?? null;
        return keys !== null && keys !== before.shortcuts[name] && isReserved(keys, platform);
      });
      if (isTaking) return refuse("shortcut.reserved");
      const said = Object.entries(patch).filter(([, value]) => value !== undefined);
      const next: Remembered["settings"] = { ...before, ...Object.fromEntries(said) };
      const isAboutKeys = patch.onQuit !== undefined || patch.edgeKeys !== undefined;
      // The new way first; the old one goes when nothing needs it any more.
      const prepared = isAboutKeys ? await edge.prepare(next) : ({ ok: true } as const);
      if (!prepared.ok) return replyTo(prepared);
      const code = await conductor.keep({ settings: next });
      if (next.proxy !== before.proxy) await upkeep.lookForProxies();
      await conductor.apply();
      if (isAboutKeys) {
        const isEdge = conductor.store.state().openclaw.link?.kind === "edge";
        const relinked = isEdge ? await linker.relink() : { ok: true as const };
        if (!relinked.ok) return replyTo(relinked);
        await edge.tidy();
      }
      return code ? refuse(code) : done;
    },
  };
}
