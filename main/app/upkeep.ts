/** What has to be kept true while Sluice runs: the ways out of the network, the length of the record, no fallback past a stop. */
import type { AppState } from "../../preload/contract/state.ts";
import { noProxies } from "../core/proxy-choice.ts";
import type { ProxyRules } from "../core/traffic.ts";
import type { Conductor } from "./conductor.ts";
import type { Linker } from "./linker.ts";
import type { Meter } from "./meter.ts";
import type { Parts } from "./parts.ts";

export type Upkeep = {
  /** From now on, once OpenClaw is linked again. */
  begin(): void;
  /** The person's choice of them, or what the network says now. */
  lookForProxies(): Promise<void>;
  /** Gives up single requests that are older than the person wants them kept. */
  prune(): Promise<void>;
  stop(): void;
};

const dayMs = 24 * 3_600_000;
const holdAgainMs = 10_000;
/** Networks change while a program runs. */
const proxiesAgainMs = 10 * 60_000;

export function createUpkeep(
  parts: Parts,
  conductor: Conductor,
  linker: Linker,
  meter: Meter,
): Upkeep {
  let timer: NodeJS.Timeout | undefined;
  /** Null: not told yet; a killed run may have left the fallbacks out. */
  let isWanted: boolean | null = null;
  let again: NodeJS.Timeout | undefined;
  let isStopped = false;
  let looks = 0;

  async function lookForProxies(): Promise<void> {
    clearTimeout(timer);
    looks += 1;
    const mine = looks;
    const { proxy } = parts.settings.get().settings;
    const found = proxy === "system" ? await parts.proxies() : chosen(proxy);
    // The network's own script may be slow to say: what was chosen meanwhile holds.
    if (isStopped || mine !== looks) return;
    await conductor.setProxies(found);
    meter.refresh();
    if (proxy !== "system" || isStopped || mine !== looks) return;
    timer = setTimeout(() => void lookForProxies(), proxiesAgainMs);
    timer.unref();
  }

  /** While spending is stopped OpenClaw must not answer by a way past Sluice: fallbacks that lead there wait until it goes on. */
  async function hold(refusing: AppState["route"]["refusing"]): Promise<void> {
    const isHeld = refusing === "paused" || refusing === "allowance";
    if (isHeld === isWanted || isStopped) return;
    isWanted = isHeld;
    await holdOn(isHeld);
  }

  /** Until it is so: OpenClaw's file may be half written, or somebody else's, only for a moment. */
  async function holdOn(isHeld: boolean): Promise<void> {
    clearTimeout(again);
    const held = await linker.hold(isHeld);
    if (isHeld !== isWanted || isStopped) return;
    if (held.ok) conductor.notices.clear("hold");
    else {
      conductor.notices.raise("hold", held.code, parts.now());
      again = setTimeout(() => void holdOn(isHeld), holdAgainMs);
      again.unref();
    }
    conductor.publish();
  }

  async function prune(): Promise<void> {
    const days = parts.settings.get().settings.keepRequestsDays;
    if (days !== null) await conductor.traffic.prune(parts.now() - days * dayMs);
  }

  return {
    begin() {
      conductor.store.watch(({ route }) => void hold(route.refusing));
      void hold(conductor.store.state().route.refusing);
      void prune();
    },
    lookForProxies,
    prune,
    stop() {
      isStopped = true;
      clearTimeout(timer);
      clearTimeout(again);
    },
  };
}

/** The person's own word goes before every exception of the network's; loopback is never sent through a proxy. */
const chosen = (proxy: string): ProxyRules =>
  proxy === "none" ? noProxies : { https: proxy, http: proxy, except: [] };
