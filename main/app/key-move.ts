/** Moves a key that stands readable in OpenClaw's files into the keychain: the old place is cleaned only when the new one is proven. */
import type { DaemonState } from "../../preload/contract/openclaw.ts";
import type { SecretKind } from "../../preload/contract/state.ts";
import {
  backEdits,
  type Command,
  moveEdits,
  type ResolverIds,
  type Touched,
} from "../core/environment/key-edits.ts";
import type { KeyPlace } from "../core/environment/plaintext.ts";
import { type Edit, isSameJson, type JsonObject } from "../core/json5-edit.ts";
import { accountOfResolverId, resolverIdOf } from "../core/resolver/resolver-id.ts";
import { createQueue } from "../kit/queue.ts";
import type { Done, Refusal } from "../openclaw/config-file.ts";
import type { Environment } from "../openclaw/environment/environment.ts";
import { createMoveRecordFile, type MoveRecord } from "./key-move-record.ts";

/** The moments of a move between which it may be killed, in their order. */
export type MoveStep = "saved" | "asked" | "noted" | "edited" | "taken" | "proven" | "cleaned";

export type KeyMoveDeps = {
  readonly environment: Pick<Environment, "secretOf" | "placeOf" | "setInDotEnv" | "setProfileKey">;
  /** Saves under the active profile; `resolverId` is the id by which the resolver answers it as it is, or as a whole header. */
  readonly save: (
    kind: SecretKind,
    provider: string | null,
    secret: string,
  ) => Promise<{ readonly ok: true; readonly resolverId: string } | Refusal>;
  /** Read from the keychain itself, not from memory. */
  readonly readBack: (kind: SecretKind, provider: string | null) => Promise<string | null>;
  readonly resolver: {
    ensure(): Promise<
      { readonly ok: true; readonly command: string; readonly args: readonly string[] } | Refusal
    >;
    /** The values by id, asked exactly as OpenClaw asks; an id that has none is left out. */
    ask(ids: readonly string[]): Promise<Readonly<Record<string, string>>>;
  };
  readonly openclaw: {
    read(): Promise<{ readonly config: JsonObject | null }>;
    edit(change: (config: JsonObject) => readonly Edit[]): Promise<Done>;
  };
  readonly daemon: {
    look(): Promise<DaemonState>;
    mark(): Promise<string | null>;
    waitTakenIn(
      mark: string | null,
      withinMs: number,
    ): Promise<"applied" | "rejected" | "late" | "unknown">;
    reloadSecrets(): Promise<Done>;
  };
  readonly journalFolder: string;
  /** For tests, which end the process there. */
  readonly onStep?: (step: MoveStep) => void;
};

export type KeyMove = {
  /** `id` of a PlaintextKey. "key.unproven": the new place did not prove itself, everything is as it was; the keychain keeps the key. */
  move(id: string): Promise<Done>;
  /** Finishes or undoes what a killed run left. At start, after the keychain is open. */
  repair(): Promise<void>;
};

/** A daemon takes a change in within a second or two; it is given its time for a restart of its own. */
const takenInWithinMs = 20_000;
const done: Done = { ok: true };
/** A resolver that was named before is written again to the same bytes. */
const isChange = ({ was, wrote }: Touched): boolean =>
  was.is !== "value" || !isSameJson(was.value, wrote);
const unproven = (detail: string): Refusal => ({ ok: false, code: "key.unproven", detail });

export function createKeyMove(deps: KeyMoveDeps): KeyMove {
  const { daemon, environment, openclaw, readBack, resolver } = deps;
  const onStep = deps.onStep ?? (() => undefined);
  const journal = createMoveRecordFile(deps.journalFolder);
  const queue = createQueue();

  async function move(id: string): Promise<Done> {
    const place = await environment.placeOf(id);
    const secret = await environment.secretOf(id);
    if (!place || secret === null) return { ok: false, code: "key.unknown" };
    const ids = await keep(place, secret);
    if ("ok" in ids) return ids;
    onStep("saved");
    const helper = await resolver.ensure();
    if (!helper.ok) return helper;
    if (!(await answers(ids, secret))) return unproven("resolver");
    onStep("asked");

    const { config } = await openclaw.read();
    const planned = moveEdits(config ?? {}, place, ids, helper);
    if (!planned.ok) return unproven(planned.detail);
    if (planned.edits.length > 0 && !config) return { ok: false, code: "openclaw.notFound" };
    const before = await daemon.look();
    const mark = await daemon.mark();
    const record: MoveRecord = { version: 1, id, step: "moving", place, touched: planned.touched };
    const noted = await journal.save(record);
    if (!noted.ok) return noted;
    onStep("noted");
    const led = await lead(record, ids, helper);
    onStep("edited");
    const problem = led.ok ? await problemWith(record, ids, before, mark) : led;
    if (problem) {
      await putBack(record, secret);
      return problem;
    }
    onStep("taken");
    const proven = await journal.save({ ...record, step: "proven" });
    if (!proven.ok) {
      await putBack(record, secret);
      return proven;
    }
    onStep("proven");
    const cleaned = await clean(place);
    onStep("cleaned");
    if (cleaned.ok) await journal.drop();
    return cleaned;
  }

  /** Into the keychain, and out of it again. Another key in its place is not overwritten: it would be lost. */
  async function keep(place: KeyPlace, secret: string): Promise<ResolverIds | Refusal> {
    const { kind, provider } = place;
    if (kind === "provider" && provider === null) return unproven("provider");
    const present = await readBack(kind, provider);
    if (present !== null && present !== secret) return unproven("keychain");
    const saved = await deps.save(kind, provider, secret);
    if (!saved.ok) return saved;
    if ((await readBack(kind, provider)) !== secret) return unproven("keychain");
    const account = accountOfResolverId(saved.resolverId)?.account;
    if (account === undefined) return unproven("resolver");
    return { plain: resolverIdOf(account, "plain"), bearer: resolverIdOf(account, "bearer") };
  }

  async function answers(ids: ResolverIds, secret: string): Promise<boolean> {
    const found = await resolver.ask([ids.plain, ids.bearer]);
    return found[ids.plain] === secret && found[ids.bearer] === `Bearer ${secret}`;
  }

  async function lead(
    { place, touched }: MoveRecord,
    ids: ResolverIds,
    helper: Command,
  ): Promise<Done> {
    if (touched.length === 0) return done;
    return openclaw.edit((config) => {
      const moved = moveEdits(config, place, ids, helper);
      return moved.ok ? moved.edits : [];
    });
  }

  /** Null when the running daemon has the key from the keychain, or none runs: then the resolver's own answer is the proof. */
  async function problemWith(
    { place, touched }: MoveRecord,
    ids: ResolverIds,
    before: DaemonState,
    mark: string | null,
  ): Promise<Refusal | null> {
    const isRunning = before.status !== "stopped";
    if (isRunning && touched.some(isChange)) {
      const taken = await daemon.waitTakenIn(mark, takenInWithinMs);
      // Where the daemon does not say, what follows does.
      if (taken === "rejected" || taken === "late") return unproven(taken);
    }
    if (place.at === "authProfile") {
      const led = await environment.setProfileKey(place.file, place.profile, { id: ids.plain });
      if (!led.ok) return led;
    }
    if (!isRunning || (touched.length === 0 && place.at !== "authProfile")) return null;
    const reloaded = await daemon.reloadSecrets();
    if (!reloaded.ok) return unproven(reloaded.code);
    const { degraded } = await daemon.look();
    const own = place.entry === null ? null : `provider:${place.entry}`;
    const isWorse = degraded.some((owner) => owner === own || !before.degraded.includes(owner));
    return isWorse ? unproven("degraded") : null;
  }

  function clean(place: KeyPlace): Promise<Done> {
    if (place.at === "dotenv") return environment.setInDotEnv({ [place.name]: null });
    if (place.at === "configEnv") return openclaw.edit(() => [{ path: place.path }]);
    return Promise.resolve(done);
  }

  /** The record stays where this fails: the next start tries again. */
  async function putBack({ place, touched }: MoveRecord, key: string | null): Promise<void> {
    if (place.at === "authProfile") {
      const back =
        key === null ? null : await environment.setProfileKey(place.file, place.profile, { key });
      if (!back?.ok && back?.code !== "key.unknown") return;
    }
    const mark = await daemon.mark();
    let edits: readonly Edit[] = [];
    const back = await openclaw.edit((config) => {
      edits = backEdits(config, touched, key);
      return edits;
    });
    if (!back.ok) return;
    await journal.drop();
    // What it could not read it is to forget, not to wait for.
    if (edits.length > 0) await daemon.waitTakenIn(mark, takenInWithinMs);
    await daemon.reloadSecrets();
  }

  async function repair(): Promise<void> {
    const record = await journal.load();
    if (!record) return;
    const { id, place, step } = record;
    const key = await readBack(place.kind, place.provider);
    if (step === "proven") {
      // A keychain that is locked now has the key all the same, but only an equal one may go from its old place.
      if (key === null) return;
      const left = await environment.secretOf(id);
      const cleaned = left === key ? await clean(place) : done;
      if (cleaned.ok) await journal.drop();
      return;
    }
    // What is only written in one place, and in no other, must not go from there.
    const isNeeded = place.at === "config" || place.at === "authProfile";
    if (key !== null || !isNeeded) await putBack(record, key);
  }

  return {
    move: (id) => queue.run(() => move(id)),
    repair: () => queue.run(repair),
  };
}
