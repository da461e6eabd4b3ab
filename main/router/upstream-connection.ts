/** One connection to a far end: TCP or TLS, HTTP/1.1, without Nagle; serves one turn at a time and tells it how it fares. */
import { connect, isIP, type Socket } from "node:net";
import type { Hub } from "./hub.ts";
import { tls } from "./late.ts";
import type { Origin } from "./pool.ts";
import type { Turn } from "./turn.ts";

/** Then the system asks the far end once a second, ten times, whether it is there. */
const keepAliveAfterMs = 30_000;
/** Most connections are made in a tenth of this. */
const connectsWithinMs = 1_000;

export class UpstreamConnection {
  readonly origin: Origin;
  readonly socket: Socket;
  /** Was kept before it began to serve: it may have died unnoticed, and then the request is sent once more. */
  isReused = false;
  restsSince = 0;
  private readonly hub: Hub;
  private turn: Turn | null = null;
  private isConnected = false;
  private readonly openedAt: number;
  private writtenAt = 0;
  private errorCode = "closed";
  private connecting: NodeJS.Timeout | undefined;

  constructor(hub: Hub, origin: Origin) {
    this.hub = hub;
    this.origin = origin;
    this.openedAt = hub.now();
    this.socket = origin.isTls ? this.connectTls() : connect(origin.port, origin.host);
    this.connecting = setTimeout(() => this.giveUp(), hub.limits.connectMs);
    this.socket.setNoDelay(true);
    // One that is only read from would not notice that the machine has slept: its answer would never end.
    this.socket.setKeepAlive(true, keepAliveAfterMs);
    this.socket.once(origin.isTls ? "secureConnect" : "connect", () => this.connected());
    this.socket.on("data", (bytes: Buffer) => this.received(bytes));
    this.socket.on("drain", () => this.turn?.client.unblock());
    this.socket.on("end", () => this.ended());
    this.socket.on("error", (error: NodeJS.ErrnoException) => {
      this.errorCode = error.code ?? error.name;
    });
    this.socket.on("close", () => this.closed());
  }

  /** Connected, or about to be: one opened ahead into a network that is not there yet would hold a request for long. */
  get mayServe(): boolean {
    return this.isConnected || Math.abs(this.hub.now() - this.openedAt) < connectsWithinMs;
  }

  serve(turn: Turn): void {
    this.turn = turn;
    this.isReused = this.isConnected;
    this.origin.busy++;
  }

  /** Has no turn any more: what comes now is a fault of the far end. */
  release(): void {
    if (this.turn === null) return;
    this.turn = null;
    this.origin.busy--;
  }

  rest(): void {
    this.restsSince = this.hub.tick;
    if (this.socket.isPaused()) this.socket.resume();
  }

  /** Nothing of a request is waiting to be sent. */
  get isFlushed(): boolean {
    return this.socket.writableLength === 0;
  }

  /** The far end may have had what was written. */
  get hasSent(): boolean {
    return this.isConnected && this.socket.bytesWritten > 0;
  }

  /** It had died while it was kept: nobody can have served what was written. After a longer time somebody may. */
  get wasDead(): boolean {
    const { limits, now } = this.hub;
    return this.isReused && Math.abs(now() - this.writtenAt) <= limits.replayMs;
  }

  write(bytes: Buffer): boolean {
    this.writtenAt = this.hub.now();
    return this.socket.write(bytes);
  }

  /** In one system call, without copying them together. */
  writeBoth(first: Buffer, more: Buffer | null): boolean {
    if (more === null) return this.write(first);
    this.socket.cork();
    this.write(first);
    const hasRoom = this.write(more);
    this.socket.uncork();
    return hasRoom;
  }

  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  destroy(): void {
    this.release();
    this.socket.destroy();
  }

  private connectTls(): Socket {
    const { host, port, session } = this.origin;
    const socket = tls().connect({
      host,
      port,
      ALPNProtocols: ["http/1.1"],
      secureContext: this.hub.pool.secureContext,
      ...(isIP(host) ? {} : { servername: host }),
      ...(session ? { session } : {}),
    });
    socket.on("session", (ticket: Buffer) => {
      this.origin.session = ticket;
    });
    return socket;
  }

  private connected(): void {
    clearTimeout(this.connecting);
    this.isConnected = true;
  }

  private giveUp(): void {
    this.errorCode = "ETIMEDOUT";
    this.socket.destroy();
  }

  private received(bytes: Buffer): void {
    // An answer nobody asked for: this connection can no longer be trusted to be in step.
    if (this.turn === null) this.discard();
    else this.turn.answered(bytes);
  }

  private ended(): void {
    this.turn?.answerEnded();
    this.discard();
  }

  /** Out of the pool at once: a request that comes before the close is through must not find it. */
  private discard(): void {
    this.hub.pool.forget(this);
    this.socket.destroy();
  }

  private closed(): void {
    clearTimeout(this.connecting);
    const { turn } = this;
    this.release();
    if (turn === null) this.hub.pool.forget(this);
    else turn.upstreamLost(this, this.errorCode);
  }
}
