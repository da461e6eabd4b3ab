/** The app as the window sees it from the other side of the bridge: a snapshot, a record of commands, an answer to each. */
import type { Bridge, Command, Query, RangeRow, Reply } from "../../preload/contract/command.ts";
import type { AppState } from "../../preload/contract/state.ts";

export type FarEnd = {
  readonly bridge: Bridge;
  /** Everything asked so far. */
  readonly commands: Command[];
  readonly queries: Query[];
  publish(state: AppState): void;
};

/** `answer` may publish before it replies, as the app does. */
export function createFarEnd(
  first: AppState,
  /** What the ledger answers, whatever it is asked. */
  rows: readonly RangeRow[] = [],
  answer: (
    command: Command,
    publish: (state: AppState) => void,
  ) => Promise<Reply> | Reply = () => ({
    ok: true,
  }),
): FarEnd {
  let state = first;
  const commands: Command[] = [];
  const queries: Query[] = [];
  const listeners = new Set<(state: AppState) => void>();
  const publish = (next: AppState): void => {
    state = { ...next, rev: state.rev + 1 };
    for (const listener of listeners) listener(state);
  };
  return {
    commands,
    queries,
    publish,
    bridge: {
      async send(command) {
        commands.push(command);
        return answer(command, publish);
      },
      async read(query) {
        queries.push(query);
        return { ok: true, rows };
      },
      watch(listener) {
        listeners.add(listener);
        listener(state);
        return () => listeners.delete(listener);
      },
      follow: () => () => undefined,
      hide: () => undefined,
    },
  };
}
