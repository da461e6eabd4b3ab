/** Reads every layer the daemon's variables can come from, at one moment; changes nothing, and keeps values to this room. */
import { stat } from "node:fs/promises";
import path from "node:path";
import { parseDotEnv } from "../../core/environment/dotenv.ts";
import type { Reading, Running, Values } from "../../core/environment/layers.ts";
import { managedNames, parseServiceFile } from "../../core/environment/service-file.ts";
import { isObject, type Json, type JsonObject, valueAt } from "../../core/json5-edit.ts";
import { readFileBounded } from "../../kit/atomic-file.ts";
import { withTimeout } from "../../kit/queue.ts";
import { readProcess } from "./daemon-process.ts";
import { type DotEnvFile, maxDotEnvBytes } from "./dotenv-file.ts";
import type { ServiceEnvironment } from "./environment.ts";
import type { LoginShell } from "./login-shell.ts";

type Sources = {
  readonly homeDir: string;
  readonly platform: NodeJS.Platform;
  readonly dotenvFile: string;
  readonly dotenv: Pick<DotEnvFile, "read">;
  readonly shell: LoginShell;
  readonly config: () => Promise<JsonObject | null>;
  readonly service: () => ServiceEnvironment | null;
  readonly pid: () => Promise<number | null>;
  readonly now: () => number;
};

type Read = { readonly reading: Reading; readonly config: JsonObject | null };

const maxBytes = 1024 * 1024;
const shellWithinMs = 1_000;
/** How exactly the start of a process is told; OpenClaw reads its files later than that. */
const slackMs = 50;

/** `asksShell`: the login shell is asked even where OpenClaw does not. */
export function createReader(sources: Sources): (asksShell: boolean) => Promise<Read> {
  /** What `.env` held when a daemon started: known of those that were there before the file was last written. */
  let known: { readonly pid: number; readonly startedAt: number; readonly values: Values } | null =
    null;

  async function running(
    service: ServiceEnvironment | null,
    dotenv: Values,
  ): Promise<Running | null> {
    const pid = await sources.pid();
    const found = pid === null ? null : await readProcess(pid, sources.platform, sources.now);
    if (pid === null || !found) return null;
    const { startedAt, variables } = found;
    const wasWrittenAt = await changedAt(sources.dotenvFile);
    if (known?.pid !== pid || !isSameStart(known.startedAt, startedAt)) known = null;
    const isOlder =
      wasWrittenAt === null ? known === null : wasWrittenAt < (startedAt ?? 0) + slackMs;
    if (startedAt !== null && isOlder) known = { pid, startedAt, values: dotenv };
    const files = service ? [service.file, service.environmentFile] : [];
    const times = await Promise.all(files.map((file) => (file === null ? null : changedAt(file))));
    return {
      process: variables,
      // Where no system tells when it started, nothing is held against what it holds now.
      dotenv: startedAt === null ? dotenv : (known?.values ?? null),
      isServiceNewer:
        startedAt !== null && times.some((time) => time !== null && time > startedAt + slackMs),
    };
  }

  /** A slow shell must not hold back what is known without it; whoever asked for it waits. */
  async function shellValues(isShellOn: boolean, asksShell: boolean): Promise<Values | null> {
    if (asksShell) return sources.shell.read();
    if (isShellOn) await withTimeout(sources.shell.read(), shellWithinMs);
    return sources.shell.last();
  }

  return async (asksShell) => {
    const config = await sources.config();
    const service = sources.service();
    const dotenv = new Map([
      ...(await gatewayFile(sources)),
      ...((await sources.dotenv.read()) ?? []),
    ]);
    const fromService = service && (await serviceValues(service));
    const now = await running(service, dotenv);
    const [asks = ""] = [now?.process, fromService, dotenv].flatMap(
      (values) => values?.get("OPENCLAW_LOAD_SHELL_ENV") ?? [],
    );
    const isShellOn =
      (config && valueAt(config, ["env", "shellEnv", "enabled"])) === true ||
      /^(?:1|true|yes|on)$/i.test(asks.trim());
    const shell = await shellValues(isShellOn, asksShell);
    const reading: Reading = {
      running: now,
      service: fromService,
      dotenv,
      config: configValues(config),
      shell,
      isShellOn,
      managed:
        service?.supervisor === "systemd" && fromService ? managedNames(fromService) : new Set(),
    };
    return { reading, config };
  };
}

/** What the file says goes before what the definition says, for systemd and for OpenClaw's wrapper on macOS. */
async function serviceValues(service: ServiceEnvironment): Promise<Values> {
  const { environmentFile: file } = service;
  const read = file === null ? null : await readFileBounded(file, maxBytes);
  const inFile = read?.ok ? parseServiceFile(read.bytes.toString("utf8")) : [];
  return new Map([...Object.entries(service.environment), ...inFile]);
}

/** OpenClaw's older place for the same; what `.env` says goes before it. Not looked at with a state folder of one's own. */
async function gatewayFile({ dotenvFile, homeDir }: Sources): Promise<Values> {
  if (dotenvFile !== path.join(homeDir, ".openclaw", ".env")) return new Map();
  const file = path.join(homeDir, ".config", "openclaw", "gateway.env");
  const read = await readFileBounded(file, maxDotEnvBytes);
  return parseDotEnv(read.ok ? read.bytes.toString("utf8") : "");
}

/** `env.vars.NAME` and `env.NAME`; of both the latter counts. */
function configValues(config: JsonObject | null): Values {
  const env = config && valueAt(config, ["env"]);
  if (!env || !isObject(env)) return new Map();
  const { shellEnv: _, vars, ...rest } = env;
  return new Map([...texts(vars), ...texts(rest)]);
}

const texts = (object: Json | undefined): readonly (readonly [string, string])[] =>
  isObject(object)
    ? Object.entries(object).flatMap(([name, value]) =>
        typeof value === "string" ? [[name, value] as const] : [],
      )
    : [];

const changedAt = (file: string): Promise<number | null> =>
  stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );

/** The same start, computed twice. Ids of processes are given out again, but not within a second. */
const isSameStart = (one: number, other: number | null): boolean =>
  other !== null && Math.abs(one - other) < 1_000;
