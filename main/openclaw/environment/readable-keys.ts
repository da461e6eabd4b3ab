/** Keys that stand readable in OpenClaw's files, with the copies OpenClaw itself keeps of those files. Its database is not looked into. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import type { PlaintextKey } from "../../../preload/contract/openclaw.ts";
import { tailOf } from "../../core/credential.ts";
import {
  type Found,
  type KeyPlace,
  keysInConfig,
  keysInDotEnv,
  keysInProfiles,
} from "../../core/environment/plaintext.ts";
import { type JsonObject, parseJson5 } from "../../core/json5-edit.ts";
import { readFileBounded } from "../../kit/atomic-file.ts";
import { hashOf } from "../config-file.ts";

/** `secret` stays in this room; the rest may be shown. */
export type ReadableKey = {
  readonly info: PlaintextKey;
  readonly place: KeyPlace;
  readonly secret: string;
};

const maxBytes = 4 * 1024 * 1024;
const maxAgents = 100;

export async function readableKeys(options: {
  readonly configPath: string;
  readonly stateFolder: string;
  readonly config: JsonObject | null;
  readonly dotenv: ReadonlyMap<string, string>;
}): Promise<readonly ReadableKey[]> {
  const { config, configPath, dotenv, stateFolder } = options;
  const dotenvPath = path.join(stateFolder, ".env");
  const inProfiles = await Promise.all((await profileFiles(stateFolder)).map(keysInFile));
  const found = [
    ...(config ? keysInConfig(config).map((one) => ({ ...one, file: configPath })) : []),
    ...keysInDotEnv(dotenv, config).map((one) => ({ ...one, file: dotenvPath })),
    ...inProfiles.flat(),
  ];
  return Promise.all(found.map(withCopies));
}

async function withCopies({
  file,
  label,
  place,
  secret,
}: Found & { readonly file: string }): Promise<ReadableKey> {
  return {
    place,
    secret,
    info: {
      // Of the place, not of the key: a window that shows it must not be able to tell one key from another.
      id: hashOf(`${file}\0${label}`).slice(0, 16),
      file,
      place: label,
      kind: place.kind,
      provider: place.provider,
      tail: tailOf(secret),
      copies: await copiesWith(file, secret),
    },
  };
}

/** Where OpenClaw kept sign-ins up to 2026.5. */
export async function profileFiles(stateFolder: string): Promise<readonly string[]> {
  const agents = path.join(stateFolder, "agents");
  const names = await readdir(agents).catch(() => []);
  return names
    .toSorted()
    .slice(0, maxAgents)
    .map((name) => path.join(agents, name, "agent", "auth-profiles.json"));
}

async function keysInFile(file: string): Promise<readonly (Found & { file: string })[]> {
  const read = await readFileBounded(file, maxBytes);
  const profiles = read.ok ? parseJson5(read.bytes.toString("utf8")) : null;
  return profiles ? keysInProfiles(profiles, file).map((one) => ({ ...one, file })) : [];
}

/** The names under which OpenClaw keeps former versions beside a file. */
const isCopyOf = (base: string, name: string): boolean =>
  name.startsWith(`${base}.`) &&
  /^(?:bak|bak\.\d+|last-good|clobbered\..+|rejected\..+)$/.test(name.slice(base.length + 1));

async function copiesWith(file: string, secret: string): Promise<readonly string[]> {
  const folder = path.dirname(file);
  const names = await readdir(folder).catch(() => []);
  const copies: string[] = [];
  for (const name of names.toSorted()) {
    if (!isCopyOf(path.basename(file), name)) continue;
    const copy = path.join(folder, name);
    const read = await readFileBounded(copy, maxBytes);
    if (read.ok && read.bytes.includes(secret)) copies.push(copy);
  }
  return copies;
}
