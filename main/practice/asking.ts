/** Asks providers for the aiGateway: one after another, as often as is set, or along a dynamic route, while its limits let it. */
import type { Agent, IncomingMessage } from "node:http";
import { credential } from "./access.ts";
import { target } from "./address.ts";
import type { AiGatewayParts } from "./ai-gateway.ts";
import {
  invalidProvider,
  noAnswer,
  type Refusal,
  rateLimited,
  spentRefusal,
} from "./ai-gateway-errors.ts";
import { askOften, attemptsOf } from "./attempts.ts";
import { followRoute } from "./dynamic-route.ts";
import { ask, type Leg } from "./forward.ts";
import { isRecord, type Json, parse, text } from "./json.ts";
import { chatLeg } from "./legs.ts";
import { metadataIn } from "./log-headers.ts";
import type { Learned, Visit } from "./visit.ts";
import { type Counters, overspent, spentIn, type Window } from "./windows.ts";

export type Inside = NonNullable<Learned["into"]>;
export type Got = {
  readonly upstream: IncomingMessage;
  readonly step: number;
  /** Of a dynamic route: which model answers. */
  readonly marks: readonly string[];
};

/** 100 parts, even and the same for the same request. */
const rollOf = (id: string): number => {
  let sum = 7;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 999_983;
  return sum % 100;
};

export function createAsking(parts: AiGatewayParts, agent: Agent, counters: Counters) {
  const { now, settings } = parts;

  /** The universal endpoint names providers in its body, a dynamic route in itself; elsewhere the path and the request say all. */
  function learn(visit: Visit, { slug, headers, body }: Leg, isNamed: boolean, step: number): void {
    visit.learn({ step, ...(isNamed ? { slug, headers, body } : { headers }) });
  }

  async function leg(
    visit: Visit,
    one: Leg,
    { address, aiGateway }: Inside,
    step: number,
    isNamed: boolean,
  ): Promise<Got | Refusal> {
    const { errorShape: shape } = settings();
    learn(visit, one, isNamed, step);
    const spender = {
      provider: one.slug,
      model: visit.modelAsked(),
      metadata: metadataIn(one.headers),
    };
    const spent = overspent(aiGateway, address.accountId, spender, parts.logs, now());
    if (spent !== null) return spentRefusal(spent, shape);
    const key = credential(one, parts.wholesaleKey, settings(), aiGateway);
    if (!key.ok) return key.refusal;
    visit.learn({ isWholesale: key.isWholesale });
    const to = target(one.slug, one.rest, parts.bases, parts.elsewhere);
    if (to === null) return noAnswer(shape);
    const attempts = attemptsOf(one.headers, aiGateway, one.config);
    const { gone } = visit.call;
    const upstream = await askOften((over) => ask(one, to, key.add, agent, over), attempts, gone);
    return upstream === null ? noAnswer(shape) : { upstream, step, marks: [] };
  }

  /** What requests with this value of their metadata have cost in the window. */
  function spentBy({ address }: Inside, key: unknown, value: string, window: Window): number {
    const name = String(key).replace(/^metadata\./, "");
    const rows = parts.logs
      .between(address.accountId, now() - 3 * window.windowMs, now() + 1)
      .filter(({ aiGatewayId }) => aiGatewayId === address.aiGatewayId)
      .filter(({ metadata }) => String(metadata?.[name]) === value);
    return spentIn(rows, window, now());
  }

  const isGood = (got: Got | Refusal): got is Got =>
    "upstream" in got && (got.upstream.statusCode ?? 500) < 400;

  const letGo = (got: Got | Refusal | null): void => {
    if (got !== null && "upstream" in got) got.upstream.destroy();
  };

  return {
    /** The first leg that answers below 400, else what came of the last. */
    all: async (
      visit: Visit,
      legs: readonly [Leg, ...Leg[]],
      inside: Inside,
    ): Promise<Got | Refusal> => {
      let last: Got | Refusal | null = null;
      for (const [step, one] of legs.entries()) {
        letGo(last);
        last = await leg(visit, one, inside, step, inside.address.slug === null);
        if (isGood(last)) break;
      }
      return last ?? noAnswer(settings().errorShape);
    },

    /** Along the route `name`; its keys are those stored at Cloudflare, and its model nodes count as steps. */
    route: async (visit: Visit, one: Leg, name: string, inside: Inside) => {
      const { errorShape: shape, dynamicRouteElements: routes } = settings();
      const elements = Object.hasOwn(routes, name) ? routes[name] : undefined;
      if (elements === undefined) return invalidProvider(shape);
      const given = parse(one.body);
      const body: Json = isRecord(given) ? given : {};
      const metadata = metadataIn(one.headers) ?? {};
      let step = 0;
      let last: Got | Refusal | null = null;
      let isLimited = false;
      const scope = `${inside.address.accountId}/${inside.address.aiGatewayId}/${name}`;
      const said = await followRoute<Got | Refusal>(
        elements,
        { body, headers: one.headers, metadata },
        {
          roll: () => rollOf(visit.identity.logId),
          limit: (id, properties, value) => {
            const windowMs = Number(properties.interval ?? properties.window) * 1000;
            const window = { windowMs, isSliding: properties.technique === "sliding" };
            const limit = Number(properties.limit);
            const isFree =
              properties.limitType === "cost"
                ? spentBy(inside, properties.key, value, window) < limit * 1e6
                : counters.take(`${scope}/${id}/${value}`, limit, window);
            isLimited = !isFree;
            return isFree;
          },
          model: async ({ model, provider, retries, timeout }) => {
            letGo(last);
            const slug = text(provider) ?? "";
            const config = { maxAttempts: Number(retries ?? 0) + 1, requestTimeout: timeout };
            const asked = chatLeg(one, slug, { ...body, model }, config);
            const got = await leg(visit, asked, inside, step, true);
            step += 1;
            const marks = ["cf-aig-model", String(model), "cf-aig-provider", slug];
            last = "upstream" in got ? { ...got, marks } : got;
            return { got: last, isGood: isGood(last) };
          },
        },
      );
      return said ?? (isLimited ? rateLimited(shape) : noAnswer(shape));
    },
  };
}
