/** Answers `POST /graphql`: one account a query, its datasets, their limits, and what the schema says of itself. */
import type { ApiAnswer, ApiAsk, ApiParts } from "./api-ask.ts";
import { type ApiReply, jsonReply } from "./api-reply.ts";
import { GraphqlProblem, problemReply, refuse } from "./graphql-error.ts";
import { groupsOf } from "./graphql-groups.ts";
import { type Field, readQuery } from "./graphql-reader.ts";
import { settingsOf, typeOf } from "./graphql-schema.ts";
import { datasets } from "./graphql-sets.ts";
import { isRecord, text } from "./json.ts";
import { may, reaches } from "./tokens.ts";

function account(field: Field, ask: ApiAsk, parts: ApiParts): unknown {
  const filter = field.args.filter;
  const tag = isRecord(filter) ? text(filter.accountTag) : null;
  const path = ["viewer", "accounts", "0"];
  if (tag === null) refuse("error parsing args: accountTag is required", path);
  const isThere = parts.settings().accounts.includes(tag) && reaches(ask.token, tag);
  if (!isThere || !may(ask.token, "analytics.read")) {
    throw new GraphqlProblem({
      status: 403,
      message: "not authorized for that account",
      path,
      code: "authz",
    });
  }
  const viewer = { accountId: tag, seesRows: may(ask.token, "aiGateway.read") };
  const entries = (field.fields ?? refuse('object field must have selections: "accounts"')).map(
    (one): [string, unknown] => {
      if (one.name === "settings")
        return [one.as, settingsOf(one.fields, parts.settings().unentitledFields)];
      if (!Object.hasOwn(datasets, one.name)) refuse(`unknown field "${one.name}"`, path);
      return [one.as, groupsOf(one, viewer, parts)];
    },
  );
  return Object.fromEntries(entries);
}

function viewer(field: Field, ask: ApiAsk, parts: ApiParts): unknown {
  const entries = (field.fields ?? refuse('object field must have selections: "viewer"')).map(
    (one): [string, unknown] => {
      if (one.name !== "accounts") refuse(`unknown field "${one.name}"`, ["viewer"]);
      return [one.as, [account(one, ask, parts)]];
    },
  );
  return Object.fromEntries(entries);
}

function dataOf(ask: ApiAsk, parts: ApiParts): unknown {
  const { body } = ask;
  const query = isRecord(body) ? text(body.query) : null;
  if (query === null || !isRecord(body)) refuse("query is required");
  const variables = isRecord(body.variables) ? body.variables : {};
  const entries = readQuery(query, variables).map((field): [string, unknown] => {
    if (field.name === "viewer") return [field.as, viewer(field, ask, parts)];
    if (field.name === "__type") return [field.as, typeOf(field)];
    return refuse(`unknown field "${field.name}"`);
  });
  return Object.fromEntries(entries);
}

export const answerGraphql: ApiAnswer = (ask, parts): ApiReply => {
  try {
    return jsonReply(200, { data: dataOf(ask, parts), errors: null });
  } catch (error) {
    if (!(error instanceof GraphqlProblem)) throw error;
    const { problem } = error;
    const isUnknown = /^unknown (field|arg)/.test(problem.message);
    const status = parts.settings().graphqlErrorsAs === "ok" && !isUnknown ? 200 : problem.status;
    return problemReply({ ...problem, status }, parts.now());
  }
};
