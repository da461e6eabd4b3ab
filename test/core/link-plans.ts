/** The plans link tests use. */
import type { OpenClawModel, OwnLinkPlan } from "../../main/core/link-entry.ts";

const model = (id: string): OpenClawModel => ({
  id,
  name: id.toUpperCase(),
  reasoning: true,
  input: ["text"],
  cost: { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 },
  contextWindow: 200_000,
  maxTokens: 64_000,
});

export function planOf(first: string, ...others: string[]): OwnLinkPlan {
  return {
    port: 21_417,
    localKey: "k".repeat(64),
    entries: [first, ...others].map((slug) => ({ slug, models: [model(`${slug}-model`)] })),
    model: { provider: first, model: `${first}-model` },
  };
}
