/** A daemon of OpenClaw's as far as its wire goes: health over HTTP, the socket with challenge and hello, scripted answers, and a record of everybody who came. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";
import { acceptOf, createReader, frame, textFrame } from "./frame-codec.ts";

export type Request = {
  readonly id: string;
  readonly method: string;
  readonly params: { readonly [name: string]: unknown };
};
/** `null`: no answer at all. */
export type Reply =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly error: object }
  | null;

export type FakeDaemon = {
  readonly port: number;
  /** "GET /healthz", "connect", "config.get" … in the order in which they came. */
  readonly contacts: string[];
  /** What each `connect` brought. */
  readonly passes: unknown[];
  /** Replaces what is answered to a method. */
  on(method: string, reply: (request: Request) => Reply): void;
  /** Resolves when a method is asked from now on. */
  asked(method: string): Promise<void>;
  event(name: string, payload?: unknown): void;
  raw(text: string): void;
  /** Breaks every line without a word. */
  cut(): void;
  /** From now on nothing is answered, as by a process that is stopped. */
  hold(): void;
  isAttached(): boolean;
  stop(): Promise<void>;
};

export type FakeOptions = {
  readonly port?: number;
  /** Null: asks for none. */
  readonly token?: string | null;
  readonly protocol?: number;
  readonly version?: string;
  /** Whether there is a `/startupz`, and what it says. */
  readonly startup?: "starting" | "started" | null;
  readonly snapshot?: object;
  /** Said instead of the challenge. */
  readonly firstWord?: string;
};

export const unauthorized = {
  code: "INVALID_REQUEST",
  message: "unauthorized: gateway token mismatch (provide gateway auth token)",
  details: { code: "AUTH_TOKEN_MISMATCH", authReason: "token_mismatch" },
};

export async function startFakeDaemon(options: FakeOptions = {}): Promise<FakeDaemon> {
  const { token = "the-shared-token", protocol = 4, version = "2026.9.6" } = options;
  const lines = new Set<Socket>();
  const contacts: string[] = [];
  const passes: unknown[] = [];
  const waiting = new Map<string, (() => void)[]>();
  const script = new Map<string, (request: Request) => Reply>();
  let isHeld = false;
  let attached = 0;

  const server: Server = createServer((request, response) => {
    contacts.push(`${request.method} ${request.url}`);
    const answer = healthAnswer(request.url ?? "", version, options.startup);
    if (isHeld) return;
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(answer.body);
  });
  server.on("upgrade", (request, socket: Socket) => {
    lines.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => lines.delete(socket));
    const accept = acceptOf(String(request.headers["sec-websocket-key"]));
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    socket.on(
      "data",
      createReader((opcode, payload) => {
        if (opcode === 8) socket.end(frame(8, payload));
        else if (opcode === 1) hear(JSON.parse(payload.toString()), socket);
      }),
    );
    const challenge = { type: "event", event: "connect.challenge", payload: challengeNow() };
    socket.write(textFrame(options.firstWord ?? JSON.stringify(challenge)));
  });

  function hear(request: Request, socket: Socket): void {
    contacts.push(request.method);
    if (request.method === "connect") passes.push(request.params.auth ?? null);
    for (const resolve of waiting.get(request.method)?.splice(0) ?? []) resolve();
    const reply = isHeld ? null : answerOf(request);
    if (!reply) return;
    socket.write(textFrame(JSON.stringify({ type: "res", id: request.id, ...reply })));
    if (request.method === "connect" && reply.ok) attached += 1;
    if (request.method === "connect" && !reply.ok) socket.end(frame(8, Buffer.from([3, 240])));
  }

  function answerOf(request: Request): Reply {
    const scripted = script.get(request.method);
    if (scripted) return scripted(request);
    if (request.method !== "connect") return defaults[request.method] ?? unknownMethod;
    const auth = request.params.auth as { token?: string; password?: string } | undefined;
    if (token !== null && auth?.token !== token && auth?.password !== token)
      return { ok: false, error: unauthorized };
    return {
      ok: true,
      payload: {
        type: "hello-ok",
        protocol,
        server: { version, connId: "1" },
        features: { methods: [], events: [] },
        snapshot: { uptimeMs: 60_000, ...options.snapshot },
        policy: { tickIntervalMs: 30_000 },
      },
    };
  }

  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const say = (text: string) => {
    for (const socket of lines) socket.write(textFrame(text));
  };

  return {
    port,
    contacts,
    passes,
    on: (method, reply) => void script.set(method, reply),
    asked: (method) =>
      new Promise((resolve) => waiting.set(method, [...(waiting.get(method) ?? []), resolve])),
    event: (name, payload = {}) => say(JSON.stringify({ type: "event", event: name, payload })),
    raw: say,
    cut() {
      for (const socket of lines) socket.destroy();
    },
    hold() {
      isHeld = true;
    },
    isAttached: () => attached > 0 && lines.size > 0,
    async stop() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      for (const socket of lines) socket.destroy();
      await closed;
    },
  };
}

const challengeNow = () => ({ nonce: "d3592a1c-f121-4a78-b90b", ts: Date.now() });

const unknownMethod: Reply = { ok: false, error: { code: "INVALID_REQUEST" } };

export const inForce = (hash: string, revision: string, applied = revision): Reply => ({
  ok: true,
  payload: { hash, configRevisionHash: revision, appliedConfigHash: applied, valid: true },
});

const defaults: Readonly<Record<string, Reply>> = {
  "config.get": inForce("raw-1", "rev-1"),
  health: { ok: true, payload: { ok: true } },
  status: { ok: true, payload: { runtimeVersion: "2026.9.6", degradedSecretOwners: [], pid: 1 } },
  "models.list": { ok: true, payload: { models: [] } },
  "secrets.reload": { ok: true, payload: { ok: true, warningCount: 0 } },
};

function healthAnswer(url: string, version: string, startup: FakeOptions["startup"] = "started") {
  const answer = (status: number, body: object) => ({ status, body: JSON.stringify(body) });
  if (url === "/healthz") return answer(200, { ok: true, status: "live" });
  if (url === "/readyz") return answer(200, { ready: true, failing: [] });
  if (url !== "/startupz" || startup === null) return { status: 404, body: "Not Found" };
  return startup === "started"
    ? answer(200, { ok: true, status: "started", version, uptimeMs: 1_000 })
    : answer(503, { ok: false, status: startup, version, pendingReason: "startup-sidecars" });
}
