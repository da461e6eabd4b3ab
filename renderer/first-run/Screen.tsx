/** What every screen of the first run stands in: how far it is, its heading, and at the foot the ways on, back and out, each in its place. */
import { type ReactNode, useId, useState } from "react";
import type { SetupStep } from "../../preload/contract/desk.ts";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { setupSteps } from "../setup/steps.ts";
import { Button } from "../ui/Button.tsx";
import { Problem } from "../ui/Problem.tsx";
import { useEnter, useHeading } from "./keys.ts";
import { stepAfter, stepBefore } from "./steps.ts";

export type Forward = {
  readonly label: string;
  /** What must be there first, as a sentence; null: the way is free. */
  readonly missing: string | null;
  /** Instead of going to the next screen. */
  readonly onPress?: () => void;
  /** Submits the form of this id. */
  readonly form?: string;
  readonly isBusy?: boolean;
  /** False where something else on the screen is the thing to do. */
  readonly isPrimary?: boolean;
  /** Whether there is something here to leave undone; while something is missing there is. */
  readonly canSkip?: boolean;
};

export function Screen(props: {
  readonly step: SetupStep;
  readonly title: string;
  readonly lede?: ReactNode;
  readonly children: ReactNode;
  readonly forward?: Forward;
  /** A button more, before the way back. */
  readonly aside?: ReactNode;
}): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const { step } = props;
  const at = setupSteps.indexOf(step);
  const before = stepBefore(step);
  const next = stepAfter(step);
  const go = (to: SetupStep, skip = false) =>
    void send({ type: "setup.go", step: to, ...(skip && { skip }) });
  const forward: Forward = props.forward ?? { label: words.firstRun.next, missing: null };
  const [isTold, setTold] = useState(false);
  const missingId = useId();
  const heading = useHeading();
  const canPractise = state.desk.canRestart && !state.practice;

  function press(): void {
    setTold(forward.missing !== null);
    if (forward.missing !== null || forward.isBusy) return;
    const form = forward.form === undefined ? null : document.getElementById(forward.form);
    if (form instanceof HTMLFormElement) form.requestSubmit();
    else if (forward.onPress) forward.onPress();
    else if (next) go(next);
  }
  useEnter(press);

  return (
    <div className="window first-run">
      <main className="scroll">
        <Progress at={at} />
        <div className="fr-head">
          <p className="small three grow">{words.firstRun.step(at + 1, setupSteps.length)}</p>
          <Ways />
        </div>
        <h1 className="title" ref={heading} tabIndex={-1}>
          {props.title}
        </h1>
        {props.lede && <div className="lede two">{props.lede}</div>}
        <div className="fr-body">{props.children}</div>
      </main>
      <footer className="fr-foot">
        <p className="small caution fr-missing" role="status">
          {isTold && forward.missing}
        </p>
        <span id={missingId} hidden>
          {forward.missing}
        </span>
        <Problem refusal={refusal} />
        <div className="fr-ways">
          {canPractise && <Practise />}
          <span className="fr-moves">
            {next && (forward.canSkip ?? forward.missing !== null) && (
              <Button look="quiet" isBusy={isBusy} onClick={() => go(next, true)}>
                {words.setup.skip}
              </Button>
            )}
            {props.aside}
            {before && (
              <Button isBusy={isBusy} onClick={() => go(before)}>
                {words.app.back}
              </Button>
            )}
            <Button
              look={forward.missing === null && forward.isPrimary !== false ? "primary" : "outline"}
              isBusy={isBusy || forward.isBusy === true}
              aria-disabled={forward.missing !== null || undefined}
              aria-describedby={forward.missing === null ? undefined : missingId}
              onClick={press}
            >
              {forward.label}
            </Button>
          </span>
        </div>
      </footer>
    </div>
  );
}

function Progress({ at }: { readonly at: number }): ReactNode {
  return (
    <div className="progress" aria-hidden="true">
      {setupSteps.map((step, place) => (
        <i key={step} className={place <= at ? "done" : undefined} />
      ))}
    </div>
  );
}

/** Out of here: for now, to the settings, for good. */
function Ways(): ReactNode {
  const { openSettings, words } = useFace();
  const { isBusy, send } = useSender();
  return (
    <div className="fr-out">
      <Button
        look="quiet"
        isBusy={isBusy}
        onClick={() => void send({ type: "setup.end", isDone: false })}
      >
        {words.firstRun.later}
      </Button>
      <Button look="quiet" onClick={() => openSettings()}>
        {words.app.settings}
      </Button>
      <Button look="quiet" isBusy={isBusy} onClick={() => void send({ type: "app.quit" })}>
        {words.firstRun.quit}
      </Button>
    </div>
  );
}

function Practise(): ReactNode {
  const { words } = useFace();
  const { isBusy, refusal, send } = useSender();
  return (
    <div className="fr-try">
      <Button
        look="quiet"
        isBusy={isBusy}
        onClick={() => void send({ type: "app.practice", isOn: true })}
      >
        {words.firstRun.practise}
      </Button>
      <Problem refusal={refusal} />
    </div>
  );
}
