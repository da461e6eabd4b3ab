/** Brings OpenClaw's requests to the router and takes them away again; one such job at a time. */
import type { ErrorCode } from "../../preload/contract/error.ts";
import type { LinkKind } from "../../preload/contract/state.ts";
import { type KnownModel, knownModels } from "../core/price.ts";
import { createQueue } from "../kit/queue.ts";
import type { Conductor } from "./conductor.ts";
import type { Parts } from "./parts.ts";

export type Outcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: ErrorCode; readonly detail?: string };

export type Linker = {
  /** Finishes or undoes what a killed run left in OpenClaw's files. */
  repair(): Promise<void>;
  /** Looks at OpenClaw's file again; changes nothing. */
  look(): Promise<void>;
  link(kind: LinkKind, providers: readonly string[]): Promise<Outcome>;
  /** Writes the link again with what is remembered now (port, model); nothing happens while not linked. */
  relink(): Promise<Outcome>;
  unlink(): Promise<Outcome>;
  /** The link goes, the wish to be linked stays: the next start makes it again. */
  takeBack(): Promise<Outcome>;
};

const done: Outcome = { ok: true };
const keyOutlivesMs = 60_000;

export function createLinker(parts: Parts, conductor: Conductor): Linker {
  const { log, openclaw, settings } = parts;
  const queue = createQueue();
  let lastPort: number | null = null;
  let retirement: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    const view = await openclaw.read();
    // A key outlives its link until OpenClaw has let go of it: see `retire`.
    if (view.localKey !== null) {
      conductor.setLocalKey(view.localKey);
      lastPort = view.port;
    }
    if (view.code) conductor.notices.raise("openclaw", view.code, parts.now());
    else conductor.notices.clear("openclaw");
    conductor.setOpenClaw({
      status: view.status,
      version: view.version,
      configPath: view.configPath,
      link: view.link && {
        ...view.link,
        applied: view.link.applied && leadsHere(view.port),
      },
      daemon: null,
      environment: null,
    });
  }

  const leadsHere = (port: number | null): boolean => {
    const router = conductor.router();
    return router.status !== "listening" || router.port === port;
  };

  /** The key of a removed link opens the router until OpenClaw has surely taken in that the link is gone. */
  function retire(): void {
    clearTimeout(retirement);
    retirement = setTimeout(() => {
      if (conductor.store.state().openclaw.link !== null) return;
      conductor.setLocalKey(null);
      void conductor.apply();
    }, keyOutlivesMs);
    retirement.unref();
  }

  async function write(providers: readonly string[]): Promise<Outcome> {
    const { port } = conductor.router();
    if (port === null) return { ok: false, code: "router.off" };
    const before = conductor.localKey();
    // OpenClaw goes on with the former key for a second or more: a new one would lock its provider out. On another port somebody
    // else may have heard the former key, so there it is a new one.
    const localKey = before !== null && lastPort === port ? before : parts.randomKey();
    clearTimeout(retirement);
    // The router must know the key before OpenClaw does: a request may follow the file within milliseconds.
    conductor.setLocalKey(localKey);
    await conductor.apply();
    const linked = await openclaw.link({
      port,
      localKey,
      entries: providers.map((slug) => ({ slug, models: modelsOf(slug) })),
      model: modelFor(providers, settings.get().model),
    });
    if (!linked.ok) {
      conductor.setLocalKey(before);
      await conductor.apply();
      log.warn("link.refused", { code: linked.code });
      return linked;
    }
    lastPort = port;
    conductor.unprove();
    await look();
    await conductor.apply();
    log.info("link.made", { providers: providers.join(" ") });
    return done;
  }

  async function remove(): Promise<Outcome> {
    const removed = await openclaw.unlink();
    if (removed.ok) {
      log.info("link.removed");
      retire();
    } else log.warn("unlink.refused", { code: removed.code });
    conductor.unprove();
    await look();
    await conductor.apply();
    return removed;
  }

  return {
    repair: () =>
      queue.run(async () => {
        const { repaired } = await openclaw.repair();
        if (repaired !== "none") log.info("link.repaired", { repaired });
        await look();
      }),
    look: () => queue.run(look),
    link: (kind, providers) =>
      queue.run(async () => {
        if (kind !== "own") return { ok: false, code: "link.kindUnavailable" };
        const unknown = providers.find((slug) => modelsOf(slug).length === 0);
        if (unknown !== undefined)
          return { ok: false, code: "link.providerUnavailable", detail: unknown };
        const written = await write(providers);
        if (written.ok) await conductor.keep({ link: { kind, providers: [...providers] } });
        return written;
      }),
    relink: () =>
      queue.run(async () => {
        const { link } = settings.get();
        return link && conductor.store.state().openclaw.link ? write(link.providers) : done;
      }),
    unlink: () =>
      queue.run(async () => {
        const removed = await remove();
        if (removed.ok) await conductor.keep({ link: null });
        return removed;
      }),
    takeBack: () =>
      queue.run(async () => {
        const { link, isOurs } = await openclaw.read();
        return link && isOurs ? remove() : done;
      }),
  };
}

/** The chosen model when the link brings its provider here, else the first one of a provider it does bring. */
function modelFor(providers: readonly string[], chosen: { provider: string; model: string }) {
  if (providers.includes(chosen.provider)) return chosen;
  const first = knownModels().find(({ provider }) => providers.includes(provider));
  return first ? { provider: first.provider, model: first.model } : chosen;
}

const microUsdPerUsd = 1_000_000;

function usdOf(rates: KnownModel["costPerMillionMicroUsd"]) {
  return {
    input: rates.input / microUsdPerUsd,
    output: rates.output / microUsdPerUsd,
    cacheRead: rates.cacheRead / microUsdPerUsd,
    cacheWrite: rates.cacheWrite / microUsdPerUsd,
  };
}

/** The priced models of a provider, in OpenClaw's spelling: USD per million tokens. */
function modelsOf(slug: string) {
  return knownModels()
    .filter(({ provider }) => provider === slug)
    .map((known) => ({
      id: known.model,
      name: known.name,
      reasoning: known.reasoning,
      input: known.input,
      cost: usdOf(known.costPerMillionMicroUsd),
      contextWindow: known.contextWindow,
      maxTokens: known.maxTokens,
    }));
}
