/** How GraphQL says no: documented words, `errors` beside `data`, and a status that a setting may turn into 200. */
import { type ApiReply, jsonReply } from "./api-reply.ts";

export type Problem = {
  readonly status: number;
  readonly message: string;
  readonly path?: readonly string[];
  readonly code?: string;
};

/** Thrown inside a query: one problem fails it whole. */
export class GraphqlProblem extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** @throws {GraphqlProblem} always: "parsing issues" and what is beyond the limits of a dataset are 400. */
export function refuse(message: string, path: readonly string[] = []): never {
  throw new GraphqlProblem({ status: 400, message, path });
}

export const problemReply = ({ status, message, path, code }: Problem, atMs: number): ApiReply =>
  jsonReply(status, {
    data: null,
    errors: [
      {
        message,
        path: path === undefined || path.length === 0 ? null : path,
        extensions: {
          timestamp: new Date(atMs).toISOString(),
          ...(code === undefined ? {} : { code }),
        },
      },
    ],
  });

const words: Readonly<Record<number, Omit<Problem, "status">>> = {
  401: { message: "Unauthorized", code: "authz" },
  403: { message: "not authorized for that account", code: "authz" },
  429: { message: "rate limiter budget depleted, try again after 5 minutes", code: "budget" },
  500: { message: "Internal server error" },
};

/** What the envelope says, said the way GraphQL does; a malformed request does not get that far. */
export function inGraphql(reply: ApiReply, atMs: number): ApiReply {
  const said = words[reply.status];
  if (said === undefined) return reply;
  const { body } = problemReply({ status: reply.status, ...said }, atMs);
  return { ...reply, body };
}
