/** Drives a vault in a process of its own, as far from the test as the app's is from the keychain. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { VaultState } from "../../preload/contract/state.ts";

export type Reply = {
  readonly ok: boolean;
  readonly value?: string | null;
  readonly code?: string;
  readonly detail?: string;
};

export type DrivenVault = {
  open(): Promise<VaultState>;
  state(): Promise<VaultState>;
  reason(): Promise<string | null>;
  isHeld(): Promise<boolean>;
  get(account: string): Promise<Reply>;
  set(account: string, secret: string): Promise<Reply>;
  remove(account: string): Promise<Reply>;
  readFiles(): Promise<number>;
  /** Ends the process; tells everything it wrote to stderr. */
  end(): Promise<string>;
};

export async function driveVault(
  env: Record<string, string>,
  options: { readonly hasSaved?: boolean; readonly timeoutMs?: number } = {},
): Promise<DrivenVault> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "child.ts"), JSON.stringify({ hasSaved: false, ...options })],
    { env: { PATH: process.env.PATH ?? "", ...env }, stdio: ["pipe", "pipe", "pipe"] },
  );
  const gone = once(child, "exit");
  const waiting = new Map<number, (answer: unknown) => void>();
  let lastId = 0;
  let errors = "";
  let hasEnded = false;
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    const { id, answer } = JSON.parse(line) as { id: number; answer: unknown };
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });

  const ask = <T>(method: string, ...args: string[]): Promise<T> => {
    lastId += 1;
    const id = lastId;
    return new Promise<T>((resolve, reject) => {
      waiting.set(id, resolve as (answer: unknown) => void);
      void gone.then(([code, signal]) => {
        if (waiting.has(id) && !hasEnded) reject(new Error(`gone: ${code} ${signal} ${errors}`));
      });
      child.stdin.write(`${JSON.stringify([id, method, ...args])}\n`);
    });
  };

  return {
    open: () => ask("open"),
    state: () => ask("state"),
    reason: () => ask("reason"),
    isHeld: () => ask("isHeld"),
    get: (account) => ask("get", account),
    set: (account, secret) => ask("set", account, secret),
    remove: (account) => ask("remove", account),
    readFiles: () => ask("readFiles"),
    async end() {
      hasEnded = true;
      child.stdin.end();
      await gone;
      return errors;
    },
  };
}
