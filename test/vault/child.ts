/** A process with a vault of its own, driven by JSON lines: `[method, …arguments]` in, what it answered out. */
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { createVault } from "../../main/vault/vault.ts";

const { hasSaved, timeoutMs } = JSON.parse(process.argv[2] ?? "{}");
const vault = createVault({ hasSaved: () => hasSaved, timeoutMs });

const methods: Record<string, (...args: string[]) => unknown> = {
  open: () => vault.open(),
  state: () => vault.state(),
  reason: () => vault.reason(),
  isHeld: () => vault.isHeld(),
  get: (account = "") => vault.get(account),
  set: (account = "", secret = "") => vault.set(account, secret),
  remove: (account = "") => vault.remove(account),
  // The file system shares its few threads with the keychain: read more than there are threads.
  readFiles: async () =>
    (await Promise.all(Array.from({ length: 8 }, () => readFile(import.meta.filename)))).length,
};

for await (const line of createInterface({ input: process.stdin })) {
  const [id, method, ...args] = JSON.parse(line);
  // Not awaited: several may be under way at once.
  void Promise.resolve(methods[method]?.(...args)).then((answer) =>
    process.stdout.write(`${JSON.stringify({ id, answer: answer ?? null })}\n`),
  );
}
// process.exit would wait for a call that the keychain still holds.
process.kill(process.pid, "SIGKILL");
