/** One request and its answer: sends it on, once more if a kept connection had died, refuses where it must, and reports how it ended. */
import type { RefusalReason, RouteName } from "../../preload/contract/state.ts";
import { modelOfExchange } from "../core/dialects/paths.ts";
import type { Way } from "../core/guard.ts";
import { type Endpoint, endpointOf, type Reading } from "../core/meter.ts";
import type { Exchange } from "../core/traffic.ts";
import { mayHaveCost } from "../core/verdict.ts";
import { Answer, CORRUPT, GOES_ON, HELD } from "./answer.ts";
import type { ClientConnection } from "./client-connection.ts";
import type { Hub, Target } from "./hub.ts";
import type { Opening } from "./outgoing.ts";
import type { Origin } from "./pool.ts";
import { refusalBytes } from "./refusal-bytes.ts";
import { SentRequest } from "./sent-request.ts";
import type { UpstreamConnection } from "./upstream-connection.ts";

export class Turn {
  readonly client: ClientConnection;
  private readonly hub: Hub;
  private readonly target: Target;
  private readonly by: "openclaw" | "sluice";
  private readonly way: Way | null;
  private readonly method: string;
  private readonly path: string;
  private readonly route: RouteName;
  private readonly plan: Hub["plan"];
  private readonly profile: string | null;
  private readonly endpoint: Endpoint;
  private readonly startedAt: number;
  private readonly sent: SentRequest;
  private readonly answer: Answer;
  private upstream: UpstreamConnection | null = null;
  private isRequestWhole = false;
  private refusal: RefusalReason | null = null;
  private drained = 0;
  private wasSent = false;
  /** The far end may have served what it did not answer: what that cost is not known. */
  private isUnsettled = false;
  private isOver = false;

  constructor(
    hub: Hub,
    client: ClientConnection,
    request: {
      readonly target: Target;
      readonly by: "openclaw" | "sluice";
      readonly way: Way | null;
      readonly method: string;
      readonly path: string;
      readonly isChunked: boolean;
    },
  ) {
    this.hub = hub;
    this.client = client;
    this.target = request.target;
    this.by = request.by;
    this.way = request.way;
    this.method = request.method;
    this.path = request.path;
    this.plan = hub.plan;
    this.route = request.target.route;
    this.profile = this.route === "cloudflare" ? hub.profile : null;
    this.startedAt = hub.now();
    this.endpoint = endpointOf(request.target.slug, request.method, request.path);
    this.sent = new SentRequest(request.isChunked, hub.limits.keptRequestBytes);
    this.answer = new Answer(
      hub,
      client,
      this.endpoint,
      request.method === "HEAD",
      this.route === "cloudflare",
    );
    hub.counts.requests++;
  }

  // From the client.

  /** The head and the beginning of the body, as they go to `origin`. */
  start(origin: Origin, { first, headLength, more }: Opening): void {
    this.sent.open(first, headLength);
    if (more !== null) this.sent.add(more);
    this.upstream = this.hub.pool.take(origin, this);
    if (!this.upstream.writeBoth(first, more)) this.client.block();
  }

  /** More of the body, as on the wire. */
  body(piece: Buffer): void {
    this.sent.add(piece);
    if (this.refusal !== null) this.drain(piece.length);
    else if (this.upstream !== null && !this.upstream.write(piece)) this.client.block();
  }

  bodyEnded(): void {
    this.isRequestWhole = true;
    if (this.refusal !== null) this.sayRefusal(this.refusal);
  }

  /** The client reads again. */
  unblock(): void {
    this.upstream?.resume();
  }

  /** The client cannot take more for now. */
  block(): void {
    this.upstream?.pause();
  }

  /** The client has left. */
  abort(): void {
    this.upstream?.destroy();
    this.upstream = null;
    this.end("aborted");
  }

  /** Nothing has happened on either side for too long. */
  giveUp(): void {
    this.breakOff("silence");
  }

  // From the far end.

  answered(bytes: Buffer): void {
    this.client.touch();
    const { answer } = this;
    const wasBegun = answer.status !== null;
    const result = answer.push(bytes);
    if (!wasBegun && answer.status !== null) this.headArrived(answer.status);
    if (result !== GOES_ON) this.settle(result);
  }

  /** The far end has closed its side in good order. */
  answerEnded(): void {
    if (this.answer.endsWithConnection) this.settle(this.answer.close());
  }

  /** The connection is gone, before the answer was whole. What is sent again goes on a new connection, so never twice. */
  upstreamLost(lost: UpstreamConnection, code: string): void {
    this.upstream = null;
    this.wasSent ||= lost.hasSent;
    const { answer, target } = this;
    const isSafe = lost.wasDead && answer.isUntouched && this.hub.plan === this.plan;
    const replay = isSafe ? this.sent.replay : null;
    if (replay !== null && target.origin) {
      this.hub.counts.retries++;
      const upstream = this.hub.pool.open(target.origin, this);
      this.upstream = upstream;
      let isFull = false;
      for (const piece of replay) isFull = !upstream.write(piece);
      if (isFull) this.client.block();
      else this.client.unblock();
    } else if (answer.isBegun) this.breakOff(code);
    else this.refuseAfter(code, lost.isRefusedByProxy);
  }

  /** Answers in the far end's place, as soon as the request has been read. */
  refuse(reason: RefusalReason): void {
    this.refusal = reason;
    this.sent.letGo();
    if (this.isRequestWhole) this.sayRefusal(reason);
    else this.client.unblock();
  }

  private headArrived(status: number): void {
    if (status >= 400) return;
    // Without a meter the answer will not name the model, and a stored one was another request's: look while this one is here.
    if (!this.answer.isMetered || this.answer.cacheHit) this.sent.facts();
    this.sent.release();
  }

  private settle(result: number): void {
    if (result === CORRUPT) {
      this.loseUpstream();
      if (this.answer.isBegun) this.breakOff("EPROTO");
      else this.refuseAfter("EPROTO");
      return;
    }
    const { upstream } = this;
    this.upstream = null;
    if (upstream !== null) this.letGo(upstream);
    const reason = result === HELD ? (this.answer.held?.verdict(this.target.slug) ?? null) : null;
    if (reason !== null) {
      this.isUnsettled = mayHaveCost(reason);
      this.refuse(reason);
      return;
    }
    this.answer.relayHeld();
    this.end((this.answer.status ?? 0) >= 400 ? "providerError" : "ok");
  }

  /** Keeps the connection for the next request if both sides are through with this one. */
  private letGo(upstream: UpstreamConnection): void {
    if (this.answer.isKept && this.isRequestWhole && upstream.isFlushed) {
      upstream.release();
      this.hub.pool.give(upstream);
    } else upstream.destroy();
  }

  private loseUpstream(): void {
    this.upstream?.destroy();
    this.upstream = null;
  }

  /** The far end failed before anything was passed on: the client gets an answer all the same. */
  private refuseAfter(code: string, isByProxy = false): void {
    const { firstByteAt, logId, status } = this.answer;
    this.isUnsettled = (this.wasSent || firstByteAt > 0) && (status ?? 0) < 400;
    const present = this.hub.targetOf(this.target.slug, this.way)?.refusal ?? null;
    this.hub.log.warn("router.upstreamFailed", {
      provider: this.target.slug,
      route: this.route,
      code,
    });
    if (present !== null && status === null) this.refuse(present);
    else if (isByProxy) this.refuse("proxyRefused");
    else if (this.route === "direct") this.refuse("providerUnreachable");
    else
      this.refuse(status === null && logId === null ? "cloudflareUnreachable" : "cloudflareFailed");
  }

  /** The answer has begun and cannot be ended: the client must see that it is not whole. */
  private breakOff(code: string): void {
    this.loseUpstream();
    this.hub.log.warn("router.answerCut", {
      provider: this.target.slug,
      route: this.route,
      code,
    });
    this.end("failed");
  }

  /** Reads what is left of a refused request, for only then its client reads the answer. */
  private drain(length: number): void {
    this.drained += length;
    if (this.refusal !== null && !this.isOver && this.drained > this.hub.limits.drainedBytes)
      this.sayRefusal(this.refusal);
  }

  private sayRefusal(reason: RefusalReason): void {
    const { client, endpoint, hub, path, plan } = this;
    const facts = this.sent.facts();
    const request = { slug: this.target.slug, path, endpoint, facts, isSpoken: plan.isSpoken };
    const framing = {
      isHead: this.method === "HEAD",
      isKept: this.isRequestWhole && !client.isLast,
      keepAlive: client.keepAlive,
    };
    client.send(refusalBytes(reason, request, { id: hub.nextId(), at: hub.now() }, framing));
    this.end("refused");
  }

  /** The one way out: reports the exchange and gives the client back to its next request. */
  private end(outcome: Exchange["outcome"]): void {
    if (this.isOver) return;
    this.isOver = true;
    const durationMs = Math.max(0, this.hub.now() - this.startedAt);
    if (outcome === "failed") this.client.breakOff(this.answer.endsWithConnection);
    else if (outcome !== "aborted") {
      // An answer passed on without a length ends where the connection ends.
      const isLast = this.answer.endsWithConnection && outcome !== "refused";
      this.client.turnEnded(this.isRequestWhole && !isLast);
    }
    const { answer, hub } = this;
    if (!answer.isPacked) {
      this.report(outcome, durationMs, answer.reading());
      return;
    }
    hub.unreported++;
    answer.readPacked((reading) => {
      hub.unreported--;
      this.report(outcome, durationMs, reading);
      hub.settled();
    });
  }

  private report(outcome: Exchange["outcome"], durationMs: number, reading: Reading): void {
    const { answer, hub, refusal, startedAt } = this;
    const asked = () => this.sent.facts().model;
    // What Cloudflare said went through, whoever says it again; what never got there did not.
    const wentThrough = refusal === null || answer.status !== null || this.isUnsettled;
    hub.report({
      startedAt,
      durationMs,
      firstByteMs: answer.firstByteAt === 0 ? null : Math.max(0, answer.firstByteAt - startedAt),
      route: this.route,
      by: this.by,
      profile: wentThrough ? this.profile : null,
      provider: this.target.slug,
      method: this.method,
      path: this.path,
      model: modelOfExchange(this.target.slug, this.path, reading.model, asked),
      status: answer.status,
      outcome: outcome === "refused" && this.isUnsettled ? "failed" : outcome,
      refusal: outcome === "refused" ? refusal : null,
      usage: reading.usage,
      cacheHit: answer.cacheHit,
      ...(answer.cacheHit && { asked: this.sent.facts() }),
      logId: answer.logId,
    });
  }
}
