/** The time without Sluice: what OpenClaw's file then says, and where OpenClaw finds the keys. */
import type { OverlayOffer } from "../../preload/contract/openclaw.ts";
import type { Settings } from "../../preload/contract/state.ts";
import { movedProviderPath } from "../core/environment/moved-ref.ts";
import { valueAt } from "../core/json5-edit.ts";
import type { EdgePlan } from "../core/link/plan.ts";
import type { Resolver } from "../openclaw/resolver/resolver.ts";
import type { Conductor } from "./conductor.ts";
import { edgePlan, edgeVariable, type Planned, type Wish } from "./link-plan.ts";
import type { Outcome } from "./linker.ts";
import type { Parts } from "./parts.ts";

export type Edge = {
  plan(wish: Wish, overlays: readonly OverlayOffer[]): Promise<Planned>;
  /** Makes sure, now, that OpenClaw will find the keys the way the person chose; what the other way left is removed. */
  prepare(chosen: Pick<Settings, "onQuit" | "edgeKeys">): Promise<Outcome>;
  /** The little program that answers from the keychain, installed and checked. */
  ensureHelper: Resolver["ensure"];
  /** Removes everything that was there for the edge link only. What a moved key still needs stays. */
  forget(): Promise<Outcome>;
};

export function createEdge(parts: Parts, conductor: Conductor): Edge {
  const { environment, finder, openclaw, resolver, settings, vault } = parts;
  const { secrets } = conductor;

  /** The keys the edge link would use, as `.env` lines; null: the line goes. */
  function lines(isWanted: boolean): Record<string, string | null> {
    const found: Record<string, string | null> = {};
    for (const { kind, provider, profile } of settings.get().secrets) {
      if (kind === "analytics" || profile !== settings.get().activeProfile) continue;
      const value = secrets.value(kind, provider);
      // One that cannot be read now stays as it is there.
      if (isWanted && value === null) continue;
      const said = kind === "aiGateway" ? `Bearer ${value}` : value;
      found[edgeVariable(kind, provider)] = isWanted ? said : null;
    }
    return found;
  }

  /** OpenClaw reads its `.env` once, when it starts: one that runs since before would send no key. */
  async function isUnread(): Promise<boolean> {
    const names = Object.keys(lines(true));
    const { variables } = await environment.read();
    return variables.some(({ name, isStale }) => isStale && names.includes(name));
  }

  /** It runs on OpenClaw's own Node, which must have been found. */
  async function ensureHelper(): ReturnType<Resolver["ensure"]> {
    await finder.known(settings.get().openClawPath);
    return resolver.ensure();
  }

  async function isHelperNeeded(): Promise<boolean> {
    const { config } = await openclaw.read();
    if (config === null) return false;
    // A moved key asks "sluice", an edge link "sluice-edge"; one moved out of a sign-in is asked for from there.
    const isMoved = valueAt(config, movedProviderPath) !== undefined;
    return isMoved || JSON.stringify(config).includes('"provider":"sluice');
  }

  async function forget(): Promise<Outcome> {
    const cleaned = await environment.setInDotEnv(lines(false));
    if (!(await isHelperNeeded())) await resolver.remove();
    return cleaned;
  }

  return {
    ensureHelper,
    forget,
    async plan(wish, overlays) {
      const { edgeKeys, logPayloads, responseCache } = settings.get().settings;
      const { activeProfile, fallbacks, model } = settings.get();
      const profile = conductor.profile();
      if (profile === null || activeProfile === null) return { ok: false, code: "profile.missing" };
      const shape = wish.shape ?? shapeOf(wish.providers);
      const hasToken = secrets.value("aiGateway") !== null;
      let exec: EdgePlan["exec"] = null;
      if ((shape === "own" || hasToken) && edgeKeys === "resolver") {
        if (vault.state().kind !== "keychain") return { ok: false, code: "edge.keysInMemory" };
        const helper = await ensureHelper();
        if (!helper.ok) return helper;
        exec = { command: helper.command, args: helper.args };
      }
      if (edgeKeys === "dotenv" && (await isUnread()))
        return { ok: false, code: "edge.keysUnavailable" };
      return edgePlan(
        { ...wish, shape },
        {
          overlays,
          model,
          fallbacks,
          profile: activeProfile,
          base: `${parts.farEnds().aiGateway}/v1/${profile.accountId}/${profile.aiGatewayId}`,
          hasToken,
          keys: edgeKeys,
          exec,
          headers: {
            ...(!responseCache && { "cf-aig-skip-cache": "true" }),
            ...(!logPayloads && { "cf-aig-collect-log-payload": "false" }),
          },
        },
      );
    },
    async prepare({ onQuit, edgeKeys }) {
      const wished = settings.get().link;
      if (onQuit !== "edge" && wished?.kind !== "edge") return forget();
      if (edgeKeys === "dotenv") return environment.setInDotEnv(lines(true));
      if (vault.state().kind !== "keychain") return { ok: false, code: "edge.keysInMemory" };
      const helper = await ensureHelper();
      return helper.ok ? environment.setInDotEnv(lines(false)) : helper;
    },
  };

  /** With keys in the keychain for all of them the entries are Sluice's own. */
  function shapeOf(providers: readonly string[]): "own" | "overlay" {
    return providers.every((slug) => secrets.value("provider", slug) !== null) ? "own" : "overlay";
  }
}
