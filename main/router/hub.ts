/** What all connections of one router share: its orders, its bounds, its clock, its pool, and where it reports. */
import type { Door, GuardFault, Way } from "../core/guard.ts";
import { type Destination, type Plan, planOf } from "../core/route.ts";
import type { Exchange, TrafficConfig } from "../core/traffic.ts";
import type { ClientConnection } from "./client-connection.ts";
import type { Limits } from "./limits.ts";
import { type Origin, Pool } from "./pool.ts";
import { nameOf, type RouterLog } from "./router-log.ts";

/** A destination and the connections to it; no origin where every request is refused. */
export type Target = Destination & { readonly origin: Origin | null };

export type Counts = {
  /** Requests that became exchanges. */
  requests: number;
  /** Sent a second time because a kept connection had died. */
  retries: number;
  /** Connections closed at once because there were too many. */
  dropped: number;
  readonly turnedAway: Partial<Record<GuardFault, number>>;
};

const closedDoor: Plan = {
  route: "paused",
  isSpoken: false,
  localKey: null,
  checkKey: null,
  destinations: new Map(),
  otherDestinations: new Map(),
};

export class Hub {
  readonly limits: Limits;
  readonly pool: Pool;
  readonly log: RouterLog;
  readonly now: () => number;
  readonly clients = new Set<ClientConnection>();
  readonly counts: Counts = { requests: 0, retries: 0, dropped: 0, turnedAway: {} };
  /** Grows with every sweep; connections note it when something happens on them, which costs less than a clock. */
  tick = 0;
  isClosing = false;
  /** Exchanges that have ended and whose compressed answer is still being read. */
  unreported = 0;
  plan = closedDoor;
  /** Whose aiGateway requests go through that take this way. */
  profile: string | null = null;
  targets: ReadonlyMap<string, Target> = new Map();
  /** Of the way that is not the route's. */
  private otherTargets: ReadonlyMap<string, Target> = new Map();
  door: Door = { hosts: [], localKey: null, checkKey: null };
  /** Called when a connection or a report is done with, for whoever waits for the last. */
  onSettled: (() => void) | null = null;
  private readonly onExchange: (exchange: Exchange) => void;
  private ids = 0;

  constructor(options: {
    readonly limits: Limits;
    readonly log: RouterLog;
    readonly now: () => number;
    readonly onExchange: (exchange: Exchange) => void;
    readonly ca: string | undefined;
  }) {
    this.limits = options.limits;
    this.log = options.log;
    this.now = options.now;
    this.onExchange = options.onExchange;
    this.pool = new Pool(this, options.ca);
  }

  configure(config: TrafficConfig): void {
    const plan = planOf(config);
    this.pool.follow(config.proxies);
    this.plan = plan;
    this.profile = config.profile;
    this.targets = this.targetsOf(plan.destinations);
    this.otherTargets = this.targetsOf(plan.otherDestinations);
    this.open(this.door.hosts);
  }

  private targetsOf(destinations: Plan["destinations"]): ReadonlyMap<string, Target> {
    const targets = new Map<string, Target>();
    for (const [slug, destination] of destinations) {
      const { base, refusal } = destination;
      const origin = base && refusal === null ? this.pool.originOf(base) : null;
      targets.set(slug, { ...destination, origin });
    }
    return targets;
  }

  /** `way`: asked for by Sluice's own trial; null: the route's. Undefined for a provider nobody knows. */
  targetOf(slug: string, way: Way | null): Target | undefined {
    const isOther = way !== null && way !== this.plan.route;
    return (isOther ? this.otherTargets : this.targets).get(slug);
  }

  /** The first turn should find a connection: two round trips less. All aiGateway requests share one origin. */
  warm(): void {
    const { door, plan, pool, targets } = this;
    const origin = targets.get("anthropic")?.origin;
    const isExpected = plan.route === "cloudflare" && plan.localKey !== null;
    if (origin && isExpected && door.hosts.length > 0) pool.warm(origin);
  }

  /** The addresses the router listens on, as a Host header says them. */
  open(hosts: readonly string[]): void {
    this.door = { hosts, localKey: this.plan.localKey, checkKey: this.plan.checkKey };
  }

  /** True when more than `ms` has gone by since `tick`, whatever the sweep's grain. */
  isOver(tick: number, ms: number): boolean {
    return (this.tick - tick - 1) * this.limits.sweepMs >= ms;
  }

  /** Letters and digits; no two alike. */
  nextId(): string {
    this.ids++;
    return `${this.now().toString(36)}${this.ids.toString(36).padStart(4, "0")}`;
  }

  /** Lets go of the oldest client that has shown no key; false when there is none. */
  makeRoom(): boolean {
    for (const client of this.clients) {
      if (client.isTrusted) continue;
      this.clients.delete(client);
      client.destroy();
      return true;
    }
    return false;
  }

  settled(): void {
    this.onSettled?.();
  }

  turnedAway(fault: GuardFault): void {
    this.counts.turnedAway[fault] = (this.counts.turnedAway[fault] ?? 0) + 1;
  }

  /** A defect in what listens to exchanges must not end the streams of others. */
  report(exchange: Exchange): void {
    try {
      this.onExchange(exchange);
    } catch (error) {
      this.log.error("router.reportFailed", { error: nameOf(error) });
    }
  }
}
