/** One connection to a far end: TCP or TLS, straight or through a proxy, HTTP/1.1, without Nagle; serves one turn at a time and tells it how it fares. */
import { connect, isIP, type Socket } from "node:net";
import type { ProxyAddress } from "../core/proxy-choice.ts";
import { openTunnel } from "../kit/tunnel.ts";
import type { Hub } from "./hub.ts";
import { tls } from "./late.ts";
import type { Origin } from "./pool.ts";
import type { Turn } from "./turn.ts";

/** Then the system asks the far end once a second, ten times, whether it is there. */
const keepAliveAfterMs = 30_000;
/** Most connections are made in a tenth of this. */
const connectsWithinMs = 1_000;
/** Of a request, held until its proxy has opened the way. */
const earlyBytes = 65_536;
type Early = { readonly pieces: Buffer[]; size: number };

export class UpstreamConnection {
  readonly origin: Origin;
  /** What it goes through; the origin's may have changed since. */
  readonly proxy: ProxyAddress | null;
  /** The proxy did not let it through, or was not there. */
  isRefusedByProxy = false;
  /** Was kept before it began to serve: it may have died unnoticed, and then the request is sent once more. */
  isReused = false;
  restsSince = 0;
  private readonly hub: Hub;
  /** To the proxy, as long as that has not opened the way; then to the far end. */
  private socket: Socket;
  private early: Early | null = null;
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
    this.proxy = origin.proxy;
    this.connecting = setTimeout(() => this.giveUp(), hub.limits.connectMs);
    if (this.proxy === null) {
      this.socket = origin.isTls ? this.connectTls() : connect(origin.port, origin.host);
      this.listen(origin.isTls ? "secureConnect" : "connect");
    } else {
      this.early = { pieces: [], size: 0 };
      const context = () => hub.pool.secureContext;
      this.socket = openTunnel(this.proxy, origin, context, (trouble) => this.tunnelled(trouble));
    }
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
    return this.early === null ? this.socket.write(bytes) : this.hold(this.early, bytes);
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

  private listen(ready: "secureConnect" | "connect" | null): void {
    const { socket } = this;
    socket.setNoDelay(true);
    // One that is only read from would not notice that the machine has slept: its answer would never end.
    socket.setKeepAlive(true, keepAliveAfterMs);
    if (ready !== null) socket.once(ready, () => this.connected());
    socket.on("data", (bytes: Buffer) => this.received(bytes));
    socket.on("drain", () => this.turn?.client.unblock());
    socket.on("end", () => this.ended());
    socket.on("error", (error: NodeJS.ErrnoException) => {
      this.errorCode = error.code ?? error.name;
    });
    socket.on("close", () => this.closed());
  }

  /** The proxy has answered: what waited for it goes to the far end, over TLS of its own. */
  private tunnelled(trouble: string | null): void {
    const { early } = this;
    this.early = null;
    if (trouble !== null) {
      this.isRefusedByProxy = true;
      if (this.errorCode === "closed") this.errorCode = trouble;
      this.closed();
      return;
    }
    const { isTls } = this.origin;
    if (isTls) this.socket = this.connectTls(this.socket);
    this.listen(isTls ? "secureConnect" : null);
    if (!isTls) this.connected();
    let hasRoom = true;
    for (const piece of early?.pieces ?? []) hasRoom = this.socket.write(piece);
    if (hasRoom) this.turn?.client.unblock();
  }

  private hold(early: Early, bytes: Buffer): boolean {
    early.pieces.push(bytes);
    early.size += bytes.length;
    return early.size < earlyBytes;
  }

  private connectTls(through?: Socket): Socket {
    const { host, port, session } = this.origin;
    const socket = tls().connect({
      host,
      port,
      ...(through ? { socket: through } : {}),
      ALPNProtocols: ["http/1.1"],
      secureContext: this.hub.pool.secureContext,
      ...(isIP(host) ? {} : { servername: host }),
      ...(session ? { session } : {}),
    });
    socket.on("session", (ticket: Buffer) => {
      if (this.proxy === this.origin.proxy) this.origin.session = ticket;
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
