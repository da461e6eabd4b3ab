/** What stood in OpenClaw's file before Sluice came, as two kinds of people have it, in the words of the version they use. */
import type { Practice } from "../../main/practice/practice.ts";
import type { Canaries } from "./canary.ts";
import { type OpenClawVersion, openClawVersions } from "./openclaw-rig-install.ts";

/** "ownProxy": one provider of their own. "ownKeys": the same, and their own Anthropic and OpenAI keys for what they use beside it. */
export type Person = "ownProxy" | "ownKeys";

export type PersonalSetUp = {
  /** More members of `openclaw.json`, as JSON5 text. */
  readonly more: string;
  /** More of the daemon's environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Files in the workspace, by name. */
  readonly workspace: Readonly<Record<string, string>>;
};

export function setUpOf(
  person: Person,
  version: OpenClawVersion,
  { spare, canaries }: { readonly spare: Practice; readonly canaries: Canaries },
): PersonalSetUp {
  const isCurrent = version === openClawVersions[0];
  const hasOwnKeys = person === "ownKeys";
  const memory = `{ provider: "openai", model: "text-embedding-3-small" }`;
  const defaults = [
    `model: { primary: "spare/claude-haiku-4-5", fallbacks: ["spare/claude-haiku-4-5"] },`,
    // Never by itself within a test: it is woken.
    ...(hasOwnKeys ? [`heartbeat: { every: "12h", model: "anthropic/claude-sonnet-4-6" },`] : []),
    ...(hasOwnKeys && !isCurrent
      ? [`memorySearch: ${memory},`, `imageModel: { primary: "openai/gpt-5.4-mini" },`]
      : []),
  ];
  const more = `
  models: {
    ${isCurrent ? "catalogRefresh" : "pricing"}: { enabled: false },
    providers: {
      // My own proxy at home.
      spare: {
        baseUrl: "${spare.providers.anthropic}",
        api: "anthropic-messages",
        apiKey: "${spare.secrets.anthropic}",
        models: [
          { id: "claude-haiku-4-5", name: "Spare", contextWindow: 200000, maxTokens: 8192 },
        ],
      },${hasOwnKeys && isCurrent ? `\n      openai: { apiKey: "${canaries.openai}" }, // for remembering` : ""}
    },
  },${hasOwnKeys && isCurrent ? `\n  memory: { search: ${memory} },` : ""}
  agents: {
    defaults: {
      ${defaults.join("\n      ")}
    },
  },
`;
  return {
    more,
    env: {
      ...(hasOwnKeys && { ANTHROPIC_API_KEY: canaries.anthropic }),
      // It cannot write a file itself in which an entry has a key and no base URL.
      ...(hasOwnKeys && !isCurrent && { OPENAI_API_KEY: canaries.openai }),
    },
    workspace: hasOwnKeys
      ? {
          "MEMORY.md": "# Memory\nThe cat is called Miso and likes tuna.\n",
          // 2026.5.28 skips a heartbeat that has nothing to do.
          ...(isCurrent ? {} : { "HEARTBEAT.md": "# Heartbeat\n- Say whether all is well.\n" }),
        }
      : {},
  };
}
