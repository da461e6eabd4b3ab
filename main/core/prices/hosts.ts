/** The prices of those who host models others have made: Groq, Cerebras and Fireworks. */
import { type Price, rowsOf, talks } from "./row.ts";

const text = { sees: false } as const;

const groqs = rowsOf("groq", { host: "Groq" });
/**
 * console.groq.com/docs/models as others read it on 2026-10-03, with the prices for cached input of groq.com/pricing in two lists.
 * The last two were shut down on 2026-08-16.
 */
export const groq: readonly Price[] = [
  groqs(
    "openai/gpt-oss-120b",
    "GPT-OSS 120B",
    "2025-08-05",
    [0.15, 0.6, 0.075],
    talks(131_072, 65_536, text),
  ),
  groqs(
    "openai/gpt-oss-20b",
    "GPT-OSS 20B",
    "2025-08-05",
    [0.075, 0.3, 0.0375],
    talks(131_072, 65_536, text),
  ),
  groqs("qwen/qwen3.8-27b", "Qwen3.8 27B", "2026-08-29", [0.8, 4, 0.4], talks(131_072, 16_384)),
  groqs("llama-3.3-70b-versatile", "Llama 3.3 70B", "2024-12-06", [0.59, 0.79], null),
  groqs("llama-3.1-8b-instant", "Llama 3.1 8B", "2024-07-23", [0.05, 0.08], null),
];

const cerebrases = rowsOf("cerebras", { host: "Cerebras" });
/**
 * cerebras.ai/pricing, developer tier, and its public list of models, in two lists each between May and October 2026. Cached input is
 * faster and costs the same (inference-docs.cerebras.ai, prompt caching, names no other price). The last one is retired.
 */
export const cerebras: readonly Price[] = [
  cerebrases(
    "gpt-oss-120b",
    "GPT-OSS 120B",
    "2025-08-05",
    [0.35, 0.75],
    talks(131_072, 40_960, text),
  ),
  cerebrases("qwen-3.8-27b", "Qwen3.8 27B", "2026-09-03", [0.99, 1.49], talks(65_536, 32_768)),
  cerebrases("zai-glm-4.7", "GLM 4.7", "2026-01-08", [2.25, 2.75], null),
];

const fw = rowsOf("fireworks", { host: "Fireworks", prefix: "accounts/fireworks/models/" });
/**
 * docs.fireworks.ai/serverless/pricing, standard tier, and the models' own pages, each as two others read them between June and
 * September 2026. What the fast routers cost is another price under another name.
 */
export const fireworks: readonly Price[] = [
  fw("glm-5p3", "GLM 5.3", "2026-08-28", [1.4, 4.4, 0.26], talks(1_048_573, 131_072, text)),
  fw("glm-5p3-flash", "GLM 5.3 Flash", "2026-08-26", [0.15, 0.5, 0.03], talks(1_048_573, 131_072)),
  fw("kimi-k2p7-code", "Kimi K2.7 Code", "2026-06-12", [0.95, 4, 0.19], talks(262_144, 65_536)),
  fw(
    "kimi-k2p6",
    "Kimi K2.6",
    "2026-04-20",
    [0.95, 4, 0.16],
    talks(262_144, 65_536, { reasoning: false }),
  ),
  fw(
    "deepseek-v4-pro-0813",
    "DeepSeek V4 Pro",
    "2026-08-13",
    [1.32, 3.96, 0.044],
    talks(1_048_576, 262_144, text),
  ),
  fw(
    "gpt-oss-120b",
    "GPT-OSS 120B",
    "2025-08-05",
    [0.15, 0.6, 0.015],
    talks(131_072, 32_768, text),
  ),
  fw("gpt-oss-20b", "GPT-OSS 20B", "2025-08-05", [0.07, 0.3, 0.035], null),
  fw("kimi-k2p5", "Kimi K2.5", "2026-01-27", [0.6, 3, 0.1], null),
  fw("glm-5p1", "GLM 5.1", "2026-04-07", [1.4, 4.4, 0.26], null),
];
