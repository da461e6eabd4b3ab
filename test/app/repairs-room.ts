/** A home whose environment can be repaired, with a daemon and a program that are told what to say. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { createRepairs, type RepairsDeps } from "../../main/app/repairs.ts";
import {
  createEnvironment,
  type ServiceEnvironment,
} from "../../main/openclaw/environment/environment.ts";
import { createOpenClaw } from "../../main/openclaw/openclaw.ts";
import type { RepairOffer } from "../../preload/contract/openclaw.ts";
import { running } from "./key-move-room.ts";

export type Scene = {
  readonly config?: string;
  readonly dotenv?: string;
  readonly profile?: string;
  readonly service?: Partial<ServiceEnvironment> & { readonly text?: string };
  readonly pid?: number;
  readonly deps?: Partial<RepairsDeps>;
};

export function scene({ config, deps, dotenv, pid, profile, service }: Scene) {
  const folder = mkdtempSync(path.join(tmpdir(), "sluice-repairs-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const state = path.join(folder, ".openclaw");
  mkdirSync(state, { mode: 0o700 });
  const file = (name: string) => path.join(state, name);
  const write = (name: string, text: string | undefined) => {
    if (text === undefined) return;
    writeFileSync(path.join(folder, name), text, { mode: 0o600 });
    utimesSync(path.join(folder, name), 1, 1);
  };
  write(".openclaw/openclaw.json", config);
  write(".openclaw/.env", dotenv);
  write(".profile", profile);
  write("service.env", service?.text);
  const openclaw = createOpenClaw({
    env: {},
    homeDir: folder,
    journalFolder: path.join(folder, "journal"),
  });
  const definition: ServiceEnvironment | null = service
    ? {
        supervisor: "launchd",
        file: path.join(folder, "gateway.plist"),
        environmentFile: service.text === undefined ? null : path.join(folder, "service.env"),
        environment: {},
        ...service,
      }
    : null;
  const common = {
    config: async () => (await openclaw.read()).config,
    service: () => definition,
  };
  const environment = createEnvironment({
    ...common,
    env: { SHELL: "/bin/sh" },
    homeDir: folder,
    stateFolder: state,
    pid: async () => pid ?? null,
    journalFolder: path.join(folder, "journal"),
  });
  const calls: string[] = [];
  const repairs = createRepairs({
    ...common,
    environment,
    openclaw,
    install: () => ({
      source: "npm",
      entry: "/x/openclaw.mjs",
      node: "/x/node",
      version: "2026.9.6",
      isTooOld: false,
    }),
    daemon: {
      state: () => running,
      async restart() {
        calls.push("restart");
        return { ok: true };
      },
      async runCli(args) {
        calls.push(args.join(" "));
        return { ok: true, stdout: "{}", code: 0 };
      },
    },
    secret: () => null,
    canResolve: () => true,
    async moveKey(id) {
      calls.push(`move ${id}`);
      return { ok: true };
    },
    ...deps,
  });
  return {
    calls,
    environment,
    file,
    folder,
    repairs,
    text: (name: string) => (existsSync(file(name)) ? readFileSync(file(name), "utf8") : null),
  };
}

/** Without what stands before the names of the files. */
export const shown = (offers: readonly RepairOffer[], folder: string) =>
  offers.map(({ name, preview, variable }) => [
    name,
    variable,
    preview.map((line) => line.replaceAll(`${folder}/`, "")),
  ]);
export const offersOf = async (at: ReturnType<typeof scene>, asksShell = false) =>
  shown((await at.repairs.read({ asksShell })).repairs, at.folder);
/** As the configuration refers to a variable. */
export const reference = (name: string) => `$${"{"}${name}}`;
