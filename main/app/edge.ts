/** The time without Sluice: what OpenClaw's file then says, and where OpenClaw finds the keys. */
import type { OverlayOffer } from "../../preload/contract/openclaw.ts";
import type { Settings } from "../../preload/contract/state.ts";
import { dialHeaders } from "../core/dials.ts";
import { movedProviderPath } from "../core/environment/moved-ref.ts";
import { valueAt } from "../core/json5-edit.ts";
import type { EdgePlan } from "../core/link/plan.ts";
import type { Resolver } from "../openclaw/resolver/resolver.ts";
import type { Conductor } from "./conductor.ts";
import { edgePlan, edgeVariable, type Planned, type Wish } from "./link-plan.ts";
import type { Outcome } from "./linker.ts";
import type { Parts } from "./parts.ts";
import { dialsOf } from "./traffic-config.ts";

export type Edge = {
  plan(wish: Wish, overlays: readonly OverlayOffer[]): Promise<Planned>;
  /** Makes sure, now, that OpenClaw will find the keys the way the person chose. */
  prepare(chosen: Pick<Settings, "onQuit" | "edgeKeys">): Promise<Outcome>;
  /** Removes what neither the choice nor a link that stands needs any more; what a moved key needs stays. */
  tidy(): Promise<Outcome>;
  /** The little program that answers from the keychain, installed and checked. */
  ensureHelper: Resolver["ensure"];
};

/** The lines this file writes into `.env`: nobody else's begin so and end so. */
const ownLine = /^SLUICE_(?:[A-Z0-9_]+_API_KEY|AI_GATEWAY_AUTHORIZATION)$/;

export function createEdge(parts: Parts, conductor: Conductor): Edge {
  const { environment, finder, openclaw, resolver, settings, vault } = parts;
  const { secrets } = conductor;

  /** The keys of the active profile as `.env` lines. */
  function lines(): Record<string, string> {
    const found: Record<string, string> = {};
    for (const { kind, provider, profile } of settings.get().secrets) {
      const value = secrets.value(kind, provider);
      if (kind === "analytics" || profile !== settings.get().activeProfile || value === null)
        continue;
      found[edgeVariable(kind, provider)] = kind === "aiGateway" ? `Bearer ${value}` : value;
    }
    return found;
  }

  /** Makes `.env` hold exactly these lines of ours: one of another profile, or of a key that is gone, must not be sent any more. */
  async function setLines(wanted: Readonly<Record<string, string>>): Promise<Outcome> {
    // The practice servers' keys have no business in the person's own file.
    if (parts.isPractice) return { ok: true };
    const { variables } = await environment.read();
    const standing = variables.filter(
      ({ name, layers }) => ownLine.test(name) && layers.some(({ layer }) => layer === "dotenv"),
    );
    const gone = standing.map(({ name }) => [name, null] as const);
    const entries = { ...Object.fromEntries(gone), ...wanted };
    return Object.keys(entries).length === 0 ? { ok: true } : environment.setInDotEnv(entries);
  }

  /** OpenClaw reads its `.env` once, when it starts: one that runs since before would send no key. */
  async function isUnread(): Promise<boolean> {
    const wanted = lines();
    const { variables } = await environment.read();
    return variables.some(({ name, isStale }) => isStale && Object.hasOwn(wanted, name));
  }

  /** Whether the choice needs keys outside Sluice at all. */
  const isWanted = (onQuit: Settings["onQuit"]): boolean =>
    onQuit === "edge" || settings.get().link?.kind === "edge";

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

  return {
    ensureHelper,
    async plan(wish, overlays) {
      const { edgeKeys, logPayloads } = settings.get().settings;
      const { activeProfile, fallbacks, model } = settings.get();
      const profile = conductor.profile();
      if (profile === null || activeProfile === null) return { ok: false, code: "profile.missing" };
      // The practice servers end with Sluice.
      if (parts.isPractice) return { ok: false, code: "edge.keysInMemory" };
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
          profile,
          base: `${parts.farEnds().aiGateway}/v1/${profile.accountId}/${profile.aiGatewayId}`,
          hasToken,
          keys: edgeKeys,
          exec,
          headers: {
            ...Object.fromEntries(dialHeaders(dialsOf(profile).all)),
            "cf-aig-no-wholesale": "true",
            ...(!logPayloads && { "cf-aig-collect-log-payload": "false" }),
          },
        },
      );
    },
    async prepare({ onQuit, edgeKeys }) {
      if (!isWanted(onQuit)) return { ok: true };
      if (parts.isPractice) return { ok: false, code: "edge.keysInMemory" };
      if (edgeKeys === "dotenv")
        return secrets.isLocked() ? { ok: false, code: "vault.locked" } : setLines(lines());
      if (vault.state().kind !== "keychain") return { ok: false, code: "edge.keysInMemory" };
      const helper = await ensureHelper();
      return helper.ok ? { ok: true } : helper;
    },
    async tidy() {
      const { onQuit, edgeKeys } = settings.get().settings;
      const standing = conductor.store.state().openclaw.link?.kind === "edge";
      if (edgeKeys === "dotenv" && (standing || isWanted(onQuit))) return { ok: true };
      const cleaned = await setLines({});
      if (!standing && !isWanted(onQuit) && !(await isHelperNeeded())) await resolver.remove();
      return cleaned;
    },
  };

  /** With keys in the keychain for all of them the entries are Sluice's own. */
  function shapeOf(providers: readonly string[]): "own" | "overlay" {
    return providers.every((slug) => secrets.value("provider", slug) !== null) ? "own" : "overlay";
  }
}
