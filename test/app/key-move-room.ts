/** A home with readable keys in it, and the far ends a move needs: a keychain in a file, OpenClaw's way of asking it, a daemon that says what it is told to say. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import JSON5 from "json5";
import { onTestFinished } from "vitest";
import {
  createKeyMove,
  type KeyMove,
  type KeyMoveDeps,
  type MoveStep,
} from "../../main/app/key-move.ts";
import type { JsonObject } from "../../main/core/json5-edit.ts";
import { accountOfResolverId, resolverIdOf } from "../../main/core/resolver/resolver-id.ts";
import { createEnvironment } from "../../main/openclaw/environment/environment.ts";
import { createOpenClaw, type OpenClaw } from "../../main/openclaw/openclaw.ts";
import type { DaemonState, PlaintextKey } from "../../preload/contract/openclaw.ts";

/** No half of one is in another. */
export const key = (name: string) => `sk-ant-api03-${name.repeat(20).slice(0, 40)}`;

export const running: DaemonState = {
  status: "running",
  port: 18_789,
  access: "rpc",
  problem: null,
  version: "2026.9.6",
  startedAt: 0,
  isConfigApplied: true,
  place: "here",
  supervisor: null,
  degraded: [],
  cooldowns: [],
  startsLeft: 3,
};

/** What the far ends do; everything left out goes well. */
export type FarEnds = {
  /** Null: a locked keychain. */
  readonly keychain?: null;
  readonly resolver?: "wrong" | "absent";
  readonly daemon?: "stopped" | "rejected" | "late" | "cold" | "degraded" | "silent";
};

export type Place = {
  readonly folder: string;
  readonly state: string;
  readonly data: string;
  readonly vault: string;
};

/** `folder` holds the home, the journal and the keychain's file. */
export const placesIn = (folder: string): Place => ({
  folder,
  state: path.join(folder, ".openclaw"),
  data: path.join(folder, "data"),
  vault: path.join(folder, "keychain.json"),
});

const accountOf = (kind: string, provider: string | null) =>
  ["p1", kind, ...(provider === null ? [] : [provider])].join("/");

/** `log`: what was asked of the far ends, in its order. */
export function moverIn(
  { data, folder, state, vault }: Place,
  farEnds: FarEnds = {},
  {
    log = [],
    onStep,
  }: { readonly log?: string[]; readonly onStep?: (step: MoveStep) => void } = {},
) {
  const journalFolder = path.join(data, "journal");
  const openclaw = createOpenClaw({ env: {}, homeDir: folder, journalFolder });
  const environment = createEnvironment({
    env: {},
    homeDir: folder,
    stateFolder: state,
    config: async () => (await openclaw.read()).config,
    service: () => null,
    pid: async () => null,
    journalFolder,
  });
  const keychain = (): Record<string, string> =>
    existsSync(vault) ? JSON.parse(readFileSync(vault, "utf8")) : {};
  let looks = 0;
  const deps: KeyMoveDeps = {
    environment,
    openclaw,
    async save(kind, provider, secret) {
      log.push("save");
      if (farEnds.keychain === null) return { ok: false, code: "vault.locked" };
      const account = accountOf(kind, provider);
      writeFileSync(vault, JSON.stringify({ ...keychain(), [account]: secret }));
      return { ok: true, resolverId: resolverIdOf(account, "plain") };
    },
    readBack: async (kind, provider) =>
      farEnds.keychain === null ? null : (keychain()[accountOf(kind, provider)] ?? null),
    resolver: {
      ensure: async () =>
        farEnds.resolver === "absent"
          ? { ok: false, code: "resolver.unsupported" }
          : { ok: true, command: "/data/resolver/node", args: ["/data/resolver/resolver.js"] },
      async ask(ids) {
        log.push("ask");
        if (farEnds.resolver === "wrong") return {};
        return Object.fromEntries(
          ids.flatMap((id) => {
            const { account = "", as } = accountOfResolverId(id) ?? {};
            const secret = keychain()[account];
            return secret === undefined
              ? []
              : [[id, as === "bearer" ? `Bearer ${secret}` : secret]];
          }),
        );
      },
    },
    daemon: {
      async look() {
        looks += 1;
        const degraded = farEnds.daemon === "degraded" && looks > 1 ? ["provider:anthropic"] : [];
        return {
          ...running,
          degraded,
          status: farEnds.daemon === "stopped" ? "stopped" : "running",
        };
      },
      mark: async () => "before",
      async waitTakenIn() {
        log.push("wait");
        const { daemon } = farEnds;
        if (daemon === "rejected" || daemon === "late") return daemon;
        return daemon === "silent" ? "unknown" : "applied";
      },
      async reloadSecrets() {
        log.push("reload");
        return farEnds.daemon === "cold" ? { ok: false, code: "resolver.failed" } : { ok: true };
      },
    },
    journalFolder,
    ...(onStep && { onStep }),
  };
  return { mover: createKeyMove(deps), environment, openclaw, keychain };
}

export type Home = Place & {
  write(name: string, text: string): void;
  text(name: string): string | null;
  config(): JsonObject;
  keychain(): Record<string, string>;
  plaintext(): Promise<readonly PlaintextKey[]>;
  /** Of the readable key in this place. */
  id(place: string): Promise<string>;
  open(farEnds?: FarEnds, log?: string[]): KeyMove;
  readonly openclaw: OpenClaw;
  leftovers(): boolean;
};

export function home(files: Readonly<Record<string, string>>): Home {
  const folder = mkdtempSync(path.join(tmpdir(), "sluice-key-move-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const place = placesIn(folder);
  mkdirSync(place.data, { mode: 0o700 });
  const write = (name: string, text: string) => {
    const file = path.join(place.state, name);
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, text, { mode: 0o600 });
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  const text = (name: string) => {
    const file = path.join(place.state, name);
    return existsSync(file) ? readFileSync(file, "utf8") : null;
  };
  const plaintext = async () => (await moverIn(place).environment.read()).plaintext;
  return {
    ...place,
    write,
    text,
    config: () => JSON5.parse(text("openclaw.json") ?? "{}"),
    keychain: moverIn(place).keychain,
    plaintext,
    async id(at) {
      const found = (await plaintext()).find((one) => one.place === at);
      if (!found) throw new Error(`no readable key in ${at}`);
      return found.id;
    },
    open: (farEnds, log) => moverIn(place, farEnds, log && { log }).mover,
    openclaw: moverIn(place).openclaw,
    leftovers: () => existsSync(path.join(place.data, "journal", "key-move.json")),
  };
}

/** What a process that is to be killed is told. */
export type Order = { readonly folder: string; readonly id: string; readonly killAt: MoveStep };
