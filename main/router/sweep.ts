/** Looks now and then at what stands still too long, only while there is something to look at; notices a sleep and a new network. */
import { networkInterfaces } from "node:os";
import type { Hub } from "./hub.ts";

/** A timer that is so much too late was not late: the machine slept. */
const sleptMs = 15_000;

export class Sweep {
  private readonly hub: Hub;
  private timer: NodeJS.Timeout | undefined;
  private sweptAt = 0;
  private network = "";

  constructor(hub: Hub) {
    this.hub = hub;
  }

  /** Called whenever a connection is made. */
  start(): void {
    if (this.timer !== undefined) return;
    this.sweptAt = this.hub.now();
    this.network = networkNow();
    this.timer = setInterval(() => this.sweep(), this.hub.limits.sweepMs);
    this.timer.unref();
  }

  /** Somebody else has noticed a sleep and seen to the connections. */
  woke(): void {
    this.sweptAt = this.hub.now();
    this.network = networkNow();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private sweep(): void {
    const { hub } = this;
    hub.tick++;
    this.lookAround();
    for (const client of hub.clients) client.sweep();
    hub.pool.sweep();
    if (hub.clients.size === 0 && hub.pool.isEmpty) this.stop();
  }

  /** Connections from before a sleep, or from an address that is gone, would swallow the next request without a word. */
  private lookAround(): void {
    const { hub } = this;
    const now = hub.now();
    const hasSlept = now - this.sweptAt > hub.limits.sweepMs + sleptMs;
    this.sweptAt = now;
    if (hub.pool.idleCount === 0) return;
    const network = networkNow();
    const hasMoved = network !== this.network;
    this.network = network;
    if (hasSlept || hasMoved) {
      hub.log.info("router.poolDropped", { reason: hasSlept ? "sleep" : "network" });
      hub.pool.dropIdle();
    }
  }
}

function networkNow(): string {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal }) => !internal)
    .map(({ address }) => address)
    .sort()
    .join(" ");
}
