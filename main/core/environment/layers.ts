/** Which layer gives the daemon a variable, and whether the running one still has what a start would give it now. Values stay in here: what comes out has tails. */
import type { EnvironmentLayer, EnvironmentVariable } from "../../../preload/contract/openclaw.ts";
import { tailOf } from "../credential.ts";
import { countsAtStartOnly, countsInConfig, isImported } from "./names.ts";

export type Values = ReadonlyMap<string, string>;

/** The daemon as it runs now. */
export type Running = {
  /** What it was started with; null where no system lets us read it. */
  readonly process: Values | null;
  /** What `.env` held when it started; null when nobody looked in time. */
  readonly dotenv: Values | null;
  /** The service's own files were written after it started. */
  readonly isServiceNewer: boolean;
};

/** Every layer, as read at one moment. Null: there is no such layer here. */
export type Reading = {
  readonly running: Running | null;
  /** The environment file and the definition of the service that starts it. */
  readonly service: Values | null;
  readonly dotenv: Values;
  /** `env.vars` and `env.<NAME>` of the configuration. */
  readonly config: Values;
  /** What the login shell says; null when it was not asked. */
  readonly shell: Values | null;
  /** `env.shellEnv`: OpenClaw asks the login shell itself. */
  readonly isShellOn: boolean;
  /** Names of a systemd service that its start takes from `.env` anew. */
  readonly managed: ReadonlySet<string>;
};

type Given = { readonly layer: EnvironmentLayer; readonly value: string };

/**
 * What a start of the daemon would use now: process > `.env` > configuration > login shell, as measured on 2026.9.6. The process has what its
 * service says; what the running one has beyond that was handed down to it and will be again. An empty value keeps `.env` and the shell
 * out, not the configuration.
 */
export function winnerOf(reading: Reading, name: string): Given | null {
  const given = givenToProcess(reading, name) ?? valueIn(reading.dotenv, "dotenv", name);
  const early = given?.layer === "dotenv" && countsAtStartOnly(name) ? null : given;
  if (early && early.value.trim() !== "") return early;
  const config = valueIn(reading.config, "config", name);
  if (config && countsInConfig(name) && isLiteral(config.value)) return config;
  if (early || !reading.isShellOn || !isImported(name)) return early;
  const shell = valueIn(reading.shell, "shellEnv", name);
  return shell && shell.value.trim() !== "" ? shell : null;
}

/**
 * The running daemon has another value than a start would give it, or none. False where nothing runs or nothing can be known. What the
 * configuration and the shell give is taken in without a start.
 */
export function isStale(reading: Reading, name: string): boolean {
  const { running } = reading;
  if (!running) return false;
  const now = winnerOf(reading, name);
  if (now?.layer === "dotenv" && running.dotenv === null) return true;
  if (now?.layer === "service" && !running.process && running.isServiceNewer) return true;
  const then: Reading = {
    ...reading,
    running: null,
    service: running.process ?? reading.service,
    dotenv: running.dotenv ?? reading.dotenv,
  };
  const plain = (value = "") => value.trim();
  return plain(winnerOf(then, name)?.value) !== plain(now?.value);
}

/**
 * What the running daemon has, and what a start would give it: for rules over several variables. Where nobody knows what `.env` held at its start it may have
 * been what it holds now, or nothing: both are told. Empty where nothing runs or nobody may look.
 */
export function environmentsOf(reading: Reading): {
  readonly running: readonly Values[];
  readonly start: { get(name: string): string | undefined };
} {
  const { running } = reading;
  const inherited = running?.process;
  const files = running?.dotenv ? [running.dotenv] : [reading.dotenv, new Map<string, string>()];
  return {
    running: inherited ? files.map((file) => new Map([...file, ...inherited])) : [],
    start: { get: (name) => winnerOf(reading, name)?.value },
  };
}

/** As it may be shown: names, sources, tails. */
export function variablesOf(
  reading: Reading,
  names: Iterable<string>,
): readonly EnvironmentVariable[] {
  return [...new Set(names)].toSorted().map((name) => {
    const winner = winnerOf(reading, name);
    return {
      name,
      winner: winner?.layer ?? null,
      layers: layersOf(reading, name).map(({ layer, value }) => ({
        layer,
        tail: tailOf(value),
        isSame: value === winner?.value,
      })),
      isStale: isStale(reading, name),
    };
  });
}

/** Every name any layer has. */
export function namesIn(reading: Reading): readonly string[] {
  const { config, dotenv, running, service, shell } = reading;
  return [running?.process, service, dotenv, config, shell].flatMap((values) => [
    ...(values?.keys() ?? []),
  ]);
}

function layersOf(reading: Reading, name: string): readonly Given[] {
  const isOn = reading.isShellOn && isImported(name);
  return [
    valueIn(reading.running?.process, "process", name),
    valueIn(reading.service, "service", name),
    valueIn(reading.dotenv, "dotenv", name),
    valueIn(reading.config, "config", name),
    valueIn(reading.shell, isOn ? "shellEnv" : "loginShell", name),
  ].filter((given) => given !== null);
}

function givenToProcess(reading: Reading, name: string): Given | null {
  const service = valueIn(reading.service, "service", name);
  if (service && reading.managed.has(name))
    return valueIn(reading.dotenv, "dotenv", name) ?? service;
  return service ?? valueIn(reading.running?.process, "process", name);
}

function valueIn(
  values: Values | null | undefined,
  layer: EnvironmentLayer,
  name: string,
): Given | null {
  const value = values?.get(name);
  return value === undefined ? null : { layer, value };
}

/** OpenClaw takes neither an empty value from its configuration nor one that names another variable. */
const isLiteral = (value: string): boolean =>
  value.trim() !== "" && !/(?<!\$)\$\{[A-Z_][A-Z0-9_]*\}/.test(value);
