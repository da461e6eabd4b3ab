/** A home, a configuration file and a fresh Sluice in front of it; everything is taken down after each test. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, onTestFinished } from "vitest";
import { parseJson5 } from "../../../main/core/json5-edit.ts";
import { createLog } from "../../../main/kit/log.ts";
import {
  createDaemon,
  type Daemon,
  type DaemonOptions,
} from "../../../main/openclaw/daemon/daemon.ts";
import type { DaemonState } from "../../../preload/contract/openclaw.ts";
import { type FakeDaemon, type FakeOptions, startFakeDaemon } from "./fake-daemon.ts";

export const token = "the-shared-token";

export type Ground = {
  readonly home: string;
  readonly configPath: string;
  /** Lines of the log. */
  readonly lines: string[];
  write(config: object): void;
  /** A Sluice of its own each time. */
  daemon(options?: Partial<DaemonOptions>): Daemon;
  fake(options?: FakeOptions): Promise<FakeDaemon>;
  /** Done after the test, before the home is removed. */
  after(clean: () => unknown): void;
};

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

export function layGround(): Ground {
  const home = mkdtempSync(path.join(tmpdir(), "sluice-daemon-"));
  cleanups.push(() => rmSync(home, { recursive: true, force: true }));
  const folder = path.join(home, ".openclaw");
  mkdirSync(folder, { mode: 0o700 });
  const configPath = path.join(folder, "openclaw.json");
  const lines: string[] = [];
  return {
    home,
    configPath,
    lines,
    after: (clean) => void cleanups.push(clean),
    write: (config) => writeFileSync(configPath, JSON.stringify(config)),
    daemon(options = {}) {
      const daemon = createDaemon({
        env: { HOME: home, PATH: process.env.PATH },
        homeDir: home,
        configPath,
        config: async () => parseJson5(readFileSync(configPath, "utf8")),
        install: () => null,
        service: () => null,
        startsFile: path.join(home, "starts.json"),
        logFolder: path.join(home, "logs"),
        now: Date.now,
        log: createLog({ write: (line) => lines.push(line), now: Date.now }),
        ...options,
      });
      cleanups.push(() => daemon.close());
      return daemon;
    },
    async fake(options) {
      const fake = await startFakeDaemon({
        snapshot: { configPath, stateDir: folder, authMode: "token" },
        ...options,
      });
      cleanups.push(() => fake.stop().catch(() => undefined));
      return fake;
    },
  };
}

/** A configuration as `openclaw onboard` leaves it. */
export const configFor = (port: number, auth: object = { mode: "token", token }) => ({
  gateway: { mode: "local", port, auth },
});

/** Resolves with the first state that fits, the present one included. */
export function until(
  daemon: Daemon,
  fits: (state: DaemonState) => boolean,
  withinMs = 15_000,
): Promise<DaemonState> {
  const now = daemon.state();
  if (now && fits(now)) return Promise.resolve(now);
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => {
      leave();
      reject(new Error(`not within ${withinMs} ms: ${JSON.stringify(daemon.state())}`));
    }, withinMs);
    const leave = daemon.watch((state) => {
      if (!fits(state)) return;
      clearTimeout(limit);
      leave();
      resolve(state);
    });
    onTestFinished(leave);
  });
}
