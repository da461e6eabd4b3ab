/** A person's home folder on disk with what installers leave in it, and a disk and programs that end at its walls. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { createDisk, type Disk } from "../../../main/openclaw/find/disk.ts";
import { type FindOptions, type Found, findOpenClaw } from "../../../main/openclaw/find/find.ts";
import type { Run } from "../../../main/openclaw/find/run.ts";

/** OpenClaw 2026.9.6's own; 24.16.0 is the oldest Node.js in it. */
export const engines = ">=24.16.0 <25 || >=26.1.0";

export type Home = {
  readonly folder: string;
  readonly disk: Disk;
  /** The programs that were started, each with its arguments. */
  readonly started: readonly string[];
  at(name: string): string;
  write(name: string, text: string, mode?: number): string;
  /** A symbolic link, as relative as it is given. */
  link(name: string, target: string): void;
  /** A program that is no script; its version is told only when it is run and known here. */
  node(name: string, version?: string): string;
  /** A package folder as npm unpacks it; gives back its script. */
  openclaw(name: string, version?: string, nodes?: string): string;
  find(more?: Partial<FindOptions & { readonly chosenPath: string | null }>): Promise<Found>;
};

/** Its path has a blank and a letter beyond ASCII: people's have. */
export function makeHome(): Home {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "sluice ådå-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const at = (name: string) => path.join(folder, name);
  const versions = new Map<string, string>();
  const started: string[] = [];
  const disk = fenced(createDisk(folder), [folder]);
  const run: Run = async (program, args) => {
    started.push([program, ...args].join(" "));
    const version = versions.get(program);
    return version === undefined ? null : Buffer.from(`v${version}\n`);
  };
  const write = (name: string, text: string, mode = 0o644) => {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), text, { mode });
    return at(name);
  };
  return {
    folder,
    disk,
    started,
    at,
    write,
    link(name, target) {
      mkdirSync(path.dirname(at(name)), { recursive: true });
      symlinkSync(target, at(name));
    },
    node(name, version) {
      if (version) versions.set(at(name), version);
      return write(name, "\x7fELF", 0o755);
    },
    openclaw(name, version = "2026.9.6", nodes = engines) {
      const described = { name: "openclaw", version, engines: { node: nodes } };
      write(`${name}/package.json`, JSON.stringify(described));
      write(`${name}/dist/index.js`, "");
      write(`${name}/dist/entry.js`, "");
      return write(`${name}/openclaw.mjs`, "#!/usr/bin/env node\n", 0o755);
    },
    find: (more = {}) =>
      findOpenClaw({
        env: {},
        homeDir: folder,
        platform: "linux",
        chosenPath: null,
        disk,
        run,
        ...more,
      }),
  };
}

/** Knows nothing outside the given folders, so that what this machine has installed does not count. */
export function fenced(disk: Disk, folders: readonly string[]): Disk {
  const isInside = (one: string) => folders.some((folder) => one.startsWith(folder));
  return {
    look: async (one) => (isInside(one) ? disk.look(one) : null),
    real: async (one) => {
      const real = isInside(one) ? await disk.real(one) : null;
      return real && isInside(real) ? real : null;
    },
    read: async (one, maxBytes) => (isInside(one) ? disk.read(one, maxBytes) : null),
    list: async (one, maxNames) => (isInside(one) ? disk.list(one, maxNames) : null),
    // What leads to the folders counts too.
    steps: (one) => disk.steps(one),
  };
}
