/** Where the router listens: a port below every system's ephemeral range, kept between starts, moved on request without a gap. */
import type { ErrorCode } from "../../preload/contract/error.ts";
import type { RouterState } from "../../preload/contract/state.ts";
import type { Notices } from "./notices.ts";
import type { Parts } from "./parts.ts";
import type { Remembered } from "./settings-file.ts";
import type { Traffic } from "./traffic.ts";

export type Listening = {
  state(): RouterState;
  /** The router is not there: it was ended, or its thread died. */
  set(next: RouterState): void;
  /** At the port of the last time, or where that is taken at another. */
  listen(): Promise<ErrorCode | null>;
  /** At this port as well, which is the router's from now on; the former one is open until it is left. Nothing changes where that fails. */
  move(port: number): Promise<ErrorCode | null>;
  leave(port: number): Promise<void>;
};

/** Ports are taken from below every system's ephemeral range, so that no other program is handed ours by chance. */
const firstPort = 20_000;
const portCount = 12_000;
const portTries = 20;

export function createListening(
  { random, now, settings }: Pick<Parts, "random" | "now" | "settings">,
  {
    keep,
    notices,
    onChange,
    traffic,
  }: {
    readonly keep: (patch: Partial<Remembered>) => Promise<ErrorCode | null>;
    readonly notices: Notices;
    readonly onChange: () => void;
    readonly traffic: () => Pick<Traffic, "leave" | "listen">;
  },
): Listening {
  let router: RouterState = { status: "off", port: null };

  const somePort = (): number => firstPort + Math.floor(random() * portCount);

  async function become(port: number): Promise<void> {
    router = { status: "listening", port };
    notices.clear("router");
    if (settings.get().port !== port) await keep({ port });
    onChange();
  }

  return {
    state: () => router,
    set(next) {
      router = next;
    },
    async listen() {
      let answer = await traffic().listen(settings.get().port ?? somePort());
      for (
        let tries = 1;
        !answer.ok && answer.code === "router.portTaken" && tries < portTries;
        tries += 1
      )
        answer = await traffic().listen(somePort());
      if (answer.ok) {
        await become(answer.port);
        return null;
      }
      router = { status: "failed", port: null, error: answer.code };
      notices.raise("router", answer.code, now());
      onChange();
      return answer.code;
    },
    async move(port) {
      const answer = await traffic().listen(port, true);
      if (!answer.ok) return answer.code;
      await become(answer.port);
      return null;
    },
    leave: (port) => traffic().leave(port),
  };
}
