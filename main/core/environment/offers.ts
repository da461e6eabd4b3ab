/** What can be done about the environment: only what would help with what is wrong now, and exactly what it would write. */
import type { PlaintextKey, RepairOffer } from "../../../preload/contract/openclaw.ts";
import type { SecretKind } from "../../../preload/contract/state.ts";
import type { Diagnosis } from "./diagnosis.ts";

export type Means = {
  /** How people find the files. */
  readonly dotenvFile: string;
  readonly configFile: string;
  /** The service's file its variables stand in; null where no service starts the daemon. */
  readonly serviceFile: string | null;
  /** OpenClaw's own program can be run. */
  readonly canRunCli: boolean;
  /** The daemon runs here and may be started again. */
  readonly canRestart: boolean;
  readonly canResolve: boolean;
  readonly hasConfig: boolean;
  /** The last four of a saved key; null when none is saved. */
  tailOfSaved(kind: SecretKind, provider: string | null): string | null;
};

export function offersOf(
  diagnosis: Diagnosis,
  plaintext: readonly (PlaintextKey & { readonly name: string | null })[],
  means: Means,
): readonly RepairOffer[] {
  const { baked, exception, inShellOnly, missing, variables } = diagnosis;
  const offers: RepairOffer[] = [];
  const offer = (name: RepairOffer["name"], variable: string | null, preview: readonly string[]) =>
    offers.push({ name, variable, preview });

  if (exception) {
    const value = `${exception.isNew && exception.name === "NO_PROXY" ? "" : "…,"}127.0.0.1,localhost`;
    const sign = exception.isNew ? "+ " : "";
    offer("proxy.except", exception.name, [
      `${means.dotenvFile}: ${sign}${exception.name}=${value}`,
    ]);
  }
  for (const { kind, names, provider } of missing) {
    const [name] = names;
    const tail = means.tailOfSaved(kind, provider);
    // A variable may be needed in several places.
    if (name === undefined || tail === null || offers.some(({ variable }) => variable === name))
      continue;
    offer("dotenv.write", name, [`${means.dotenvFile}: + ${name}=${shown(tail)}`]);
  }
  if (inShellOnly.length > 0 && means.hasConfig)
    offer("shellEnv.on", null, [
      `${means.configFile}: + env.shellEnv.enabled: true`,
      ...inShellOnly.map((name) => `+ ${name}=${shown(tailIn("loginShell", name))}`),
    ]);
  for (const name of means.canResolve ? new Set(plaintext.map((key) => key.name)) : []) {
    if (name === null) continue;
    const places = plaintext.filter((key) => key.name === name);
    offer("resolver.use", name, [
      ...places.map(({ file, tail }) => `${file}: - ${name}=${shown(tail)}`),
      `${means.configFile}: + secrets.providers.sluice`,
    ]);
  }
  if (baked.length > 0 && means.serviceFile !== null && means.canRunCli)
    offer(
      "service.reinstall",
      null,
      baked.map((name) => `${means.serviceFile}: ${name}=${shown(tailWritten(name))}`),
    );
  const stale = variables.filter(({ isStale }) => isStale);
  const isProxyOld = diagnosis.isProxiedNow && !diagnosis.isProxiedOnStart;
  if ((stale.length > 0 || isProxyOld) && means.canRestart)
    offer(
      "daemon.restart",
      null,
      stale.map(({ layers, name, winner }) => {
        const layer = layers.find((one) => one.layer === winner);
        return layer ? `${name}=${shown(layer.tail)}` : `- ${name}`;
      }),
    );
  return offers;

  function tailIn(layer: string, name: string): string {
    const variable = variables.find((one) => one.name === name);
    return variable?.layers.find((one) => one.layer === layer)?.tail ?? "";
  }

  /** At an installation the configuration goes before `.env`. */
  function tailWritten(name: string): string {
    const variable = variables.find((one) => one.name === name);
    const isIn = (layer: string) => variable?.layers.some((one) => one.layer === layer) === true;
    return tailIn(isIn("config") ? "config" : "dotenv", name);
  }
}

const shown = (tail: string): string => `…${tail}`;
