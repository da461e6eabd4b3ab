/** The router: OpenClaw's requests in on loopback, out to Cloudflare or the provider, every one of them reported. */
import type { Server, Socket } from "node:net";
import type { Exchange, TrafficConfig } from "../core/traffic.ts";
import { ClientConnection } from "./client-connection.ts";
import { type Counts, Hub } from "./hub.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import { listenBoth } from "./listen.ts";
import type { RouterLog } from "./router-log.ts";
import { Sweep } from "./sweep.ts";

export type RouterOptions = {
  /** Exactly once for every request that was let in, when its answer has ended. */
  onExchange(exchange: Exchange): void;
  /** Epoch ms. */
  readonly now?: () => number;
  readonly log?: RouterLog;
  readonly limits?: Partial<Limits>;
  /** A certificate (PEM) to trust in place of the usual ones. For tests only. */
  readonly ca?: string;
};

export type RouterStats = Readonly<Counts> & {
  readonly clients: number;
  readonly upstreamsBusy: number;
  readonly upstreamsIdle: number;
};

export type ListenResult =
  | { readonly ok: true; readonly port: number }
  | { readonly ok: false; readonly code: "router.portTaken" | "router.failed" };

export type Router = {
  /**
   * Port 0 means any. Listening again moves to the new port; what runs goes on. With `keepsFormer` the ports it had are kept until they are
   * left; one of them becomes the newest again without being taken anew.
   */
  listen(port: number, options?: { readonly keepsFormer?: boolean }): Promise<ListenResult>;
  /** Takes no more connections at this port; what runs goes on. */
  leave(port: number): void;
  /** Holds for the next request; what runs goes on as it began. */
  configure(config: TrafficConfig): void;
  stats(): RouterStats;
  /** After a sleep of the machine, for whoever learns of it sooner than the router does: kept connections are made anew. */
  wake(): void;
  /** Takes no more requests, lets the running ones end for `graceMs`, then breaks them off. */
  close(graceMs: number): Promise<void>;
};

const silent: RouterLog = { info: () => {}, warn: () => {}, error: () => {} };

export function createRouter(options: RouterOptions): Router {
  const hub = new Hub({
    limits: { ...defaultLimits, ...options.limits },
    log: options.log ?? silent,
    now: options.now ?? Date.now,
    onExchange: options.onExchange,
    ca: options.ca,
  });
  const sweep = new Sweep(hub);
  /** By port. */
  const servers = new Map<number, readonly Server[]>();

  function accept(socket: Socket): void {
    const isFull = hub.clients.size >= hub.limits.clients;
    if (isFull || hub.isClosing) hub.counts.dropped++;
    if (hub.isClosing || (isFull && !hub.makeRoom())) {
      socket.destroy();
      return;
    }
    new ClientConnection(hub, socket);
    sweep.start();
  }

  /** Behind the answer to whoever waits for the router: for the first connection of all the system's certificates are read. */
  function warmSoon(): void {
    setImmediate(() => {
      hub.warm();
      if (!hub.pool.isEmpty) sweep.start();
    });
  }

  function leave(port: number): void {
    for (const server of servers.get(port) ?? []) server.close();
    servers.delete(port);
  }

  function stopListening(except?: number): void {
    for (const port of [...servers.keys()]) if (port !== except) leave(port);
  }

  function openDoors(): void {
    const ports = [...servers.keys()];
    hub.open(
      ports.flatMap((port) => ["127.0.0.1", "localhost", "[::1]"].map((host) => `${host}:${port}`)),
    );
  }

  /** Resolves when the last connection and the last report are done with, or after `ms`. */
  function settled(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(finish, ms);
      function finish(): void {
        clearTimeout(timer);
        hub.onSettled = null;
        resolve();
      }
      function look(): void {
        if (hub.clients.size === 0 && hub.unreported === 0) finish();
      }
      hub.onSettled = look;
      look();
    });
  }

  return {
    async listen(port, { keepsFormer = false } = {}) {
      const standing = servers.get(port);
      const listening = standing
        ? { ok: true as const, port, servers: standing }
        : await listenBoth(port, accept);
      if (!listening.ok) {
        hub.log.warn("router.listenFailed", { code: listening.code, cause: listening.cause });
        return { ok: false, code: listening.code };
      }
      servers.set(listening.port, listening.servers);
      if (!keepsFormer) stopListening(listening.port);
      openDoors();
      warmSoon();
      hub.log.info("router.listening", {
        port: listening.port,
        families: listening.servers.length,
      });
      return { ok: true, port: listening.port };
    },

    leave(port) {
      leave(port);
      openDoors();
    },

    configure(config) {
      hub.configure(config);
      warmSoon();
    },

    stats: () => ({
      ...hub.counts,
      turnedAway: { ...hub.counts.turnedAway },
      clients: hub.clients.size,
      upstreamsBusy: hub.pool.busyCount,
      upstreamsIdle: hub.pool.idleCount,
    }),

    wake() {
      sweep.woke();
      hub.pool.dropIdle();
    },

    async close(graceMs) {
      hub.isClosing = true;
      stopListening();
      for (const client of hub.clients) client.retire();
      await settled(graceMs);
      for (const client of hub.clients) client.destroy();
      await settled(1_000);
      hub.pool.dropIdle();
      sweep.stop();
    },
  };
}
