/** Workers AI's prices. */
import { embeds, type Price, rowsOf, talks } from "./row.ts";

const cf = rowsOf("workers-ai", { host: "Workers AI", prefix: "@cf/" });

const text = { sees: false } as const;
const plain = { sees: false, reasoning: false } as const;

/**
 * developers.cloudflare.com/workers-ai/platform/pricing, the prices per token it gives beside the neurons, as others read it on
 * 2026-08-27, and the models' own pages. The free 10 000 neurons a day (0.11 USD) are not taken off. Where the page has no price for
 * cached input, it costs what input does. Where as much may be put out as fits, a quarter of that is asked for.
 */
export const workersAi: readonly Price[] = [
  cf("zai-org/glm-5.3", "GLM 5.3", "2026-08-28", [1.4, 4.4, 0.26], talks(1_048_576, 131_072, text)),
  cf(
    "zai-org/glm-5.3-flash",
    "GLM 5.3 Flash",
    "2026-08-26",
    [0.15, 0.5, 0.03],
    talks(1_048_576, 131_072),
  ),
  cf(
    "zai-org/glm-4.7-flash",
    "GLM 4.7 Flash",
    "2026-02-13",
    [0.06, 0.4],
    talks(131_072, 32_768, text),
  ),
  cf(
    "moonshotai/kimi-k2.7-code",
    "Kimi K2.7 Code",
    "2026-06-12",
    [0.95, 4, 0.19],
    talks(262_144, 65_536),
  ),
  cf("moonshotai/kimi-k2.6", "Kimi K2.6", "2026-04-20", [0.95, 4, 0.16], talks(262_144, 65_536)),
  cf(
    "deepseek-ai/deepseek-v4-pro-0813",
    "DeepSeek V4 Pro",
    "2026-08-13",
    [1.32, 3.96, 0.044],
    talks(1_048_576, 262_144, text),
  ),
  cf(
    "openai/gpt-oss-120b",
    "GPT-OSS 120B",
    "2025-08-05",
    [0.35, 0.75],
    talks(128_000, 16_384, text),
  ),
  cf(
    "google/gemma-4-26b-a4b-it",
    "Gemma 4 26B",
    "2026-04-04",
    [0.1, 0.3],
    talks(256_000, 16_384, text),
  ),
  cf("openai/gpt-oss-20b", "GPT-OSS 20B", "2025-08-05", [0.2, 0.3], null),
  cf(
    "meta/llama-4-scout-17b-16e-instruct",
    "Llama 4 Scout",
    "2025-04-05",
    [0.27, 0.85],
    talks(131_000, 16_384, plain),
  ),
  cf("meta/llama-3.3-70b-instruct-fp8-fast", "Llama 3.3 70B", "2025-02-20", [0.293, 2.253], null),
  cf(
    "deepseek-ai/deepseek-v4-flash-0731",
    "DeepSeek V4 Flash",
    "2026-08-16",
    [0.44, 1.32, 0.014],
    null,
  ),
  cf("zai-org/glm-5.2", "GLM 5.2", "2026-06-16", [1.4, 4.4, 0.26], null),
  cf("moonshotai/kimi-k2.5", "Kimi K2.5", "2026-03-19", [0.6, 3, 0.1], null),
  cf("nvidia/nemotron-3-120b-a12b", "Nemotron 3 120B", "2026-03-11", [0.5, 1.5], null),
  cf("qwen/qwen3-30b-a3b-fp8", "Qwen3 30B", "2025-08-05", [0.051, 0.335], null),
  cf("qwen/qwen2.5-coder-32b-instruct", "Qwen2.5 Coder 32B", "2025-02-20", [0.66, 1], null),
  cf("qwen/qwq-32b", "QwQ 32B", "2025-03-11", [0.66, 1], null),
  cf(
    "mistralai/mistral-small-3.1-24b-instruct",
    "Mistral Small 3.1",
    "2025-03-18",
    [0.351, 0.555],
    null,
  ),
  cf("google/gemma-3-12b-it", "Gemma 3 12B", "2025-03-18", [0.345, 0.556], null),
  cf("ibm-granite/granite-4.0-h-micro", "Granite 4.0 Micro", "2025-10-07", [0.017, 0.112], null),
  cf(
    "deepseek-ai/deepseek-r1-distill-qwen-32b",
    "DeepSeek R1 Distill 32B",
    "2025-02-20",
    [0.497, 4.881],
    null,
  ),
  cf(
    "meta/llama-3.2-11b-vision-instruct",
    "Llama 3.2 11B Vision",
    "2025-02-20",
    [0.049, 0.676],
    null,
  ),
  cf("meta/llama-3.2-3b-instruct", "Llama 3.2 3B", "2025-02-20", [0.051, 0.335], null),
  cf("meta/llama-3.2-1b-instruct", "Llama 3.2 1B", "2025-02-20", [0.027, 0.201], null),
  cf("meta/llama-3.1-70b-instruct-fp8-fast", "Llama 3.1 70B", "2025-02-20", [0.293, 2.253], null),
  cf(
    "meta/llama-3.1-8b-instruct-fp8-fast",
    "Llama 3.1 8B Fast",
    "2025-02-20",
    [0.045, 0.384],
    null,
  ),
  cf("meta/llama-3.1-8b-instruct-fp8", "Llama 3.1 8B FP8", "2025-02-20", [0.152, 0.287], null),
  cf("meta/llama-3.1-8b-instruct-awq", "Llama 3.1 8B AWQ", "2025-02-20", [0.123, 0.266], null),
  cf("meta/llama-3.1-8b-instruct", "Llama 3.1 8B", "2025-02-20", [0.282, 0.827], null),
  cf("mistral/mistral-7b-instruct-v0.1", "Mistral 7B", "2025-02-20", [0.11, 0.19], null),
  embeds("workers-ai", "@cf/baai/bge-m3", "2025-02-20", 0.012),
  embeds("workers-ai", "@cf/baai/bge-small-en-v1.5", "2025-02-20", 0.02),
  embeds("workers-ai", "@cf/baai/bge-base-en-v1.5", "2025-02-20", 0.067),
  embeds("workers-ai", "@cf/baai/bge-large-en-v1.5", "2025-02-20", 0.204),
  embeds("workers-ai", "@cf/qwen/qwen3-embedding-0.6b", "2025-08-05", 0.012),
];
