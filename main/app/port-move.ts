/** Moves the router to another port: OpenClaw is led there first, and the former port is given up when nothing knocks at it any more. */
import type { Handlers, Reply } from "../../preload/contract/command.ts";
import type { Conductor } from "./conductor.ts";
import type { Linker } from "./linker.ts";
import { done, refuse, replyTo } from "./reply.ts";
import type { Scout } from "./scout.ts";

export type PortMove = {
  readonly handlers: Pick<Handlers, "router.port">;
  stop(): void;
};

const lookAgainMs = 1_000;
/** Where nobody can say whether a turn still runs, one that began at the former port is given this long. */
const unknownWithinMs = 60_000;

export function createPortMove(
  conductor: Conductor,
  { linker, scout }: { readonly linker: Linker; readonly scout: Scout },
  now: () => number,
): PortMove {
  const { listening, shown } = conductor;
  /** Left behind, and still listened at. */
  const former = new Set<number>();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  /** A turn keeps the address it began with until it ends, whatever OpenClaw's file says (measured). */
  async function isQuiet(untilMs: number): Promise<boolean> {
    const { daemon } = shown.openclaw();
    // Without a key nobody is let in at any port.
    if (conductor.localKey() === null || daemon?.status === "stopped") return true;
    if (daemon?.access !== "rpc") return now() >= untilMs;
    return daemon.isConfigApplied !== false && (await scout.runningTurns()) === 0;
  }

  async function giveUp(untilMs: number): Promise<void> {
    clearTimeout(timer);
    if (isStopped || former.size === 0) return;
    if (await isQuiet(untilMs)) {
      for (const port of [...former]) {
        former.delete(port);
        await listening.leave(port);
      }
      return;
    }
    timer = setTimeout(() => void giveUp(untilMs), lookAgainMs);
    timer.unref();
  }

  async function move(port: number): Promise<Reply> {
    const before = listening.state().port;
    if (before === port) return done;
    // It must not be given up while it becomes the one in use.
    const wasFormer = former.delete(port);
    const code = await listening.move(port);
    if (code) {
      if (wasFormer) former.add(port);
      return refuse(code);
    }
    await conductor.apply();
    const led = await linker.lead();
    if (before === null) return replyTo(led);
    if (!led.ok) {
      await listening.move(before);
      await listening.leave(port);
      await conductor.apply();
      return replyTo(led);
    }
    former.add(before);
    await giveUp(now() + unknownWithinMs);
    return done;
  }

  return {
    handlers: { "router.port": ({ port }) => move(port) },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
