/** The practice Azure OpenAI: OpenAI's answers under a deployment's path, with a version in the query and errors of Azure's. */
import type { Answer } from "../answer.ts";
import { openaiManner } from "../chat-manner.ts";
import { type Ask, bearer, type Dialect, dataOnly, type Known } from "../dialect.ts";
import { isRecord, parse, text } from "../json.ts";
import { embeddings } from "../openai.ts";
import { chat } from "../openai-chat.ts";
import type { PromptCache } from "../prompt-cache.ts";
import { jsonError, type SayError } from "../provider-errors.ts";
import { refusalsOf } from "./refusals.ts";

/** The code is the status as a text, or a word. */
const azureError: SayError = (status, _type, message, code, _param, more) =>
  jsonError(status, { error: { code: code ?? String(status), message } }, more);

const wrongKey = azureError(
  401,
  "",
  "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.",
  "401",
);
const notFound = azureError(404, "", "Resource not found", "404");

const manner = { ...openaiManner, error: azureError };

/** What is said of the filters comes first, without a model, and names nothing else. */
const filters = {
  id: "",
  object: "",
  created: 0,
  model: "",
  choices: [],
  prompt_filter_results: [{ prompt_index: 0, content_filter_results: {} }],
};

const deploymentPath = /^\/openai\/deployments\/([^/]+)\/(chat\/completions|embeddings)$/;

/** The deployment is asked, whatever the body calls the model; the answer names the model behind it. */
function deployed(ask: Ask, known: Known, cache: PromptCache): Answer {
  const [, deployment = "", what] = deploymentPath.exec(ask.path) ?? [];
  if (known.models !== null && !known.models.includes(deployment)) {
    return azureError(
      404,
      "",
      "The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.",
      "DeploymentNotFound",
    );
  }
  const body = parse(ask.body);
  if (!isRecord(body)) return azureError(400, "", "Invalid request body", "BadRequest");
  const named = Buffer.from(JSON.stringify({ ...body, model: text(body.model) ?? deployment }));
  const every = { ...known, models: null };
  if (what === "embeddings") return embeddings(named, every);
  const told = chat(named, every, cache, manner);
  if (typeof told.body === "string") return told;
  return { ...told, body: { ...told.body, events: [dataOnly(filters), ...told.body.events] } };
}

function answer(ask: Ask, known: Known, cache: PromptCache): Answer {
  const own = ask.headers["api-key"];
  const key = typeof own === "string" ? own : bearer(ask.headers.authorization);
  if (key === null || !known.keys.includes(key)) return wrongKey;
  // Without a version nothing is there; and responses stand above the deployments, where Cloudflare's path does not lead.
  const hasVersion = new URLSearchParams(ask.query).has("api-version");
  const isThere = hasVersion && ask.method === "POST" && deploymentPath.test(ask.path);
  return isThere ? deployed(ask, known, cache) : notFound;
}

export const createAzure = (cache: PromptCache): Dialect => ({
  answer: (ask, known) => answer(ask, known, cache),
  refuse: refusalsOf(azureError, {
    providerUnauthorized: () => wrongKey,
    providerRateLimited: () =>
      azureError(
        429,
        "",
        "Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2024-10-21 have exceeded token rate limit of your current OpenAI S0 pricing tier. Please retry after 7 seconds.",
        "429",
        null,
        ["retry-after", "7"],
      ),
  }),
  tooLarge: azureError(413, "", "Request body too large", "RequestEntityTooLarge"),
});
