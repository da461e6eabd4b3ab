/** What would help somebody who helps: versions, states, codes and the log, with nothing secret and no id of an account. */
import { mkdir } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Handlers, QueryReply } from "../../preload/contract/command.ts";
import { diagnosticsText } from "../core/diagnostics-text.ts";
import { createMask } from "../core/mask.ts";
import { dayOf } from "../core/zone.ts";
import { writeFileAtomic } from "../kit/atomic-file.ts";
import type { Conductor } from "./conductor.ts";
import type { Parts } from "./parts.ts";
import { refuse } from "./reply.ts";

export type Diagnostics = {
  read(): Promise<QueryReply>;
  readonly handlers: Pick<Handlers, "diagnostics.save">;
};

export function createDiagnostics(parts: Parts, conductor: Conductor): Diagnostics {
  async function text(): Promise<string> {
    const state = conductor.store.state();
    const { link } = parts.settings.get();
    const told = diagnosticsText(state, {
      at: new Date(parts.now()).toISOString(),
      system: `${os.platform()} ${os.release()} ${os.arch()}`,
      versions: versions(),
      notices: conductor.notices.all(),
      wishedLink: link && `${link.kind} of ${link.providers.join(" ")}`,
      log: await parts.recentLog(),
    });
    const { accounts, aiGateways } = state.cloudflare;
    const mask = createMask({
      ids: [
        ...state.profiles.flatMap(({ accountId, aiGatewayId, id }) => [accountId, aiGatewayId, id]),
        ...(accounts ?? []).map(({ id }) => id),
        ...(aiGateways ?? []).map(({ id }) => id),
      ],
      names: [
        ...state.profiles.map(({ name }) => name),
        ...(accounts ?? []).map(({ name }) => name),
        ...peopleAndMachine(),
      ],
      homes: homes(),
    });
    // Secrets first: a mask in the midst of one would hide it from whoever looks for it.
    return mask(parts.log.redact(told));
  }

  return {
    async read() {
      return { ok: true, rows: [], text: await text() };
    },
    handlers: {
      async "diagnostics.save"() {
        const folder = parts.downloadsFolder();
        const [day, stamp] = [dayOf(parts.now(), parts.zone()), parts.now().toString(36)];
        const file = path.join(folder, `sluice-diagnostics-${day}-${stamp}.txt`);
        await mkdir(folder, { recursive: true, mode: 0o700 }).catch(() => undefined);
        const written = await writeFileAtomic(file, await text(), { mode: 0o600 });
        return written.ok ? { ok: true, path: file } : refuse("diagnostics.failed", written.code);
      },
    },
  };
}

function versions(): Readonly<Record<string, string>> {
  const { chrome, electron, node, v8 } = process.versions;
  const all = { node, electron: electron ?? "none", chrome: chrome ?? "none", v8 };
  return Object.fromEntries(Object.entries(all).filter(([, version]) => version !== "none"));
}

/** As they are in paths, and in addresses of files. */
function homes(): readonly string[] {
  const { HOME, USERPROFILE } = process.env;
  const all = [os.homedir(), HOME, USERPROFILE].flatMap((home) => home || []);
  return [...new Set(all.flatMap((home) => [home, home.replaceAll("\\", "/")]))];
}

/** "localhost" tells nothing, and stands in every other line. */
function peopleAndMachine(): readonly string[] {
  const { LOGNAME, USER, USERNAME } = process.env;
  const users = [
    userName(),
    USER,
    LOGNAME,
    USERNAME,
    ...homes().map((home) => path.basename(home)),
  ];
  const names = [...users, os.hostname(), os.hostname().split(".")[0]];
  return [...new Set(names)].flatMap((name) => (name && name !== "localhost" ? name : []));
}

function userName(): string {
  try {
    return os.userInfo().username;
  } catch {
    // A container may run as somebody no list knows.
    return "";
  }
}
