/** Providers as they write their own names. */
const names: Readonly<Record<string, string>> = {
  anthropic: "Anthropic",
  openai: "OpenAI",
  "google-ai-studio": "Google AI Studio",
  "google-vertex-ai": "Google Vertex AI",
  "azure-openai": "Azure OpenAI",
  "aws-bedrock": "Amazon Bedrock",
  "workers-ai": "Workers AI",
  openrouter: "OpenRouter",
  groq: "Groq",
  grok: "xAI",
  mistral: "Mistral",
  deepseek: "DeepSeek",
  cohere: "Cohere",
  cerebras: "Cerebras",
  fireworks: "Fireworks",
  huggingface: "Hugging Face",
  "perplexity-ai": "Perplexity",
  replicate: "Replicate",
  baseten: "Baseten",
  parallel: "Parallel",
  cartesia: "Cartesia",
  deepgram: "Deepgram",
  elevenlabs: "ElevenLabs",
  fal: "fal",
  ideogram: "Ideogram",
};

/** The slugs Sluice has a way for. */
export const providerSlugs: readonly string[] = Object.keys(names);

/** The name of a provider's slug; the slug itself when Sluice has no better one. */
export const providerName = (slug: string): string => names[slug] ?? slug;
