/** What Playwright's `electronApp.evaluate` is to the real Electron: functions sent by `launch.ts`, run here with the modules. */
import { runInThisContext } from "node:vm";
import { createCodec } from "./codec.ts";

export type Order = { readonly id: number; readonly source: string; readonly argument: string };
export type Outcome =
  | { readonly id: number; readonly value: string }
  | { readonly id: number; readonly error: string };

/** @param onAlone called when whoever drove us is gone. */
export function obey(modules: Readonly<Record<string, unknown>>, onAlone: () => void): void {
  const { pack, unpack } = createCodec();
  const answer = (outcome: Outcome): void => {
    if (process.connected) process.send?.(outcome);
  };
  process.on("message", async ({ id, source, argument }: Order) => {
    try {
      const run = runInThisContext(`(${source})`) as (
        modules: unknown,
        argument: unknown,
      ) => unknown;
      answer({ id, value: pack(await run(modules, unpack(argument))) });
    } catch (error) {
      answer({
        id,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  });
  process.on("disconnect", onAlone);
  // The IPC channel alone must not keep the process.
  process.channel?.unref();
}
