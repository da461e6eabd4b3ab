/** A scratch home for one OpenClaw and one Sluice, and the plans tests link with. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { OpenClawModel, OwnPlan } from "../../../main/core/link/plan.ts";
import type { PaceOptions } from "../../../main/openclaw/link/pace.ts";
import type { Step } from "../../../main/openclaw/link/swap.ts";
import { createOpenClaw, type OpenClaw } from "../../../main/openclaw/openclaw.ts";

export const sonnet: OpenClawModel = {
  id: "claude-sonnet-4-6",
  name: "Claude Sonnet 4.6",
  reasoning: true,
  input: ["text", "image"],
  cost: { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 },
  contextWindow: 200_000,
  maxTokens: 64_000,
};
export const gpt: OpenClawModel = { ...sonnet, id: "gpt-5.2", name: "GPT-5.2" };

/** 64 characters that no other plan has. */
export const keyOf = (name: string) => name.padEnd(64, "0123456789abcdef");

export const plan = (more: Partial<OwnPlan> = {}): OwnPlan => ({
  kind: "own",
  port: 21_417,
  localKey: keyOf("first"),
  entries: [{ slug: "anthropic", models: [sonnet] }],
  model: { provider: "anthropic", model: sonnet.id },
  fallbacks: null,
  ...more,
});
export const plansOfBoth: Partial<OwnPlan> = {
  entries: [
    { slug: "anthropic", models: [sonnet] },
    { slug: "openai", models: [gpt] },
  ],
};

export type Scratch = {
  readonly folder: string;
  readonly config: string;
  readonly journal: string;
  open(onStep?: (step: Step) => void, pace?: PaceOptions): OpenClaw;
  write(text: string | Uint8Array, mode?: number): void;
  /** The file's text; null when there is none. */
  text(): string | null;
  mode(): number;
  /** Everything in the journal folder and beside the configuration, with no file left out. */
  leftovers(): readonly string[];
};

/** A home with `.openclaw` in it, unless `isBare`. */
export function scratch({ isBare = false }: { readonly isBare?: boolean } = {}): Scratch {
  const folder = mkdtempSync(path.join(tmpdir(), "sluice-openclaw-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const config = path.join(folder, ".openclaw", "openclaw.json");
  const journal = path.join(folder, "data", "journal");
  if (!isBare) mkdirSync(path.dirname(config), { mode: 0o700 });
  const names = (of: string) => (existsSync(of) ? readdirSync(of) : []);
  return {
    folder,
    config,
    journal,
    open: (onStep, pace = { gapMs: 0 }) =>
      createOpenClaw({
        env: {},
        homeDir: folder,
        journalFolder: journal,
        pace,
        ...(onStep ? { onStep } : {}),
      }),
    write: (text, mode = 0o600) => {
      rmSync(config, { force: true });
      writeFileSync(config, text);
      // Not through writeFileSync: the process's mask would have a say.
      chmodSync(config, mode);
    },
    text: () => (existsSync(config) ? readFileSync(config, "utf8") : null),
    mode: () => statSync(config).mode & 0o777,
    leftovers: () => [
      ...names(journal),
      ...names(path.dirname(config)).filter((name) => name !== "openclaw.json"),
    ],
  };
}

/** A configuration as people keep it: comments, bare keys, both quotes, a key that is none of our business. */
export const handWritten = `// my claw
{
  gateway: { mode: "local", port: 18789, bind: 'loopback' },
  agents: {
    defaults: {
      // cheap one
      model: { primary: 'anthropic/claude-haiku-4-5', fallbacks: ["openai/gpt-5.2"] },
    },
  },
  models: {
    providers: {
      ollama: { baseUrl: "http://127.0.0.1:11434/v1", apiKey: "ollama-local", models: [] }, // local
    },
  },
  channels: { telegram: { botToken: "123:abc" } }
}
`;

/** What OpenClaw makes of a file it writes itself: plain JSON, stamped. */
export function rewrittenByOpenClaw(value: Record<string, unknown>): string {
  return `${JSON.stringify({ ...value, meta: { lastTouchedVersion: "2026.9.6", migrations: [] } }, null, 2)}\n`;
}
