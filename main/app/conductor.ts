/** Keeps the router's orders and the one snapshot true to what is remembered, stored and linked; decides nothing by itself. */
import type { ErrorCode } from "../../preload/contract/error.ts";
import type { CheckState, RouteState, UsageState } from "../../preload/contract/state.ts";
import { knownModels } from "../core/price.ts";
import { headersTold } from "../core/route.ts";
import { summarize } from "../core/spend.ts";
import type { ProxyRules, TrafficConfig } from "../core/traffic.ts";
import { createAllowance } from "./allowance.ts";
import { setupOf } from "./first-run.ts";
import { knownProfilesOf } from "./known-profiles.ts";
import { createListening } from "./listening.ts";
import { createNotices } from "./notices.ts";
import type { Parts } from "./parts.ts";
import { providersOf } from "./provider-commands.ts";
import { createSecrets } from "./secrets.ts";
import { createShown } from "./shown.ts";
import { createStore } from "./store.ts";
import { createStoredTurns } from "./stored-turns.ts";
import { createTraffic } from "./traffic.ts";
import { trafficConfigOf } from "./traffic-config.ts";
import type { TrafficNews } from "./traffic-messages.ts";

export type Conductor = ReturnType<typeof createConductor>;

const models = knownModels().map(({ provider, model, name }) => ({ provider, model, name }));

export function createConductor(parts: Parts) {
  const { log, settings, vault } = parts;
  const notices = createNotices(() => publish());
  const secrets = createSecrets({ vault, settings, log });
  const checkKey = parts.randomKey();
  let localKey: string | null = null;
  let applied: RouteState["applied"] = null;
  let verified: RouteState["verified"] = null;
  /** Only exchanges that began after the last change of the route, the link or a key can prove it. */
  let changedAt = 0;
  let isTrying = false;
  let isMetered = false;
  /** What the router was told last; the figures, or another OpenClaw, may make it outdated. */
  let sent: Pick<TrafficConfig, "refuse" | "isSpoken"> | null = null;
  let onRestart: () => Promise<void> = async () => undefined;
  let onAiGateway: (at: number) => void = () => undefined;
  let onLedgerLost: () => void = () => undefined;
  let proxies: ProxyRules = { https: null, http: null, except: [] };
  let usage: UsageState = {
    ...summarize([], parts.now(), parts.zone(), { knownUntil: null, isAsked: false }),
    recent: [],
  };
  const checks = new Map<string, CheckState>();

  const profile = () => {
    const { activeProfile, profiles } = settings.get();
    return profiles.find(({ id }) => id === activeProfile) ?? null;
  };
  const shown = createShown(() => {
    publish();
    void applyIfOutdated();
  });
  const allowance = createAllowance({
    parts,
    notices,
    keep,
    usage: () => (isMetered ? usage : null),
  });

  const storedTurns = createStoredTurns(notices, () => profile()?.dials);
  const listening = createListening(parts, {
    ...{ keep, notices, onChange: () => publish() },
    traffic: () => traffic,
  });

  function config(): TrafficConfig {
    return trafficConfigOf({
      remembered: settings.get(),
      profile: profile(),
      farEnds: parts.farEnds(),
      secret: secrets.value,
      isVaultLocked: vault.state().kind === "locked" && secrets.isLocked(),
      isAllowanceClosed: allowance.isClosed(),
      openClawVersion: shown.openclaw().daemon?.version ?? null,
      stopAtMicroUsd: allowance.stopAtMicroUsd(),
      localKey,
      checkKey,
      proxies,
    });
  }

  function snapshot() {
    const remembered = settings.get();
    const orders = config();
    const active = profile();
    return {
      version: parts.version,
      practice: parts.isPractice,
      profile: active,
      profiles: knownProfilesOf(remembered),
      providers: providersOf(active, Object.keys(orders.providers)),
      secrets: secrets.infos(),
      vault: vault.state(),
      router: listening.state(),
      route: {
        asked: remembered.route,
        applied,
        verified,
        pausedUntil: remembered.route === "paused" ? remembered.pausedUntil : null,
        resumesTo: remembered.resumeTo,
        refusing: orders.refuse ?? (remembered.route === "paused" ? ("paused" as const) : null),
      },
      openclaw: shown.openclaw(),
      models: { selected: remembered.model, known: models, openclaw: shown.models() },
      login: shown.login(),
      cloudflare: shown.cloudflare(),
      aiGateway: shown.aiGateway(),
      told: headersTold(orders),
      usage: shown.withEstimate(usage),
      allowance: allowance.state(),
      checks: [...checks.values()],
      notice: notices.top(),
      settings: remembered.settings,
      setup: setupOf(remembered, parts.isPractice),
      trial: shown.trial(),
      desk: shown.desk(),
    };
  }

  const store = createStore(snapshot());
  const publish = (): void => store.set(snapshot());

  const traffic = createTraffic({
    script: parts.trafficScript,
    ledgerPath: parts.ledgerPath,
    log,
    events: {
      onNews: (news) => hear(news),
      onSetAside() {
        notices.mention("setAside", "ledger.setAside", parts.now());
        allowance.lose();
        onLedgerLost();
      },
      onLedger(code) {
        if (code) notices.raise("ledger", code, parts.now());
        else notices.clear("ledger");
        publish();
      },
      onDeath(isRestarted) {
        onLedgerLost();
        applied = null;
        verified = null;
        listening.set({ status: "failed", port: null, error: "router.failed" });
        notices.raise("router", "router.failed", parts.now());
        publish();
        if (isRestarted) void apply().then(listen).then(onRestart);
        else void onRestart();
      },
    },
  });

  function hear(news: TrafficNews): void {
    usage = news.usage ?? usage;
    isMetered = news.usage !== null;
    for (const proof of news.verified) {
      if (proof.startedAt < changedAt || applied !== "cloudflare") continue;
      if (proof.by === "sluice" && verified?.by === "openclaw") continue;
      verified = { at: proof.at, by: proof.by, logId: proof.logId };
      notices.clear("traffic");
      secrets.judge("aiGateway", undefined, true, proof.at);
    }
    for (const { provider, accepted, at } of news.keys)
      secrets.judge("provider", provider, accepted, at);
    for (const { at, reason, route } of news.refusals) {
      if (reason === "paused" || reason === "allowance" || at < changedAt) continue;
      if (reason === "tokenRejected") secrets.judge("aiGateway", undefined, false, at);
      if (reason === "keychainLocked") void tryVaultAgain();
      // A trial of the way that is not taken says itself what it found.
      if (route === (applied ?? route)) notices.raise("traffic", reason, at);
    }
    if (news.aiGatewayAt !== null) onAiGateway(news.aiGatewayAt);
    storedTurns.hear(news.stored);
    allowance.settle();
    publish();
    void applyIfOutdated();
  }

  /** The figures may have opened or closed the allowance; an OpenClaw of another age may have come. */
  async function applyIfOutdated(): Promise<void> {
    const { isSpoken, refuse } = config();
    if (sent && (refuse !== sent.refuse || isSpoken !== sent.isSpoken)) await apply();
  }

  /** A turn found the keychain locked: its next one may find it open, if the user unlocked it meanwhile. Never on a timer. */
  async function tryVaultAgain(): Promise<void> {
    if (isTrying) return;
    isTrying = true;
    await vault.open();
    await secrets.load(settings.get().activeProfile);
    isTrying = false;
    await apply();
  }

  /** Sends the router its orders; resolved when the next request already obeys them. */
  async function apply(): Promise<void> {
    const { route } = settings.get();
    const orders = config();
    storedTurns.settle();
    sent = orders;
    await traffic.configure(orders);
    if (listening.state().status === "listening") applied = route;
    publish();
  }

  /** What was proven before no longer counts: the route, the link, a key or the aiGateway changed. */
  function unprove(): void {
    changedAt = parts.now();
    verified = null;
    notices.clear("traffic");
  }

  async function listen(): Promise<ErrorCode | null> {
    const code = await listening.listen();
    if (code === null) applied = settings.get().route;
    publish();
    return code;
  }

  async function keep(patch: Parameters<typeof settings.change>[0]): Promise<ErrorCode | null> {
    const kept = await settings.change(patch);
    if (kept.ok) notices.clear("settings");
    else notices.raise("settings", kept.code, parts.now());
    return kept.ok ? null : kept.code;
  }

  return {
    store,
    secrets,
    notices,
    traffic,
    shown,
    checks,
    checkKey,
    profile,
    publish,
    apply,
    unprove,
    listen,
    keep,
    allowance,
    listening,
    router: listening.state,
    localKey: () => localKey,
    setLocalKey(key: string | null): void {
      if (key !== null) log.hide(key);
      localKey = key;
    },
    async setUsage(next: UsageState): Promise<void> {
      usage = next;
      isMetered = true;
      allowance.settle();
      publish();
      await applyIfOutdated();
    },
    proxies: () => proxies,
    async setProxies(next: ProxyRules): Promise<void> {
      if (JSON.stringify(next) === JSON.stringify(proxies)) return;
      proxies = next;
      await apply();
    },
    /** A request went through the aiGateway: its row at Cloudflare can be asked for. */
    setOnAiGateway(run: (at: number) => void): void {
      onAiGateway = run;
    },
    /** What was told to the ledger may not be in it: another one was begun, or its thread died. */
    setOnLedgerLost(run: () => void): void {
      onLedgerLost = run;
    },
    /** After the router thread came back, perhaps on another port, or was given up. */
    setOnRestart(run: () => Promise<void>): void {
      onRestart = run;
    },
    /** As after a restart: the link that is wished is made where it can be now. */
    linkAgain: () => onRestart(),
    setRouterOff(): void {
      listening.set({ status: "off", port: null });
      applied = null;
      verified = null;
      publish();
    },
  };
}
