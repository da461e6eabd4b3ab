/** Asks Cloudflare's analytics: an answer that complains is a failure, whatever its status. */
import type { CloudflareCode } from "../../preload/contract/cloudflare.ts";
import type { Budget } from "../core/budget.ts";
import { done, type Failure, failed, type Outcome } from "./outcome.ts";
import { refusalOf } from "./refusal.ts";
import { type ApiError, accountIn, graphqlOf } from "./replies.ts";
import type { Rest } from "./rest.ts";

/** The one with costs. */
export const dataset = "aiGatewayRequestsAdaptiveGroups";

export type Variables = Readonly<Record<string, string>>;

export type Graphql = {
  /** What the query says of its one account. */
  ask(query: string, variables: Variables): Promise<Outcome<Readonly<Record<string, unknown>>>>;
};

/** A word in it is not known here. */
export const isQueryRefused = ({ detail = "" }: Failure): boolean =>
  /\bgraphql query$/.test(detail);

const refused = { denied: "cloudflare.needsAnalyticsRead", missing: "cloudflare.failed" } as const;
/** Cloudflare closes who used the budget up for five minutes. */
const closedMs = 300_000;

/** There are no codes in GraphQL: the documented words, and those seen. */
const complaints: readonly (readonly [RegExp, CloudflareCode, string])[] = [
  [/not authorized|unauthorized|does not have access/i, "cloudflare.needsAnalyticsRead", "denied"],
  [/budget depleted|rate limit|try again after/i, "cloudflare.rateLimited", "limited"],
  [
    /wider than|range is too large|excessive resources|too many nodes/i,
    "cloudflare.analyticsRefused",
    "tooMuch",
  ],
  [/older than/i, "cloudflare.analyticsRefused", "tooOld"],
  [/not available for your plan|disabled/i, "cloudflare.analyticsRefused", "plan"],
  [
    /internal server error|unable to execute|in progress|unavailable/i,
    "cloudflare.failed",
    "unavailable",
  ],
];

function complaintOf(status: number, errors: readonly ApiError[]): Failure {
  const message = errors.map((error) => error.message).join("\n");
  const known = complaints.find(([words]) => words.test(message));
  const [, code, what] = known ?? [null, "cloudflare.analyticsRefused", "query"];
  const retryAfterMs = code === "cloudflare.rateLimited" ? closedMs : null;
  return failed(code, `http ${status}, graphql ${what}`, retryAfterMs);
}

/** The range was too wide, or the answer too long: half of it may do. */
export const isTooMuch = ({ detail = "" }: Failure): boolean =>
  /\btooMuch$|^tooLarge$/.test(detail);

/** The budget is the one `rest` uses. */
export function createGraphql(rest: Rest, budget: Budget): Graphql {
  async function ask(query: string, variables: Variables) {
    const answer = await rest.ask({
      path: "/graphql",
      kind: "graphql",
      body: { query, variables },
    });
    if (!answer.ok) return answer;
    const reply = graphqlOf(answer.value.json);
    // A refusal by the front door has the shape and the codes of the management side.
    const hasCodes = answer.value.errors.some(({ code }) => code !== null);
    if (reply === null || hasCodes)
      return refusalOf(answer.value, refused) ?? failed("cloudflare.failed", "not as expected");
    if (reply.errors.length > 0) return complaintOf(answer.value.status, reply.errors);
    if (answer.value.status >= 300)
      return refusalOf(answer.value, refused) ?? failed("cloudflare.failed", "not as expected");
    const account = accountIn(reply.data);
    if (account === null) return failed("cloudflare.failed", "not as expected");
    return account === "none"
      ? failed("cloudflare.needsAnalyticsRead", "no account")
      : done(account);
  }

  return {
    async ask(query, variables) {
      const outcome = await ask(query, variables);
      const isLimited = !outcome.ok && outcome.detail?.endsWith("graphql limited");
      if (isLimited) budget.close("graphql", closedMs);
      return outcome;
    },
  };
}
