/** What is set for one model's requests, and the command that keeps Cloudflare's response cache away from them. */
import type { Command } from "../preload/contract/command.ts";
import type { Dial } from "../preload/contract/dials.ts";
import type { AppState } from "../preload/contract/state.ts";

type Known = Pick<AppState, "profile">;

/** A provider's answers, and so the rows of requests, name a date where a dial may have none. */
const date = /[-@](?:20\d{6}|20\d{2}-\d{2}-\d{2}|latest)$/;
const spelled = (name: string): string => name.toLowerCase().replaceAll(".", "-");

/** The name ("slug/model") under which something is set for it, else under which it would be. */
export function dialNameOf({ profile }: Known, name: string): string {
  const names = Object.keys(profile?.dials?.models ?? {});
  const bare = spelled(name).replace(date, "");
  return (
    names.find((each) => each.toLowerCase() === name.toLowerCase()) ??
    names.find((each) => spelled(each) === bare) ??
    name
  );
}

/** With what is set for all of them. */
export function dialOf(state: Known, name: string): Dial {
  const { all = {}, models = {} } = state.profile?.dials ?? {};
  return { ...all, ...models[dialNameOf(state, name)] };
}

/** The response cache is asked for it. */
export const isCached = (state: Known, name: string): boolean =>
  (dialOf(state, name).cache ?? "skip") !== "skip";

export function skipOf(state: Known, name: string): Command {
  const model = dialNameOf(state, name);
  const dial = { ...state.profile?.dials?.models[model], cache: "skip" } as const;
  return { type: "dials.set", model, dial };
}
