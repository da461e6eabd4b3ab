/** Speaks the daemon's own WebSocket protocol (version 4) as an operator: calls, agent turns, configuration, models. */
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";

type Params = Readonly<Record<string, unknown>>;
type Frame = {
  readonly type: "res" | "event";
  readonly id?: string;
  readonly event?: string;
  readonly ok?: boolean;
  readonly payload?: unknown;
  readonly error?: { readonly code?: string; readonly message?: string };
};

export type ModelRef = { readonly provider: string; readonly model: string };

/** One agent turn as OpenClaw tells it. Times are epoch milliseconds of this machine's one clock. */
export type Turn = {
  /** "ok", "error", "timeout" … in OpenClaw's words. */
  readonly status: string;
  /** What the person would read. */
  readonly text: string;
  readonly stopReason: string | null;
  readonly requested: ModelRef | null;
  /** The model that answered: another than requested when a fallback was used. */
  readonly effective: ModelRef | null;
  /** OpenClaw's own record of the tokens; null when it kept none. */
  readonly usage: {
    readonly input?: number;
    readonly output?: number;
    readonly cacheRead?: number;
    readonly cacheWrite?: number;
  } | null;
  /** OpenClaw's own estimate in USD. */
  readonly costUsd: number | null;
  readonly askedAt: number;
  readonly endedAt: number;
  /** Both final frames whole, for what has no field here. */
  readonly raw: unknown;
};

export type ListedModel = {
  readonly id: string;
  readonly provider: string;
  readonly available?: boolean;
  readonly unavailableReason?: string;
  readonly unavailableUntil?: number;
};

export type DaemonClient = {
  /** @throws with OpenClaw's code and message when it says no */
  call<T = unknown>(method: string, params?: Params): Promise<T>;
  runTurn(turn: {
    readonly message: string;
    /** Left out: a session of its own, so nothing earlier is in its context. */
    readonly sessionKey?: string;
    readonly limitMs?: number;
  }): Promise<Turn>;
  /** What is in force now, for `waitApplied`. */
  configHash(): Promise<string>;
  /** Resolves with milliseconds waited once another configuration than `before` is in force and the file holds nothing newer. */
  waitApplied(before: string, withinMs?: number): Promise<number>;
  /** Resolves once no agent turn runs. */
  waitIdle(withinMs?: number): Promise<void>;
  models(): Promise<readonly ListedModel[]>;
  close(): void;
};

/** @throws when the daemon refuses the token or is not there */
export function connectDaemon({
  port,
  token,
}: {
  readonly port: number;
  readonly token: string;
}): Promise<DaemonClient> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  const waiting = new Map<string, (frame: Frame) => void>();
  let lastId = 0;

  /** Hears every answer to the call: "agent" is answered twice, when it is accepted and when it has ended. */
  function ask(method: string, params: Params, hear: (frame: Frame) => void): void {
    lastId += 1;
    const id = String(lastId);
    waiting.set(id, hear);
    socket.send(JSON.stringify({ type: "req", id, method, params }));
  }

  const call = <T>(method: string, params: Params = {}): Promise<T> =>
    new Promise((resolve, reject) => {
      ask(method, params, (frame) => {
        if (frame.ok) resolve(frame.payload as T);
        else reject(refused(method, frame));
      });
    });

  /** OpenClaw drops a turn that begins in the instant in which it takes its file in: as a person does, it is sent again. */
  async function runTurn(asked: Parameters<DaemonClient["runTurn"]>[0]): Promise<Turn> {
    const sessionKey = asked.sessionKey ?? `agent:main:${randomUUID()}`;
    const once = () => runOnce({ limitMs: 120_000, ...asked, sessionKey });
    for (let tries = 1; ; tries += 1) {
      const { turn, isSuperseded } = await once();
      if (!isSuperseded || tries === 5) return turn;
      await wait(tries * 500);
    }
  }

  async function runOnce({
    message,
    sessionKey,
    limitMs,
  }: Required<Parameters<DaemonClient["runTurn"]>[0]>): Promise<{
    readonly turn: Turn;
    readonly isSuperseded: boolean;
  }> {
    const askedAt = Date.now();
    const ended = Promise.withResolvers<Frame>();
    const accepted = Promise.withResolvers<Frame>();
    const params = { message, sessionKey, idempotencyKey: randomUUID() };
    ask("agent", params, (frame) => {
      const status = (frame.payload as { status?: string } | undefined)?.status;
      if (frame.ok && status === "accepted") accepted.resolve(frame);
      else {
        accepted.reject(refused("agent", frame));
        ended.resolve(frame);
      }
    });
    const { runId } = (await accepted.promise).payload as { runId: string };
    const waited = await call<AgentWait>("agent.wait", { runId, timeoutMs: limitMs });
    if (waited.status === "timeout")
      return { turn: turnOf(askedAt, waited, {}), isSuperseded: false };
    const last = await ended.promise;
    return {
      turn: turnOf(askedAt, waited, (last.payload as AgentEnd | undefined) ?? {}),
      isSuperseded: /generation was superseded/.test(last.error?.message ?? ""),
    };
  }

  const hashes = () =>
    call<{ appliedConfigHash?: string; configRevisionHash?: string }>("config.get");
  const log = (params: Params) => call<LogTail>("logs.tail", params);

  /** 2026.5.28 has no hash of what is in force: there it is the place in its log from which a reload is to be looked for. */
  async function configHash(): Promise<string> {
    const { appliedConfigHash } = await hashes();
    return appliedConfigHash ?? `${logPlace}${(await log({ limit: 1 })).cursor}`;
  }

  async function isApplied(before: string): Promise<boolean> {
    if (before.startsWith(logPlace)) {
      const cursor = Number(before.slice(logPlace.length));
      return (await log({ cursor, limit: 5_000 })).lines.some((line) => reloaded.test(line));
    }
    const { appliedConfigHash, configRevisionHash } = await hashes();
    return appliedConfigHash !== before && appliedConfigHash === configRevisionHash;
  }

  async function waitApplied(before: string, withinMs = 15_000): Promise<number> {
    const startedAt = Date.now();
    while (!(await isApplied(before))) {
      if (Date.now() - startedAt > withinMs)
        throw new Error(`OpenClaw took in no other configuration within ${withinMs} ms`);
      await wait(50);
    }
    return Date.now() - startedAt;
  }

  async function waitIdle(withinMs = 15_000): Promise<void> {
    const deadline = Date.now() + withinMs;
    const running = () => call<Preflight>("gateway.restart.preflight");
    while ((await running()).counts.embeddedRuns > 0) {
      if (Date.now() > deadline) throw new Error(`turns still run after ${withinMs} ms`);
      await wait(50);
    }
  }

  async function models(): Promise<readonly ListedModel[]> {
    // While a configuration is being swapped the list is unavailable for a moment.
    for (let left = 40; ; left -= 1)
      try {
        return (await call<{ models: readonly ListedModel[] }>("models.list")).models;
      } catch (error) {
        if (left === 0 || !String(error).includes("UNAVAILABLE")) throw error;
        await wait(50);
      }
  }

  const client: DaemonClient = {
    call,
    runTurn,
    configHash,
    waitApplied,
    waitIdle,
    models,
    close: () => socket.close(),
  };

  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      const error = new Error(`the daemon's socket: ${reason}`);
      reject(error);
      const frame: Frame = { type: "res", ok: false, error: { message: error.message } };
      for (const hear of waiting.values()) hear(frame);
      waiting.clear();
    };
    socket.addEventListener("error", () => fail("cannot connect"));
    socket.addEventListener("close", ({ code, reason }) => fail(`closed ${code} ${reason}`));
    socket.addEventListener("message", ({ data }) => {
      const frame = JSON.parse(String(data)) as Frame;
      if (frame.type === "res") waiting.get(frame.id ?? "")?.(frame);
      else if (frame.event === "connect.challenge")
        call("connect", hello(token)).then(() => resolve(client), reject);
    });
  });
}

const logPlace = "log:";
const reloaded = /config (hot reload applied|change applied)/;
type LogTail = { readonly cursor: number; readonly lines: readonly string[] };
type Preflight = { readonly counts: { readonly embeddedRuns: number } };

type AgentWait = {
  readonly status: string;
  readonly endedAt?: number;
  readonly stopReason?: string;
  readonly error?: unknown;
  readonly terminalReceipt?: { readonly requested?: ModelRef; readonly effective?: ModelRef };
  readonly terminalReply?: { readonly text?: string };
};
type AgentMeta = {
  readonly provider?: string;
  readonly model?: string;
  readonly usage?: Turn["usage"];
  readonly costUsd?: number;
};
type AgentEnd = {
  readonly result?: {
    readonly payloads?: readonly { readonly text?: string }[];
    readonly meta?: { readonly agentMeta?: AgentMeta };
  };
};

function turnOf(askedAt: number, waited: AgentWait, end: AgentEnd): Turn {
  const { agentMeta } = end.result?.meta ?? {};
  const payloads = end.result?.payloads?.map(({ text = "" }) => text) ?? [];
  return {
    status: waited.status,
    text: payloads.length > 0 ? payloads.join("\n") : (waited.terminalReply?.text ?? ""),
    stopReason: waited.stopReason ?? null,
    requested: waited.terminalReceipt?.requested ?? null,
    effective: waited.terminalReceipt?.effective ?? answeredBy(agentMeta),
    usage: agentMeta?.usage ?? null,
    costUsd: agentMeta?.costUsd ?? null,
    askedAt,
    endedAt: waited.endedAt ?? Date.now(),
    raw: { waited, end },
  };
}

/** 2026.5.28 gives no receipt. */
const answeredBy = ({ provider, model }: AgentMeta = {}): ModelRef | null =>
  provider !== undefined && model !== undefined ? { provider, model } : null;

const refused = (method: string, { error }: Frame) =>
  new Error(`${method}: ${error?.code ?? "no code"} ${error?.message ?? ""}`);

/** A local operator with the shared token needs no pairing. */
const hello = (token: string): Params => ({
  minProtocol: 4,
  maxProtocol: 4,
  client: { id: "gateway-client", version: "0.1.0", platform: process.platform, mode: "backend" },
  role: "operator",
  scopes: ["operator.read", "operator.write", "operator.admin"],
  caps: [],
  auth: { token },
});
