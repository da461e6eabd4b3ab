/** What each command does; a missing one does not compile. */
import { createHash } from "node:crypto";
import type { Handlers, Reply } from "../../preload/contract/command.ts";
import type { SecretKind } from "../../preload/contract/state.ts";
import { inspectSecret } from "../core/credential.ts";
import { pauseEndOf } from "../core/pause.ts";
import { knownModels } from "../core/price.ts";
import { providerOf } from "../core/providers.ts";
import { resolverIdOf } from "../core/resolver/resolver-id.ts";
import { createAiGatewayHandlers } from "./ai-gateway.ts";
import { checkRoute } from "./check.ts";
import type { Conductor } from "./conductor.ts";
import type { Departure } from "./departure.ts";
import type { createDiagnostics } from "./diagnostics.ts";
import { exportUsage } from "./export.ts";
import { createFirstRunHandlers } from "./first-run.ts";
import { type KeyProof, proveKey } from "./key-proof.ts";
import type { Meter } from "./meter.ts";
import { createOpenClawHandlers, type OpenClawTools } from "./openclaw-commands.ts";
import type { Parts } from "./parts.ts";
import type { PortMove } from "./port-move.ts";
import { createProviderHandlers } from "./provider-commands.ts";
import { ownerOf } from "./provisional.ts";
import { done, refuse, replyTo } from "./reply.ts";
import { accountOf } from "./secrets.ts";
import { createSettingsHandlers } from "./settings-commands.ts";
import type { TrialTool } from "./trial.ts";
import type { Upkeep } from "./upkeep.ts";

export function createHandlers(
  parts: Parts,
  conductor: Conductor,
  tools: OpenClawTools & {
    readonly meter: Meter;
    readonly trial: TrialTool;
    readonly diagnostics: ReturnType<typeof createDiagnostics>;
    readonly departure: Departure;
    readonly portMove: PortMove;
    readonly upkeep: Upkeep;
  },
  quit: () => Promise<void>,
): Handlers {
  const { settings, vault } = parts;
  const { secrets } = conductor;
  const { edge, linker, meter } = tools;

  /** Remembers, tells the router, shows it; the reply says when the disk would not keep it. */
  async function change(patch: Parameters<typeof settings.change>[0]): Promise<Reply> {
    const code = await conductor.keep(patch);
    await conductor.apply();
    return code ? refuse(code) : done;
  }

  /** After the allowance has changed: the router first, so that what is shown is already so. */
  async function settled(code: Awaited<ReturnType<typeof conductor.keep>>): Promise<Reply> {
    conductor.allowance.settle();
    await conductor.apply();
    return code ? refuse(code) : done;
  }

  async function activate(id: string | null): Promise<Reply> {
    // Keys first: what is sent to the new profile's account must never be the former one's.
    await secrets.load(id);
    const code = await conductor.keep({ activeProfile: id });
    const passed = await passOn();
    return code ? refuse(code) : passed;
  }

  /** After the vault changed its mind (unlocked, session): read everything again. */
  async function reload(): Promise<void> {
    await secrets.load(settings.get().activeProfile);
    await conductor.apply();
  }

  async function runCheck(name: "route" | "vault", run: () => Promise<Reply>): Promise<Reply> {
    conductor.checks.set(name, { name, status: "running", at: parts.now() });
    conductor.publish();
    const reply = await run();
    conductor.checks.set(name, {
      name,
      status: reply.ok ? "passed" : "failed",
      at: parts.now(),
      ...(!reply.ok && { error: reply.error.code }),
    });
    conductor.publish();
    return reply;
  }

  /** The keys or the profile changed: OpenClaw may hold the former ones, or find them where Sluice put them for the time without Sluice. */
  async function passOn(): Promise<Reply> {
    conductor.unprove();
    await conductor.apply();
    const { edgeKeys, onQuit } = settings.get().settings;
    const prepared = await edge.prepare({ onQuit, edgeKeys });
    const { link } = conductor.store.state().openclaw;
    if (link?.kind === "edge") {
      // Its entries name the account. One that would lead a key of this profile to another's is worse than none.
      const relinked = prepared.ok ? await linker.relink() : prepared;
      if (!relinked.ok) {
        await linker.takeBack();
        conductor.notices.raise("link", relinked.code, parts.now());
        return replyTo(relinked);
      }
    } else if (!link && settings.get().link) await conductor.linkAgain();
    await edge.tidy();
    if ((await parts.resolver.status()) === "ready") await parts.daemon.reloadSecrets();
    return done;
  }

  /** A key that OpenClaw itself asks for has nobody else who keeps it. */
  async function isAskedFor(
    profile: string,
    kind: SecretKind,
    provider?: string,
  ): Promise<boolean> {
    const { config } = await parts.openclaw.read();
    const text = JSON.stringify(config ?? {});
    const account = accountOf({ profile, kind, provider });
    return (["plain", "bearer"] as const).some((as) =>
      text.includes(JSON.stringify(resolverIdOf(account, as))),
    );
  }

  const proven = (provider: string, raw: string): Promise<KeyProof> =>
    proveKey({
      ...{ provider, raw, log: parts.log },
      ...{ farEnds: parts.farEnds(), proxies: conductor.proxies() },
    });

  /** Cloudflare's two tokens look alike, and the other one is what the clipboard still holds. */
  function isOtherToken(kind: SecretKind, raw: string): boolean {
    if (kind === "provider") return false;
    const inspected = inspectSecret(kind, undefined, raw);
    const other = secrets.value(kind === "aiGateway" ? "analytics" : "aiGateway");
    return inspected.ok && inspected.secret === other;
  }

  const accounts: Pick<Handlers, "profile.save" | "profile.select" | "secret.save"> = {
    async "profile.save"({ name, accountId, aiGatewayId }) {
      const { profiles } = settings.get();
      const same = profiles.find(
        (other) => other.accountId === accountId && other.aiGatewayId === aiGatewayId,
      );
      // The same pair is the same profile, also after it was removed: what was counted under it is its own.
      const id = same?.id ?? profileIdOf(accountId, aiGatewayId);
      const code = await conductor.keep({
        profiles: [
          ...profiles.filter((other) => other.id !== id),
          { ...same, id, name, accountId, aiGatewayId },
        ],
      });
      if (profiles.length === 0) await activate(id);
      else conductor.publish();
      return code ? refuse(code) : { ok: true, id };
    },
    async "profile.select"({ id }) {
      const isKnown = settings.get().profiles.some((profile) => profile.id === id);
      return isKnown ? activate(id) : refuse("profile.unknown");
    },
    async "secret.save"({ kind, prove = false, provider, secret }) {
      if ((kind === "provider") !== (provider !== undefined)) return refuse("command.invalid");
      const owner = ownerOf(settings.get());
      if (isOtherToken(kind, secret)) return refuse("secret.wrongKind");
      const proof = prove && provider !== undefined ? await proven(provider, secret) : null;
      if (proof?.ok === false) return refuse(proof.code);
      const kept = await secrets.save(owner, kind, provider, secret);
      // Another profile may have become active meanwhile: its key of that name is another one.
      const isOwners = owner === ownerOf(settings.get());
      if (kept.ok && proof?.isProven && isOwners) secrets.judge(kind, provider, true, parts.now());
      const passed = await passOn();
      return kept.ok ? passed : refuse(kept.code);
    },
  };

  return {
    ...accounts,
    ...createFirstRunHandlers(parts, conductor),
    ...tools.departure.handlers,
    ...tools.trial.handlers,
    ...tools.diagnostics.handlers,
    ...tools.portMove.handlers,
    ...createSettingsHandlers(parts, conductor, tools),
    ...createProviderHandlers(parts, conductor, passOn, linker.relink),
    ...createAiGatewayHandlers(parts, conductor, meter),
    ...createOpenClawHandlers(parts, conductor, tools, accounts),
    async "profile.remove"({ id }) {
      const { activeProfile, profiles } = settings.get();
      if (!profiles.some((profile) => profile.id === id)) return refuse("profile.unknown");
      for (const { kind, profile, provider } of settings.get().secrets)
        if (profile === id && (await isAskedFor(id, kind, provider))) return refuse("secret.inUse");
      const gone = await secrets.removeAll(id);
      if (!gone.ok) return refuse(gone.code);
      const left = profiles.filter((profile) => profile.id !== id);
      const code = await conductor.keep({ profiles: left });
      if (activeProfile === id) return activate(left[0]?.id ?? null);
      conductor.publish();
      return code ? refuse(code) : done;
    },
    async "secret.remove"({ kind, provider }) {
      const owner = ownerOf(settings.get());
      if (await isAskedFor(owner, kind, provider)) return refuse("secret.inUse");
      const gone = await secrets.remove(owner, kind, provider);
      const passed = await passOn();
      return gone.ok ? passed : refuse(gone.code);
    },
    async "vault.session"() {
      vault.useSession();
      await reload();
      return done;
    },
    async "route.set"({ route, pauseFor }) {
      if (route !== "paused" && pauseFor !== undefined)
        return refuse("command.invalid", "pauseFor");
      conductor.unprove();
      conductor.notices.clear("settingsFile");
      return change({
        route,
        ...(route !== "paused" && { resumeTo: route }),
        pausedUntil: pauseEndOf(pauseFor, parts.now(), parts.zone()),
      });
    },
    async "model.select"({ model, provider }) {
      const known = knownModels().find(
        (candidate) =>
          candidate.model === model && (provider === undefined || candidate.provider === provider),
      );
      // Of the providers whose models nobody lists, the person names one.
      const named = known?.provider ?? (providerOf(provider ?? "")?.entry ? provider : undefined);
      if (named === undefined) return refuse("model.unknown");
      return replyTo(await linker.relinkWith({ model: { provider: named, model } }));
    },
    async "usage.refresh"() {
      const usage = await conductor.traffic.usage();
      if (!usage) return refuse("ledger.failed");
      await conductor.setUsage(usage);
      await meter.ask();
      return done;
    },
    "usage.export": ({ decimal = "point", format, from, to, withIds = false }) =>
      exportUsage(parts, conductor, { decimal, format, fromMs: from, toMs: to, withIds }),
    async "cloudflare.look"({ accountId, token }) {
      return replyTo(await meter.look(given({ accountId, token })));
    },
    async "cloudflare.create"({ accountId, id, token }) {
      const made = await meter.create(accountId, id, token);
      return made.ok ? { ok: true, id } : replyTo(made);
    },
    async "allowance.set"({ microUsdPerDay, then }) {
      const code = await conductor.keep({ allowance: { microUsdPerDay, then } });
      return settled(code);
    },
    async "allowance.raise"({ microUsd }) {
      if (settings.get().allowance.microUsdPerDay === null) return refuse("allowance.none");
      return settled(await conductor.allowance.raise(microUsd));
    },
    async "allowance.ignore"() {
      if (settings.get().allowance.microUsdPerDay === null) return refuse("allowance.none");
      return settled(await conductor.allowance.ignore());
    },
    async "check.run"({ name }) {
      if (name === "vault")
        return runCheck("vault", async () => {
          const { kind } = await vault.open();
          await reload();
          if (kind === "locked") return refuse("vault.locked");
          return kind === "none" ? refuse("vault.none") : done;
        });
      if (name !== "route") return refuse("check.unknown");
      const { port } = conductor.router();
      if (port === null) return refuse("router.off");
      if (conductor.profile() === null) return refuse("profile.missing");
      if (!tools.trial.mayAsk()) return refuse("trial.spent");
      const { model, provider } = settings.get().model;
      return runCheck("route", async () => {
        const result = await checkRoute({ port, key: conductor.checkKey, provider, model });
        return result.ok ? done : refuse("check.failed", result.error);
      });
    },
    async "app.quit"() {
      await quit();
      return done;
    },
  };
}

/** Without the keys that were not said. */
function given<T extends object>(patch: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

const profileIdOf = (accountId: string, aiGatewayId: string): string =>
  createHash("sha256").update(`${accountId}/${aiGatewayId}`).digest("hex").slice(0, 16);
