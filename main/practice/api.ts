/** The practice management API: finds what is asked for, asks the token whether it may, and answers or misbehaves. */
import { setTimeout as pause } from "node:timers/promises";
import { createAdmission } from "./api-admit.ts";
import type { ApiParts } from "./api-ask.ts";
import { createApiBudget, type Spent } from "./api-budget.ts";
import { misbehaviourOf } from "./api-misbehave.ts";
import { type ApiReply, notRoutable, tooMany } from "./api-reply.ts";
import { type ApiRoute, routeOf } from "./api-routes.ts";
import type { Fault } from "./faults.ts";
import { inGraphql } from "./graphql-error.ts";
import { parse } from "./json.ts";
import { edgeMarks } from "./marks.ts";
import { type Call, end, write } from "./server.ts";

/** A request as it was asked and answered; tokens are not kept. */
export type Asked = {
  readonly at: number;
  readonly method: string;
  /** Below the base, query included. */
  readonly path: string;
  /** "token", "accounts", "aiGateways", "logs", "credits", "usage", "graphql" …; null: there is no such thing. */
  readonly resource: string | null;
  readonly body: string;
  /** Null while it lasts, and where nothing was answered. */
  readonly status: number | null;
};

const base = "/client/v4";
/** Longer than anybody waits. */
const everMs = 2 ** 31 - 1;

/** Remembers the last `keep` requests. */
export function createApi(parts: ApiParts, keep: number) {
  const { now, settings, faults } = parts;
  const budget = createApiBudget(now);
  const admit = createAdmission(now, settings);
  let asked: Asked[] = [];

  function answered(call: Call, route: ApiRoute | null, path: string): ApiReply {
    if (route === null) return notRoutable(path);
    const admitted = admit(call.headers.authorization, route, path);
    if (!admitted.ok) return inShape(admitted.reply, route);
    const { token } = admitted;
    const query = new URLSearchParams(/\?(.*)$/s.exec(call.path)?.[1] ?? "");
    const body = parse(call.body);
    return route.answer({ method: call.method, path, query, body, token, ids: route.ids }, parts);
  }

  const inShape = (reply: ApiReply, route: ApiRoute | null): ApiReply =>
    route?.resource === "graphql" ? inGraphql(reply, now()) : reply;

  function replyOf(
    call: Call,
    route: ApiRoute | null,
    path: string,
    closedSeconds: number | null,
    fault: Fault<"api"> | null,
  ) {
    if (closedSeconds !== null) return inShape(tooMany(closedSeconds), route);
    const wrong = fault === null ? null : misbehaviourOf(fault);
    if (wrong === null) return answered(call, route, path);
    if (fault?.what === "apiRateLimited") budget.close();
    const reply = wrong.isOwn ? inShape(wrong.reply, route) : wrong.reply;
    return fault?.what === "apiErrorIn200" ? { ...reply, status: 200 } : reply;
  }

  async function send(call: Call, reply: ApiReply, spent: Spent, isCut: boolean): Promise<void> {
    const bytes = Buffer.from(reply.body);
    const { limit, remaining, resetSeconds } = spent;
    call.response.writeHead(reply.status, [
      ...reply.headers,
      ...["x-ratelimit-limit", String(limit), "x-ratelimit-remaining", String(remaining)],
      ...["x-ratelimit-reset", String(resetSeconds)],
      ...["content-length", String(bytes.length)],
      ...edgeMarks(now()),
    ]);
    if (!isCut) return end(call, bytes);
    await write(call, bytes.subarray(0, Math.ceil(bytes.length / 2)));
    call.response.destroy();
  }

  function remember(entry: Asked): (status: number) => void {
    asked = [...asked, entry].slice(-keep);
    return (status) => {
      asked = asked.map((one) => (one === entry ? { ...one, status } : one));
    };
  }

  return {
    asked: (): readonly Asked[] => asked,
    forget: () => {
      asked = [];
    },
    answer: async (call: Call): Promise<void> => {
      if (call.received !== "whole") return void call.response.destroy();
      const isOurs = call.path.startsWith(`${base}/`);
      const full = isOurs ? call.path.slice(base.length) : call.path;
      const path = full.replace(/\?.*$/s, "");
      const route = isOurs ? routeOf(call.method, path) : null;
      const resource = route?.resource ?? null;
      const { method, body } = call;
      const note = remember({
        at: now(),
        method,
        path: full,
        resource,
        body: body.toString(),
        status: null,
      });
      const { restPer5Minutes, graphqlPer5Minutes } = settings();
      const limits = { rest: restPer5Minutes, graphql: graphqlPer5Minutes };
      const spent = budget.spend(resource === "graphql" ? "graphql" : "rest", limits);
      const fault = faults.take("api", resource);
      if (fault?.what === "apiHangup") return void call.response.destroy();
      if (fault?.what === "apiHang" || fault?.what === "apiSlow") {
        const waitMs = fault.what === "apiHang" ? everMs : fault.afterMs;
        await pause(waitMs, undefined, { signal: call.gone }).catch(() => undefined);
      }
      if (call.gone.aborted) return;
      const reply = replyOf(call, route, path, spent.retryAfterSeconds, fault);
      note(reply.status);
      await send(call, reply, spent, fault?.what === "apiCut");
    },
  };
}
