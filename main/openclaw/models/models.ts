/** What OpenClaw's daemon says of its models and pins, joined with what the configuration and Sluice know of them. */
import { setTimeout as wait } from "node:timers/promises";
import type { LinkState, ModelPin, ModelState } from "../../../preload/contract/openclaw.ts";
import type { Edit, JsonObject } from "../../core/json5-edit.ts";
import { listedIn, modelList } from "../../core/models/list.ts";
import { orderOf } from "../../core/models/order.ts";
import { configPins, unpinEdits } from "../../core/models/pins.ts";
import { currentRef } from "../../core/models/reference.ts";
import { isFreeJob, pinsInJobs, pinsInSessions, pinsInStatus } from "../../core/models/sessions.ts";
import type { Done, Refusal } from "../config-file.ts";

/** One call to the daemon; `Daemon["call"]` is one. */
export type Call = <T = unknown>(
  method: string,
  params?: object,
) => Promise<{ readonly ok: true; readonly value: T } | Refusal>;

/** While a configuration is taken in, the list is unavailable for about 100 ms (measured on 2026.9.6). */
const swapTries = 20;
const swapPauseMs = 50;
const mostSessions = 500;
const mostJobs = 200;

/**
 * Null when neither the daemon can be asked nor the file be read. Without the daemon: the order, the models and the pins that stand
 * in the file; without its sessions or jobs, its models with those pins.
 */
export async function readModels(options: {
  readonly call: Call;
  /** What the file says; null when it cannot be read. */
  readonly config: JsonObject | null;
  readonly linked: LinkState | null;
  readonly now?: () => number;
}): Promise<ModelState["openclaw"]> {
  const { call, linked, now = Date.now } = options;
  const rows = await listModels(call);
  if (rows === null && options.config === null) return null;
  const config = options.config ?? {};
  const told = rows === null ? [] : [...(await sessionPins(call)), ...(await jobPins(call))];
  const pins = [...configPins(config), ...told].map((pin) => ({
    ...pin,
    ref: currentRef(config, pin.ref),
  }));
  const { primary, fallbacks } = orderOf(config);
  const used = [primary ?? "", ...fallbacks, ...pins.map(({ ref }) => ref)];
  const list = modelList({ rows: rows ?? [], config, linked, used, now: now() });
  return { primary, fallbacks, list, pins };
}

/**
 * Takes a pin away: a session's and a timed job's through the daemon, others through `edit`, which is OpenClaw's own
 * (`openclaw.edit`). `pin.unknown` when there is none of that key: asked about a session it does not know, OpenClaw would make one.
 */
export async function removePin(options: {
  readonly call: Call;
  readonly config: JsonObject | null;
  readonly edit: (change: (config: JsonObject) => readonly Edit[]) => Promise<Done>;
  readonly kind: ModelPin["kind"];
  readonly key: string;
}): Promise<Done> {
  const { call, config, edit, kind, key } = options;
  if (kind === "session") {
    const pins = await sessionPins(call);
    if (!pins.some((pin) => pin.key === key)) return unknown;
    return done(await call("sessions.patch", { key, model: null }));
  }
  if (key.startsWith("cron:")) return freeJob(call, key);
  if (!config || !unpinEdits(config, key)) return unknown;
  return edit((current) => unpinEdits(current, key) ?? []);
}

const unknown: Refusal = { ok: false, code: "pin.unknown" };

const done = (answer: { readonly ok: true } | Refusal): Done => (answer.ok ? { ok: true } : answer);

async function freeJob(call: Call, key: string): Promise<Done> {
  if (!(await jobPins(call)).some((pin) => pin.key === key)) return unknown;
  const id = key.slice("cron:".length);
  const payload = { kind: "agentTurn", model: null };
  const freed = await call("cron.update", { id, patch: { payload } });
  if (!freed.ok) return freed;
  // 2026.5.28 says yes and keeps the model.
  return isFreeJob(freed.value) ? { ok: true } : { ok: false, code: "openclaw.refused" };
}

async function listModels(call: Call): Promise<ReturnType<typeof listedIn> | null> {
  for (let left = swapTries; ; left -= 1) {
    // "configured": every model the person set up or signed in to, without the whole catalogue.
    const answer = await call("models.list", { view: "configured" });
    if (answer.ok) return listedIn(answer.value);
    if (left === 0 || !answer.detail?.includes("UNAVAILABLE")) return null;
    await wait(swapPauseMs);
  }
}

async function sessionPins(call: Call): Promise<readonly ModelPin[]> {
  const sessions = await call("sessions.list", { limit: mostSessions });
  if (!sessions.ok) return [];
  const pins = pinsInSessions(sessions.value);
  if (pins) return pins;
  const status = await call("status");
  return status.ok ? pinsInStatus(status.value, sessions.value) : [];
}

async function jobPins(call: Call): Promise<readonly ModelPin[]> {
  const jobs = await call("cron.list", { includeDisabled: true, limit: mostJobs });
  return jobs.ok ? pinsInJobs(jobs.value) : [];
}
