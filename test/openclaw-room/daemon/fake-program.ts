/** OpenClaw's program as a script of ours: what each command answers is told beforehand, how it was run is read afterwards. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { OpenClawInstall } from "../../../preload/contract/openclaw.ts";

export type Command = {
  readonly out?: string;
  readonly err?: string;
  readonly exit?: number;
  /** Never ends by itself. */
  readonly hang?: boolean;
  /** Listens on this port as a daemon would, after so long. */
  readonly listen?: number;
  readonly afterMs?: number;
};
export type Run = {
  readonly args: readonly string[];
  /** Names. */
  readonly env: readonly string[];
  readonly config?: string;
  readonly pid: number;
  /** No other call was under way. */
  readonly isAlone: boolean;
};

export type FakeProgram = {
  readonly install: () => OpenClawInstall;
  readonly env: Readonly<Record<string, string>>;
  /** "gateway call status" → what it answers; replaces what was told before. */
  say(commands: Readonly<Record<string, Command>>): void;
  /** All of them, or those of one command. */
  runs(command?: string): readonly Run[];
};

export function fakeProgram(folder: string): FakeProgram {
  const script = path.join(folder, "script.json");
  const record = path.join(folder, "runs.jsonl");
  const install: OpenClawInstall = {
    source: "chosen",
    entry: path.join(import.meta.dirname, "fake-openclaw.mjs"),
    node: process.execPath,
    version: "2026.9.6",
    isTooOld: false,
  };
  return {
    install: () => install,
    env: { HOME: folder, PATH: "/usr/bin:/bin", FAKE_OPENCLAW: script },
    say: (commands) => writeFileSync(script, JSON.stringify({ record, commands })),
    runs: (command = "") =>
      existsSync(record)
        ? readFileSync(record, "utf8")
            .trim()
            .split("\n")
            .map((line): Run => JSON.parse(line))
            .filter(({ args }) => args.join(" ").includes(command))
        : [],
  };
}
