/** The daemon as the snapshot shows it, put together from what was found and what it answered. */
import type { ErrorCode } from "../../../preload/contract/error.ts";
import type { DaemonState } from "../../../preload/contract/openclaw.ts";
import type { ConfigReply, Hello, StatusReply } from "./replies.ts";
import { isInForce } from "./taken-in.ts";

/** Each null: not asked, not answered, or not understood. */
export type Reading = {
  readonly config: ConfigReply | null;
  readonly status: StatusReply | null;
  readonly cooldowns: DaemonState["cooldowns"] | null;
};

export const nothingRead: Reading = { config: null, status: null, cooldowns: null };

export type Findings = {
  readonly port: number;
  readonly status: DaemonState["status"];
  readonly access: DaemonState["access"];
  readonly problem: ErrorCode | null;
  readonly version: string | null;
  readonly startedAt: number | null;
  readonly place: DaemonState["place"];
  readonly reading: Reading;
};

/** What one look found, put into the words of the snapshot. */
export function findingsOf(found: {
  readonly port: number;
  readonly place: DaemonState["place"];
  /** Null: nothing answers. */
  readonly health: { readonly isReady: boolean; readonly version: string | null } | null;
  /** What it said on the open line; null without one. */
  readonly hello: Hello | null;
  /** Of the daemon on the line. */
  readonly startedAt: number | null;
  /** OpenClaw's own program gets through to it. */
  readonly canProgram: boolean;
  /** Every secret there is was turned down. */
  readonly isRefused: boolean;
  /** Why there is no line. */
  readonly problem: ErrorCode | null;
  /** It said that it would be back by now or later. */
  readonly isComingBack: boolean;
  readonly reading: Reading;
}): Findings {
  const { port, place, health, hello, canProgram, isRefused, reading } = found;
  if (!health) {
    const status = found.isComingBack ? "starting" : "stopped";
    const nobody = { access: null, problem: null, version: null, startedAt: null };
    return { port, place, status, ...nobody, reading: nothingRead };
  }
  // A secret that was turned down stays wrong, also where OpenClaw's own program gets through.
  const isWell = hello !== null || !health.isReady || (canProgram && !isRefused);
  return {
    port,
    place,
    status: health.isReady || hello ? "running" : "starting",
    access: hello ? "rpc" : canProgram ? "cli" : "health",
    problem: isWell ? null : found.problem,
    version: hello?.server.version ?? health.version,
    startedAt: hello ? found.startedAt : null,
    reading,
  };
}

/** `refusal` is why the last start failed, told as long as nothing runs. */
export function daemonStateOf(
  findings: Findings,
  rest: {
    readonly supervisor: DaemonState["supervisor"];
    readonly startsLeft: number;
    readonly refusal: ErrorCode | null;
    readonly now: number;
  },
): DaemonState {
  const { reading, status } = findings;
  const isInvalid = reading.config?.valid === false;
  return {
    status,
    port: findings.port,
    access: findings.access,
    problem:
      findings.problem ??
      (isInvalid ? "openclaw.configInvalid" : status === "stopped" ? rest.refusal : null),
    version: findings.version,
    startedAt: findings.startedAt,
    isConfigApplied: isInForce(reading.config),
    place: findings.place,
    supervisor: rest.supervisor,
    degraded: reading.status?.degraded ?? [],
    cooldowns: (reading.cooldowns ?? []).filter(({ until }) => until > rest.now),
    startsLeft: rest.startsLeft,
  };
}
