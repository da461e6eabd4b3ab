/** Sluice for a test, in the real Electron where its binary is installed and on the stand-in elsewhere: one handle for both. */
import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import type * as Electron from "electron";
import { _electron, type Browser, chromium, type Page } from "playwright";
import { electronBinary } from "../../scripts/electron.mjs";
import { createCodec } from "./codec.ts";
import type { Host } from "./host.ts";
import type { Order, Outcome } from "./orders.ts";
import type { person } from "./person.ts";

const { pack, unpack } = createCodec();
const root = path.join(import.meta.dirname, "../..");

/** More than Sluice itself takes for the worst end. */
const patienceMs = 20_000;

/** What `evaluate` gives to its function; `host` and `person` are there on the stand-in only. */
export type Modules = typeof Electron & { readonly host: Host; readonly person: typeof person };

export type Running = {
  readonly kind: "electron" | "stand-in";
  readonly process: ChildProcess;
  /** Sluice's window, loaded. */
  firstWindow(): Promise<Page>;
  /** Runs the function in the main process: nothing around it is there, only its argument. */
  evaluate<Result, Argument>(
    run: (modules: Modules, argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result>;
  /** What the process wrote to stderr so far. */
  log(): string;
  /** The exit code; null after a signal. */
  readonly ended: Promise<number | null>;
  /** Quits as a person would; returns the exit code. */
  close(): Promise<number | null>;
};

export type LaunchOptions = {
  /** Sluice's own switches. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
};

export async function launch({ args, env }: LaunchOptions): Promise<Running> {
  const binary = electronBinary();
  return binary === undefined ? launchStandIn(args, env) : launchElectron(binary, args, env);
}

async function launchElectron(
  executablePath: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Running> {
  const isRoot = process.platform === "linux" && process.getuid?.() === 0;
  const app = await _electron.launch({
    executablePath,
    args: [root, ...args, ...(isRoot ? ["--no-sandbox"] : [])],
    env: { ...env },
  });
  const child = app.process();
  const { log, ended } = follow(child);
  return {
    kind: "electron",
    process: child,
    firstWindow: () => app.firstWindow(),
    evaluate: (run, argument) => app.evaluate(run as never, argument as never),
    log,
    ended,
    async close() {
      // One that has ended has nothing to close any more.
      if (child.exitCode === null) await app.close().catch(() => {});
      return withPatience(child, ended, log);
    },
  };
}

function launchStandIn(args: readonly string[], env: Readonly<Record<string, string>>): Running {
  const child = fork(path.join(root, "dist/main/index.js"), [...args], {
    cwd: root,
    env: { ...env },
    execArgv: ["--import", path.join(root, "test/host/register.mjs")],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const { log, ended } = follow(child);
  const evaluate = createEvaluate(child, ended);
  let browser: Promise<Browser> | undefined;

  async function firstWindow(): Promise<Page> {
    const endpoint = await evaluate(async ({ app, host }) => {
      if (host.windows.length === 0)
        await new Promise((resolve) => app.once("browser-window-created", resolve));
      const [window] = host.windows;
      if (!window) throw new Error("There is no window.");
      await window.webContents._page;
      if (window.webContents.getURL() === "")
        await new Promise((resolve) => window.webContents.once("did-finish-load", resolve));
      return host.endpoint ?? "";
    });
    browser ??= chromium.connectOverCDP(endpoint);
    const [context] = (await browser).contexts();
    const isOurs = (page: Page): boolean => page.url().startsWith("https://sluice.app.invalid/");
    const page =
      context?.pages().find(isOurs) ?? (await context?.waitForEvent("page", { predicate: isOurs }));
    if (!page) throw new Error("Chromium shows no window of Sluice.");
    return page;
  }

  return {
    kind: "stand-in",
    process: child,
    firstWindow,
    evaluate,
    log,
    ended,
    async close() {
      // Its answer may be lost in the end it brings.
      evaluate(({ app }) => app.quit()).catch(() => {});
      const code = await withPatience(child, ended, log);
      await (await browser)?.close();
      return code;
    },
  };
}

/** What shells call an end by SIGKILL. */
const killed = 137;

/** @throws {Error} when it did not end by itself, and what it said last. */
async function withPatience(
  child: ChildProcess,
  ended: Promise<number | null>,
  log: () => string,
): Promise<number> {
  // One a test has killed has nothing to end any more.
  if (child.signalCode !== null) return killed;
  const late = setTimeout(() => child.kill("SIGKILL"), patienceMs);
  const code = await ended;
  clearTimeout(late);
  if (code === null) throw new Error(`Sluice did not end by itself.\n${log()}`);
  return code;
}

function follow(child: ChildProcess): { log: () => string; ended: Promise<number | null> } {
  let text = "";
  child.stderr?.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  const ended = new Promise<number | null>((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    else child.once("close", resolve);
  });
  return { log: () => text, ended };
}

function createEvaluate(child: ChildProcess, ended: Promise<number | null>): Running["evaluate"] {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let lastId = 0;
  child.on("message", (outcome: Outcome) => {
    const call = waiting.get(outcome.id);
    waiting.delete(outcome.id);
    if ("error" in outcome) call?.reject(new Error(outcome.error));
    else call?.resolve(unpack(outcome.value));
  });
  void ended.then((code) => {
    for (const call of waiting.values()) call.reject(new Error(`Sluice ended (${code}).`));
  });
  return ((run: unknown, argument: unknown) => {
    const call = Promise.withResolvers<unknown>();
    const id = ++lastId;
    waiting.set(id, call);
    child.send({ id, source: String(run), argument: pack(argument) } satisfies Order, (error) => {
      if (error) call.reject(error);
    });
    return call.promise;
  }) as Running["evaluate"];
}
