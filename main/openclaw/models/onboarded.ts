/** A Cloudflare set-up that OpenClaw already has, found without leaving a trace in OpenClaw's folders. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { parseDotEnv } from "../../core/environment/dotenv.ts";
import { type Json, type JsonObject, parseJson5 } from "../../core/json5-edit.ts";
import { type Onboarded, onboardedIn } from "../../core/models/onboarded.ts";
import { readFileBounded } from "../../kit/atomic-file.ts";
import { readStateRow } from "./state-row.ts";

export type { Onboarded } from "../../core/models/onboarded.ts";

const maxBytes = 1024 * 1024;
const mostAgents = 32;

/** Null when there is none. `stateFolder` is OpenClaw's, such as ~/.openclaw. */
export async function findOnboarded(options: {
  readonly config: JsonObject | null;
  readonly stateFolder: string;
}): Promise<Onboarded | null> {
  const { config, stateFolder } = options;
  const [stores, dotEnv] = await Promise.all([
    readStores(stateFolder),
    readText(path.join(stateFolder, ".env")),
  ]);
  return onboardedIn({ config: config ?? {}, stores, variables: parseDotEnv(dotEnv ?? "") });
}

/** Stored sign-ins: of 2026.9 in the state database, before that in a file of each agent; "main" is the first agent everybody has. */
async function readStores(stateFolder: string): Promise<readonly Json[]> {
  const agents = path.join(stateFolder, "agents");
  const names = await readdir(agents).catch(() => []);
  const others = names.filter((name) => name !== "main").sort();
  const files = ["main", ...others]
    .slice(0, mostAgents)
    .map((name) => path.join(agents, name, "agent", "auth-profiles.json"));
  const texts = await Promise.all(files.map(readText));
  return [
    await readStateRow(path.join(stateFolder, "state", "openclaw.sqlite"), "authProfiles.store"),
    ...texts.map((text) => (text === null ? null : parseJson5(text))),
  ];
}

async function readText(file: string): Promise<string | null> {
  const read = await readFileBounded(file, maxBytes);
  return read.ok ? read.bytes.toString("utf8") : null;
}
