/** The app as the window sees it from the other side of the bridge: a snapshot, a record of commands, an answer to each. */
import type {
  Bridge,
  Command,
  Query,
  QueryReply,
  RangeRow,
  Reply,
  WindowPage,
} from "../../preload/contract/command.ts";
import type { AppState } from "../../preload/contract/state.ts";

export type FarEnd = {
  readonly bridge: Bridge;
  /** Everything asked so far. */
  readonly commands: Command[];
  readonly queries: Query[];
  publish(state: AppState): void;
  /** As a menu does. */
  turnTo(page: WindowPage | "shown"): void;
};

/** `answer` may publish before it replies, as the app does. */
export function createFarEnd(
  first: AppState,
  /** What the ledger answers to everything `answerQuery` leaves to it. */
  rows: readonly RangeRow[] = [],
  answer: (
    command: Command,
    publish: (state: AppState) => void,
  ) => Promise<Reply> | Reply = () => ({
    ok: true,
  }),
  answerQuery: (query: Query) => Promise<QueryReply | undefined> | QueryReply | undefined = () =>
    undefined,
): FarEnd {
  let state = first;
  const commands: Command[] = [];
  const queries: Query[] = [];
  const listeners = new Set<(state: AppState) => void>();
  /** Asked for before anybody listened. */
  let wanted: WindowPage | "shown" | null = null;
  const followers = new Set<(page: WindowPage | "shown") => void>();
  const publish = (next: AppState): void => {
    state = { ...next, rev: state.rev + 1 };
    for (const listener of listeners) listener(state);
  };
  return {
    commands,
    queries,
    publish,
    turnTo(page) {
      if (followers.size === 0) wanted = page;
      for (const follower of followers) follower(page);
    },
    bridge: {
      async send(command) {
        commands.push(command);
        return answer(command, publish);
      },
      async read(query) {
        queries.push(query);
        return (await answerQuery(query)) ?? { ok: true, rows };
      },
      watch(listener) {
        listeners.add(listener);
        listener(state);
        return () => listeners.delete(listener);
      },
      follow(listener) {
        followers.add(listener);
        if (wanted !== null) listener(wanted);
        wanted = null;
        return () => followers.delete(listener);
      },
      hide: () => undefined,
    },
  };
}
