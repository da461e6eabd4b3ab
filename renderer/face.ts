/** What every part of the window needs: the snapshot, the words, the numbers and the way to ask for something. */
import { createContext, useCallback, useContext, useState } from "react";
import type { Bridge, Command, Reply, WindowPage } from "../preload/contract/command.ts";
import type { ErrorCode } from "../preload/contract/error.ts";
import type { AppState } from "../preload/contract/state.ts";
import type { HomeWords } from "./copy/en.ts";
import type { Format } from "./copy/format.ts";
import type { Language } from "./copy/language.ts";

/** The parts of the settings an action can lead to. */
export type Place =
  | "account"
  | "modelKey"
  | "gatewayToken"
  | "analyticsToken"
  | "openclaw"
  | "allowance";

export type Face = {
  readonly state: AppState;
  readonly words: HomeWords;
  readonly language: Language;
  readonly format: Format;
  /** Epoch ms, at most a minute old. */
  readonly now: number;
  readonly send: Bridge["send"];
  readonly read: Bridge["read"];
  /** Opens the settings, with the focus on a place when one is named. */
  readonly openSettings: (place?: Place) => void;
  readonly openOpenClaw: () => void;
  readonly open: (page: WindowPage) => void;
  /** To where the person came from. */
  readonly goBack: () => void;
};

const FaceContext = createContext<Face | null>(null);
export const FaceProvider = FaceContext.Provider;

export function useFace(): Face {
  const face = useContext(FaceContext);
  if (!face) throw new Error("A part of the window stands outside the App.");
  return face;
}

export type Refusal = { readonly code: ErrorCode; readonly detail?: string };

export type Sender = {
  readonly isBusy: boolean;
  /** Why the last command was refused; shown where it was asked for. */
  readonly refusal: Refusal | null;
  readonly send: (command: Command) => Promise<Reply>;
  /** What it was refused for is being changed: nothing is said of it any more. */
  readonly forget: () => void;
};

/** One command at a time from one place, with its refusal kept beside it. */
export function useSender(): Sender {
  const { send: ask } = useFace();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const send = useCallback(
    async (command: Command): Promise<Reply> => {
      setBusy(true);
      setRefusal(null);
      // A bridge that throws is a defect of ours; the person is told all the same.
      const reply = await ask(command).catch(
        (): Reply => ({ ok: false, error: { code: "app.failed" } }),
      );
      setBusy(false);
      if (!reply.ok) setRefusal(reply.error);
      return reply;
    },
    [ask],
  );
  const forget = useCallback(() => setRefusal(null), []);
  return { isBusy, refusal, send, forget };
}
