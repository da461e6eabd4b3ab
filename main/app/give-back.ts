/** Gives OpenClaw back the keys that were moved into the keychain: it must not ask there any more when Sluice is gone. */

import {
  giveBackEdits,
  movedPlaces,
  movedProviderPath,
  movedRef,
} from "../core/environment/moved-ref.ts";
import { type Edit, type Json, type JsonObject, valueAt } from "../core/json5-edit.ts";
import { accountOfResolverId } from "../core/resolver/resolver-id.ts";
import type { Outcome } from "./linker.ts";
import type { Parts } from "./parts.ts";

/** A daemon takes a change in within a second or two; it is given its time for a restart of its own. */
const takenInWithinMs = 20_000;

/**
 * The keys stand in OpenClaw's own files again, readable, as they did before they were moved. Refused, with nothing changed, where the
 * keychain does not have one of them; `detail` names the place that asks for it. Fine too where nothing was moved.
 */
export async function giveBack({
  daemon,
  environment,
  openclaw,
  vault,
}: Pick<Parts, "daemon" | "environment" | "openclaw" | "vault">): Promise<Outcome> {
  const { config } = await openclaw.read();
  const places = config ? movedPlaces(config) : [];
  const profiles = await environment.movedProfiles();
  const texts = new Map<string, string>();
  for (const { id, name } of [
    ...places.map(({ id, path }) => ({ id, name: path.join(".") })),
    ...profiles.map(({ file, id, profile }) => ({ id, name: `${file}: ${profile}` })),
  ]) {
    const text = await textOf(id);
    if (text === null) return { ok: false, code: "remove.failed", detail: name };
    texts.set(id, text);
  }

  for (const { file, id, profile } of profiles) {
    const given = await environment.setProfileKey(file, profile, { key: texts.get(id) ?? "" });
    if (!given.ok && given.code !== "key.unknown") return given;
  }
  if (profiles.length > 0) await daemon.reloadSecrets();
  const resolver = config ? valueAt(config, movedProviderPath) : undefined;
  if (resolver === undefined) return { ok: true };
  const mark = await daemon.mark();
  const edited = await openclaw.edit((now) => giveBackEdits(now, texts));
  if (!edited.ok) return edited;
  if ((await daemon.waitTakenIn(mark, takenInWithinMs)) !== "rejected") return { ok: true };
  // What OpenClaw does not take must not stay in its file.
  await openclaw.edit((now) => askAgain(now, places, resolver));
  return { ok: false, code: "config.rejected" };

  async function textOf(id: string): Promise<string | null> {
    const known = accountOfResolverId(id);
    const got = known && (await vault.get(known.account));
    if (!got?.ok || got.value === null) return null;
    return known?.as === "bearer" ? `Bearer ${got.value}` : got.value;
  }
}

const askAgain = (
  config: JsonObject,
  places: ReturnType<typeof movedPlaces>,
  resolver: Json,
): readonly Edit[] => [
  { path: movedProviderPath, value: resolver },
  ...places
    .filter(({ path }) => valueAt(config, path) !== undefined)
    .map(({ id, path }) => ({ path, value: movedRef(id) })),
];
