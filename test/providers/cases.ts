/** One way to ask each practice provider, whole and streamed; a new provider is a row here. */
import { customSlug } from "./rig.ts";

export type Case = {
  readonly slug: string;
  readonly name: string;
  /** Below the slug. */
  readonly path: string;
  readonly body: object;
  /** The same as a stream; left out: it has none. */
  readonly stream?: { readonly path?: string; readonly body?: object };
  /** As the meter names the model; null: nobody says it. */
  readonly model: string | null;
  /** The host at the other end, and the path there. */
  readonly far: readonly [host: string | null, path: string];
  /** Of a stream, where it differs. */
  readonly streamFar?: string;
  readonly streamType?: string;
  /** What the answer says it cost, in micro-dollars. */
  readonly stated?: number;
};

const question = "Please think about what a sluice is, and tell me.";
const messages = [{ role: "user", content: question }];

const chat = (slug: string, path: string, host: string, farPath = path, model = "m-1"): Case => ({
  slug,
  name: "chat completions",
  path,
  body: { model, messages },
  stream: { body: { model, messages, stream: true, stream_options: { include_usage: true } } },
  model,
  far: [host, farPath],
});

const gemini = "generativelanguage.googleapis.com";
const google = (version: string, streams: string, type: string): Case => ({
  slug: "google-ai-studio",
  name: `${version}, streamed as ${type}`,
  path: `/${version}/models/gemini-2.5-flash:generateContent`,
  body: { contents: [{ role: "user", parts: [{ text: question }] }] },
  stream: { path: `/${version}/models/gemini-2.5-flash:streamGenerateContent${streams}` },
  model: "gemini-2.5-flash",
  far: [gemini, `/${version}/models/gemini-2.5-flash:generateContent`],
  streamFar: `/${version}/models/gemini-2.5-flash:streamGenerateContent${streams}`,
  streamType: type,
});

const runtime = "bedrock-runtime.us-east-1.amazonaws.com";
const frames = "application/vnd.amazon.eventstream";
const bedrock = (model: string, method: string, streamed: string, body: object): Case => {
  const path = `/model/${model}/${method}`;
  const stream = `/model/${model}/${streamed}`;
  return {
    slug: "aws-bedrock",
    name: `${model} by ${method}`,
    path: `/bedrock-runtime/us-east-1${path}`,
    body,
    stream: { path: `/bedrock-runtime/us-east-1${stream}` },
    model: decodeURIComponent(model),
    far: [runtime, path],
    streamFar: stream,
    streamType: frames,
  };
};
const blocks = [{ role: "user", content: [{ text: question }] }];
const claude = "us.anthropic.claude-sonnet-4-6-v1%3A0";

const workers = (path: string, model: string): Case => ({
  slug: "workers-ai",
  name: `${path}`,
  path,
  body: { messages },
  stream: { body: { messages, stream: true } },
  model,
  far: ["api.cloudflare.com", path],
});

const openrouter = (path: string): Case => ({
  ...chat("openrouter", path, "openrouter.ai", "/api/v1/chat/completions", "openai/m"),
  stated: 365,
});

const deployment = "/openai/deployments/my-gpt/chat/completions?api-version=2024-10-21";

export const cases: readonly Case[] = [
  google("v1beta", "?alt=sse", "text/event-stream"),
  google("v1beta", "", "application/json; charset=UTF-8"),
  google("v1", "?alt=sse", "text/event-stream"),
  {
    ...chat("google-ai-studio", "/v1beta/openai/chat/completions", gemini),
    name: "its OpenAI-shaped door",
  },
  {
    ...chat(
      "azure-openai",
      "/my-resource/my-gpt/chat/completions?api-version=2024-10-21",
      "my-resource.openai.azure.com",
      deployment,
      "my-gpt",
    ),
  },
  {
    slug: "aws-bedrock",
    name: "Anthropic's own form",
    path: "/bedrock-mantle/eu-west-1/anthropic/v1/messages",
    body: { model: "anthropic.claude-sonnet-4-6", max_tokens: 900, messages },
    stream: {
      body: { model: "anthropic.claude-sonnet-4-6", max_tokens: 900, messages, stream: true },
    },
    model: "anthropic.claude-sonnet-4-6",
    far: ["bedrock-mantle.eu-west-1.api.aws", "/anthropic/v1/messages"],
  },
  {
    ...chat(
      "aws-bedrock",
      "/bedrock-mantle/us-east-1/v1/chat/completions",
      "bedrock-mantle.us-east-1.api.aws",
      "/v1/chat/completions",
      "openai.gpt-oss-120b",
    ),
    name: "OpenAI's form",
  },
  bedrock(claude, "converse", "converse-stream", { messages: blocks }),
  bedrock(claude, "invoke", "invoke-with-response-stream", {
    anthropic_version: "bedrock-2023-05-31",
    max_tokens: 900,
    messages,
  }),
  bedrock("us.amazon.nova-pro-v1%3A0", "invoke", "invoke-with-response-stream", {
    messages: blocks,
  }),
  bedrock("meta.llama3-3-70b-instruct-v1%3A0", "invoke", "invoke-with-response-stream", {
    prompt: question,
  }),
  {
    ...chat("workers-ai", "/v1/chat/completions", "api.cloudflare.com"),
    body: { model: "@cf/meta/llama-4", messages },
    stream: { body: { model: "@cf/meta/llama-4", messages, stream: true } },
    model: "@cf/meta/llama-4",
  },
  workers(
    "/run/@cf/meta/llama-3.3-70b-instruct-fp8-fast",
    "@cf/meta/llama-3.3-70b-instruct-fp8-fast",
  ),
  workers("/@cf/meta/llama-3.3-70b-instruct-fp8-fast", "@cf/meta/llama-3.3-70b-instruct-fp8-fast"),
  workers("/run/@cf/openai/gpt-oss-120b", "@cf/openai/gpt-oss-120b"),
  {
    slug: "workers-ai",
    name: "a prompt",
    path: "/run/@cf/meta/llama-3.1-8b-instruct",
    body: { prompt: question },
    stream: { body: { prompt: question, stream: true } },
    model: "@cf/meta/llama-3.1-8b-instruct",
    far: ["api.cloudflare.com", "/run/@cf/meta/llama-3.1-8b-instruct"],
  },
  chat("groq", "/chat/completions", "api.groq.com", "/openai/v1/chat/completions"),
  {
    ...chat("groq", "/chat/completions", "api.groq.com", "/openai/v1/chat/completions"),
    name: "chat completions that ask for no usage",
    stream: { body: { model: "m-1", messages, stream: true } },
  },
  { ...chat("grok", "/v1/chat/completions", "api.x.ai"), stated: 3776 },
  chat("mistral", "/v1/chat/completions", "api.mistral.ai"),
  chat("deepseek", "/chat/completions", "api.deepseek.com"),
  {
    slug: "deepseek",
    name: "Anthropic's own form",
    path: "/anthropic/v1/messages",
    body: { model: "deepseek-chat", max_tokens: 900, messages },
    stream: { body: { model: "deepseek-chat", max_tokens: 900, messages, stream: true } },
    model: "deepseek-chat",
    far: ["api.deepseek.com", "/anthropic/v1/messages"],
  },
  openrouter("/v1/chat/completions"),
  openrouter("/chat/completions"),
  { ...chat("perplexity-ai", "/chat/completions", "api.perplexity.ai"), stated: 5070 },
  {
    slug: "perplexity-ai",
    name: "its Agent API",
    path: "/v1/agent",
    body: { model: "perplexity/sonar", input: question },
    stream: { body: { model: "perplexity/sonar", input: question, stream: true } },
    model: "perplexity/sonar",
    far: ["api.perplexity.ai", "/v1/agent"],
    stated: 5070,
  },
  chat("cerebras", "/v1/chat/completions", "api.cerebras.ai"),
  chat("cohere", "/compatibility/v1/chat/completions", "api.cohere.com"),
  {
    slug: "cohere",
    name: "its own chat",
    path: "/v2/chat",
    body: { model: "command-a-03-2025", messages },
    stream: { body: { model: "command-a-03-2025", messages, stream: true } },
    model: "command-a-03-2025",
    far: ["api.cohere.com", "/v2/chat"],
  },
  {
    slug: "cohere",
    name: "its own older chat",
    path: "/v1/chat",
    body: { model: "command-a-03-2025", message: question },
    stream: { body: { model: "command-a-03-2025", message: question, stream: true } },
    model: "command-a-03-2025",
    far: ["api.cohere.com", "/v1/chat"],
    streamType: "application/stream+json",
  },
  {
    slug: "cohere",
    name: "its embeddings",
    path: "/v2/embed",
    body: { model: "embed-v4.0", texts: [question], input_type: "search_document" },
    model: "embed-v4.0",
    far: ["api.cohere.com", "/v2/embed"],
  },
  chat("fireworks", "/chat/completions", "api.fireworks.ai", "/inference/v1/chat/completions"),
  chat(customSlug, "/v1/chat/completions", `${customSlug}.example`),
  {
    slug: "openai",
    name: "responses",
    path: "/responses",
    body: { model: "gpt-5.5", input: question },
    stream: { body: { model: "gpt-5.5", input: question, stream: true } },
    model: "gpt-5.5",
    far: [null, "/v1/responses"],
  },
  {
    slug: "anthropic",
    name: "messages",
    path: "/v1/messages",
    body: { model: "claude-sonnet-4-6", max_tokens: 900, messages },
    stream: { body: { model: "claude-sonnet-4-6", max_tokens: 900, messages, stream: true } },
    model: "claude-sonnet-4-6",
    far: [null, "/v1/messages"],
  },
];

export const title = ({ name, slug }: Case) => `${slug}, ${name}`;
