/** The part of the first run that is still undone, as a short list that leads back into it. */
import type { ReactNode } from "react";
import type { SetupStep } from "../../preload/contract/desk.ts";
import { useFace, useSender } from "../face.ts";
import { useFocusKept } from "../focus.ts";
import { isToCheckAgain, undoneSteps } from "../setup/steps.ts";
import { Button } from "../ui/Button.tsx";
import { Problem } from "../ui/Problem.tsx";

/** On Home; nothing when nothing is undone. */
export function SkippedSteps(): ReactNode {
  const { state, words } = useFace();
  const steps = undoneSteps(state);
  useFocusKept(steps.join(" "));
  if (steps.length === 0) return null;
  return (
    <section className="block undone" aria-labelledby="undone">
      <h2 className="strong" id="undone">
        {words.undone.title}
      </h2>
      <UndoneList steps={steps} />
    </section>
  );
}

/** Each of these steps by what it would do, and the way to its screen. */
export function UndoneList({ steps }: { readonly steps: readonly SetupStep[] }): ReactNode {
  const { open, state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const { undone } = words;
  // What failed stands on its own page, where each of it can be run again.
  const ways = steps.map((step) =>
    step === "check" && isToCheckAgain(state)
      ? { step, name: undone.checkAgain, go: words.pages.checks, act: () => open("checks") }
      : {
          ...{ step, name: undone.step[step], go: undone.go },
          act: () => void send({ type: "setup.go", step }),
        },
  );
  return (
    <>
      <ul className="undone-steps">
        {ways.map(({ act, go, name, step }) => (
          <li key={step}>
            <span className="undone-mark" aria-hidden="true" />
            <span className="grow">{name}</span>
            <Button aria-label={`${go}, ${name}`} isBusy={isBusy} onClick={act}>
              {go}
            </Button>
          </li>
        ))}
      </ul>
      <Problem refusal={refusal} />
    </>
  );
}
