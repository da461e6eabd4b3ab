/** A scratch home with OpenClaw's files in it, and a process that stands for its daemon. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import JSON5 from "json5";
import { onTestFinished } from "vitest";
import type { JsonObject } from "../../../main/core/json5-edit.ts";
import {
  createEnvironment,
  type Environment,
  type EnvironmentOptions,
} from "../../../main/openclaw/environment/environment.ts";

export type Home = {
  readonly folder: string;
  readonly state: string;
  readonly dotenv: string;
  readonly config: string;
  readonly journal: string;
  open(more?: Partial<EnvironmentOptions>): Environment;
  /** Below `.openclaw`; `ageMs`: how long ago it was last written. */
  write(name: string, text: string, options?: { mode?: number; ageMs?: number }): string;
  text(name: string): string | null;
  mode(name: string): number;
  /** Everything in the journal folder and beside `.env`. */
  leftovers(): readonly string[];
};

export const key = (name: string) => `sk-ant-api03-${name.padEnd(40, "x")}`;

/** A home with `.openclaw` in it, unless `isBare`. */
export function home({ isBare = false }: { readonly isBare?: boolean } = {}): Home {
  const folder = mkdtempSync(path.join(tmpdir(), "sluice-environment-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const state = path.join(folder, ".openclaw");
  const config = path.join(state, "openclaw.json");
  const journal = path.join(folder, "data", "journal");
  if (!isBare) mkdirSync(state, { mode: 0o700 });
  const names = (of: string) => (existsSync(of) ? readdirSync(of) : []);
  return {
    folder,
    state,
    dotenv: path.join(state, ".env"),
    config,
    journal,
    open: (more) =>
      createEnvironment({
        env: { SHELL: "/bin/sh" },
        homeDir: folder,
        stateFolder: state,
        config: async () =>
          existsSync(config) ? JSON5.parse<JsonObject>(readFileSync(config, "utf8")) : null,
        service: () => null,
        pid: async () => null,
        journalFolder: journal,
        ...more,
      }),
    write(name, text, { mode = 0o600, ageMs = 0 } = {}) {
      const file = path.join(state, name);
      mkdirSync(path.dirname(file), { recursive: true });
      rmSync(file, { force: true });
      writeFileSync(file, text);
      // Not through writeFileSync: the process's mask would have a say.
      chmodSync(file, mode);
      const at = (Date.now() - ageMs) / 1_000;
      utimesSync(file, at, at);
      return file;
    },
    text: (name) => {
      const file = path.join(state, name);
      return existsSync(file) ? readFileSync(file, "utf8") : null;
    },
    mode: (name) => statSync(path.join(state, name)).mode & 0o777,
    leftovers: () => [
      ...names(journal),
      ...names(state).filter((name) => name.includes("sluice") || name.endsWith(".tmp")),
    ],
  };
}

/** A process with exactly these variables, which does nothing and ends with the test. What is written from here on is surely later than its start. */
export async function daemonWith(env: Readonly<Record<string, string>>): Promise<number> {
  const child: ChildProcess = spawn(
    process.execPath,
    ["-e", "setTimeout(() => process.stdout.write('.'), 300); setInterval(() => {}, 1e6)"],
    { env: { ...env }, stdio: ["ignore", "pipe", "ignore"] },
  );
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  if (child.stdout) await once(child.stdout, "data");
  if (child.pid === undefined) throw new Error("the process did not start");
  return child.pid;
}

/** What a process that is to be killed is told. */
export type Order = {
  readonly state: string;
  readonly journal: string;
  readonly entries: Readonly<Record<string, string | null>>;
  /** The count of steps before the fatal one. */
  readonly killAt: number;
};
