/** The newest snapshot, as React wants to hear of it. */
import { useMemo, useSyncExternalStore } from "react";
import type { Bridge } from "../preload/contract/command.ts";
import type { AppState } from "../preload/contract/state.ts";

/** Null until the first one has come; an older one never replaces a newer. */
export function useSnapshot(bridge: Bridge): AppState | null {
  const source = useMemo(() => createSource(bridge), [bridge]);
  return useSyncExternalStore(source.subscribe, source.get);
}

export function createSource(bridge: Pick<Bridge, "watch">) {
  let newest: AppState | null = null;
  return {
    get: () => newest,
    subscribe: (onChange: () => void) =>
      bridge.watch((state) => {
        if (newest !== null && state.rev <= newest.rev) return;
        newest = state;
        onChange();
      }),
  };
}
