/** Mounts the real App over a made-up far end; the address says which scene, language and theme. */
import { createRoot } from "react-dom/client";
import { pauseEndOf } from "../../../main/core/pause.ts";
import type {
  Command,
  Query,
  QueryReply,
  Reply,
  WindowPage,
} from "../../../preload/contract/command.ts";
import type { AppState, Settings } from "../../../preload/contract/state.ts";
import { App } from "../../../renderer/App.tsx";
import { loadPages } from "../../../renderer/beyond.ts";
import { languages } from "../../../renderer/copy/language.ts";
import { loadAllWords } from "../../../renderer/copy/loading.ts";
import { createFarEnd, type FarEnd } from "../far-end.ts";
import { afterFirstRun } from "../first-run-answers.ts";
import { ledgerOf, wholeOf } from "../made-up-ledger.ts";
import { scenes } from "../scenes.ts";
import { verified, weekRows } from "../snapshots.ts";

/** What the page offers a test. */
export type FarEndWindow = {
  farEnd: FarEnd;
  /** Set by a test to decide what a command is answered; without it everything succeeds. */
  answer?: (command: Command) => Promise<Reply> | Reply;
  /** The same for a question; without it the scene's own ledger answers. */
  answerQuery?: (query: Query) => Promise<QueryReply> | QueryReply | undefined;
};
const page = globalThis as unknown as FarEndWindow;

const asked = new URLSearchParams(location.search);
const scene = scenes[asked.get("scene") ?? ""] ?? verified;
const settings: Settings = {
  ...scene.settings,
  language: (asked.get("language") ?? "en") as Settings["language"],
  theme: (asked.get("theme") ?? "light") as Settings["theme"],
};
let state: AppState = { ...scene, settings };

/** Does to the snapshot what the app would. */
function after(command: Command): AppState {
  if (command.type === "route.set")
    return {
      ...state,
      route: {
        asked: command.route,
        applied: command.route,
        verified: null,
        pausedUntil: pauseEndOf(command.pauseFor, Date.now(), state.usage.today.zone),
        resumesTo: command.route === "paused" ? state.route.resumesTo : command.route,
        refusing: null,
      },
    };
  if (command.type === "allowance.raise" || command.type === "allowance.ignore") {
    const { allowance, route } = state;
    const extra = command.type === "allowance.raise" ? command.microUsd : 0;
    return {
      ...state,
      route: { ...route, refusing: null },
      notice: null,
      allowance: {
        ...allowance,
        ...{ extraMicroUsd: allowance.extraMicroUsd + extra, reached: false },
        isIgnored: command.type === "allowance.ignore",
      },
    };
  }
  if (command.type === "settings.save") {
    const { type: _, ...patch } = command;
    return { ...state, settings: { ...state.settings, ...(patch as Partial<Settings>) } };
  }
  return afterFirstRun(command, state);
}

/** The week before is there for whoever asks by days; nothing else is. */
const emptyOf = (query: Query): QueryReply | undefined => {
  if (query.type === "usage.figure") return { ok: true, rows: [], figure: wholeOf(weekRows) };
  return query.type === "usage.range" && query.by === "day" ? undefined : { ok: true, rows: [] };
};
const ledger = ledgerOf(asked.get("scene") ?? "");
page.farEnd = createFarEnd(
  state,
  weekRows,
  async (command, publish) => {
    const reply = (await page.answer?.(command)) ?? { ok: true };
    if (reply.ok) {
      state = after(command);
      publish(state);
    }
    return reply;
  },
  async (query) => (await page.answerQuery?.(query)) ?? ledger?.(query) ?? emptyOf(query),
);
const root = document.getElementById("root");
// All languages and pages at once, unless it is their loading that is looked at: then another one is there in the same frame.
if (!asked.has("loads")) await Promise.all([loadPages(), ...languages.map(loadAllWords)]);
const at = asked.get("page");
if (at) page.farEnd.turnTo(at as WindowPage);
if (root) createRoot(root).render(<App bridge={page.farEnd.bridge} />);
