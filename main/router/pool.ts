/** The warm connections to the far ends: last in, first out, kept while the far end keeps them, never shared by two requests. */
import type { SecureContext } from "node:tls";
import { isSameProxy, noProxies, type ProxyAddress, proxyFor } from "../core/proxy-choice.ts";
import type { Base } from "../core/route.ts";
import type { ProxyRules } from "../core/traffic.ts";
import { trustSystemCertificates } from "../kit/certificates.ts";
import type { Hub } from "./hub.ts";
import { tls } from "./late.ts";
import type { Turn } from "./turn.ts";
import { UpstreamConnection } from "./upstream-connection.ts";

/** One host and port, and what is kept for it. */
export type Origin = Pick<Base, "isTls" | "host" | "port"> & {
  readonly idle: UpstreamConnection[];
  /** Null: straight there. */
  proxy: ProxyAddress | null;
  /** The last session ticket: saves the far end and us the key exchange, not the round trips. */
  session: Buffer | undefined;
  /** How many requests it is serving. */
  busy: number;
};

export class Pool {
  private readonly hub: Hub;
  private readonly origins = new Map<string, Origin>();
  private readonly ca: string | undefined;
  private context: SecureContext | undefined;
  private rules: ProxyRules = noProxies;
  idleCount = 0;

  /** `ca`: further certificates to trust, for tests only. */
  constructor(hub: Hub, ca: string | undefined) {
    this.hub = hub;
    this.ca = ca;
  }

  /** Made once: reading the root certificates takes longer than a whole handshake. */
  get secureContext(): SecureContext {
    if (this.context === undefined) {
      if (this.ca === undefined) trustSystemCertificates();
      this.context = tls().createSecureContext(this.ca === undefined ? {} : { ca: this.ca });
    }
    return this.context;
  }

  /** The ways out of the network; idle connections of another way are closed, running ones are not kept when they end. */
  follow(rules: ProxyRules): void {
    this.rules = rules;
    for (const origin of this.origins.values()) {
      const proxy = proxyFor(rules, origin);
      if (isSameProxy(proxy, origin.proxy)) continue;
      origin.proxy = proxy;
      // Whoever stands on the way may have ended TLS itself.
      origin.session = undefined;
      for (const connection of [...origin.idle]) this.drop(connection);
    }
  }

  get busyCount(): number {
    let count = 0;
    for (const { busy } of this.origins.values()) count += busy;
    return count;
  }

  get isEmpty(): boolean {
    return this.idleCount === 0 && this.busyCount === 0;
  }

  originOf({ isTls, host, port }: Base): Origin {
    const name = `${isTls ? "tls" : "tcp"} ${host} ${port}`;
    const known = this.origins.get(name);
    if (known) return known;
    const proxy = proxyFor(this.rules, { isTls, host, port });
    const origin: Origin = { isTls, host, port, proxy, idle: [], session: undefined, busy: 0 };
    this.origins.set(name, origin);
    return origin;
  }

  /** The connection used last, or a new one; it serves `turn` from now on. */
  take(origin: Origin, turn: Turn): UpstreamConnection {
    const kept = origin.idle.findLast(({ mayServe }) => mayServe);
    if (kept === undefined) return this.open(origin, turn);
    this.forget(kept);
    kept.serve(turn);
    return kept;
  }

  /** A new connection in any case. */
  open(origin: Origin, turn: Turn): UpstreamConnection {
    const opened = new UpstreamConnection(this.hub, origin);
    opened.serve(turn);
    return opened;
  }

  /** Keeps a connection for the next request; it must have nothing left to send or to receive. */
  give(connection: UpstreamConnection): void {
    const { hub, idleCount } = this;
    const isOfOldWay = connection.proxy !== connection.origin.proxy;
    if (hub.isClosing || isOfOldWay || idleCount >= hub.limits.idleUpstreams) {
      connection.destroy();
      return;
    }
    connection.rest();
    connection.origin.idle.push(connection);
    this.idleCount++;
  }

  /** Opens one connection ahead where there is none. */
  warm(origin: Origin): void {
    if (origin.idle.length === 0 && origin.busy === 0 && !this.hub.isClosing)
      this.give(new UpstreamConnection(this.hub, origin));
  }

  /** An idle connection has closed, or is idle no longer. */
  forget(connection: UpstreamConnection): void {
    const { idle } = connection.origin;
    const at = idle.lastIndexOf(connection);
    if (at < 0) return;
    idle.splice(at, 1);
    this.idleCount--;
  }

  /** Closes what is idle too long. */
  sweep(): void {
    for (const { idle } of this.origins.values()) {
      // The oldest are in front; each takes itself out of the list when it is closed.
      while (idle[0] && this.hub.isOver(idle[0].restsSince, this.hub.limits.idleUpstreamMs))
        this.drop(idle[0]);
    }
  }

  /** Closes every idle connection: after a sleep or on another network they are dead without knowing it. */
  dropIdle(): void {
    const wanted = new Set([...this.hub.targets.values()].map((target) => target.origin));
    for (const origin of this.origins.values()) {
      const wasWarm = origin.idle.length > 0;
      for (const connection of [...origin.idle]) this.drop(connection);
      // While requests are refused nobody needs one.
      if (wasWarm && wanted.has(origin)) this.warm(origin);
    }
  }

  private drop(connection: UpstreamConnection): void {
    this.forget(connection);
    connection.destroy();
  }
}
