/** What is wrong with the daemon's environment, told without a value: names, sources, tails. */
import type { EnvironmentVariable } from "../../../preload/contract/openclaw.ts";
import type { JsonObject } from "../json5-edit.ts";
import { environmentsOf, namesIn, type Reading, variablesOf, winnerOf } from "./layers.ts";
import { isImported, isOfInterest } from "./names.ts";
import { type Need, needsOf } from "./needs.ts";
import { exceptionFor, isProxied } from "./proxy.ts";

export type Diagnosis = {
  readonly variables: readonly EnvironmentVariable[];
  readonly isProxiedNow: boolean;
  readonly isProxiedOnStart: boolean;
  /** The variable of `.env` by which loopback would be left out of the proxy; null where none would, or none needs to. */
  readonly exception: { readonly name: string; readonly isNew: boolean } | null;
  /** Keys the models need and no layer gives. */
  readonly missing: readonly Need[];
  /** What only the login shell has, and OpenClaw would take from there if it asked. */
  readonly inShellOnly: readonly string[];
  /** Where the service's own, older value keeps out what `.env` or the configuration says. */
  readonly baked: readonly string[];
};

/** `isCaseBlind`: names of variables are, on Windows. */
export function diagnose(
  reading: Reading,
  config: JsonObject | null,
  isCaseBlind: boolean,
): Diagnosis {
  const needs = config ? needsOf(config) : [];
  const needed = needs.flatMap(({ names }) => names);
  const names = [...new Set(namesIn(reading))].filter(
    (name) => isOfInterest(name) || needed.includes(name),
  );
  const isGiven = (name: string) => (winnerOf(reading, name)?.value ?? "").trim() !== "";
  const missing = needs.filter((need) => !need.names.some(isGiven));
  const { running, start } = environmentsOf(reading);
  const exception = exceptionFor((name) => winnerOf(reading, name), config, isCaseBlind);
  return {
    variables: variablesOf(reading, [
      ...names,
      ...missing.flatMap(({ names: [first] }) => first ?? []),
    ]),
    isProxiedNow: running.some((values) => isProxied(values, config)),
    isProxiedOnStart: isProxied(start, config),
    exception: exception && { name: exception.name, isNew: exception.isNew },
    missing,
    inShellOnly: names.filter(
      (name) => isImported(name) && !winnerOf(reading, name) && reading.shell?.get(name)?.trim(),
    ),
    baked: names.filter((name) => isBaked(reading, name)),
  };
}

function isBaked(reading: Reading, name: string): boolean {
  if (winnerOf(reading, name)?.layer !== "service") return false;
  const written = reading.config.get(name) ?? reading.dotenv.get(name);
  return written !== undefined && written.trim() !== "" && written !== reading.service?.get(name);
}
