/** Puts together what the app does with OpenClaw; each tool is given only what it needs. */
import type { SecretKind } from "../../preload/contract/state.ts";
import type { Conductor } from "./conductor.ts";
import { createEdge } from "./edge.ts";
import { createKeyMove } from "./key-move.ts";
import { createLinker } from "./linker.ts";
import type { OpenClawTools } from "./openclaw-commands.ts";
import type { Parts } from "./parts.ts";
import { createRepairs } from "./repairs.ts";
import { createScout } from "./scout.ts";
import { accountOf, resolverIdFor } from "./secrets.ts";

export function createTools(parts: Parts, conductor: Conductor): OpenClawTools {
  const { daemon, environment, finder, openclaw, resolver, settings, vault } = parts;
  const entry = (kind: SecretKind, provider: string | null) => ({
    profile: settings.get().activeProfile ?? "",
    kind,
    provider: provider ?? undefined,
  });
  const edge = createEdge(parts, conductor);
  const keyMove = createKeyMove({
    environment,
    async save(kind, provider, secret) {
      const { activeProfile } = settings.get();
      if (activeProfile === null) return { ok: false, code: "profile.missing" };
      const kept = await conductor.secrets.save(activeProfile, kind, provider ?? undefined, secret);
      if (!kept.ok) return kept;
      return { ok: true, resolverId: resolverIdFor(entry(kind, provider)) };
    },
    async readBack(kind, provider) {
      const got = await vault.get(accountOf(entry(kind, provider)));
      return got.ok ? got.value : null;
    },
    resolver: {
      ensure: edge.ensureHelper,
      async ask(ids) {
        const answer = await resolver.ask(ids);
        return answer.ok ? answer.values : {};
      },
    },
    openclaw,
    daemon,
    journalFolder: parts.journalFolder,
  });
  const repairs = createRepairs({
    environment,
    config: async () => (await openclaw.read()).config,
    service: finder.service,
    install: finder.install,
    openclaw,
    daemon,
    secret: conductor.secrets.value,
    canResolve: () => vault.state().kind === "keychain",
    moveKey: keyMove.move,
  });
  const scout = createScout(parts, conductor, repairs.read);
  return { edge, keyMove, linker: createLinker(parts, conductor, scout, edge), repairs, scout };
}
