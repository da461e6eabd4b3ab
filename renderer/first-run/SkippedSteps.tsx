/** The part of the first run that is still undone, as a short list that leads back into it. */
import type { ReactNode } from "react";
import type { SetupStep } from "../../preload/contract/desk.ts";
import { useFace, useSender } from "../face.ts";
import { undoneSteps } from "../setup/steps.ts";
import { Button } from "../ui/Button.tsx";
import { Problem } from "../ui/Problem.tsx";

/** On Home; nothing when nothing is undone. */
export function SkippedSteps(): ReactNode {
  const { state, words } = useFace();
  const steps = undoneSteps(state);
  if (steps.length === 0) return null;
  return (
    <section className="block undone" aria-labelledby="undone">
      <h2 className="strong" id="undone">
        {words.firstRun.undone.title}
      </h2>
      <UndoneList steps={steps} />
    </section>
  );
}

/** Each of these steps by what it would do, and the way to its screen. */
export function UndoneList({ steps }: { readonly steps: readonly SetupStep[] }): ReactNode {
  const { words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const { undone } = words.firstRun;
  return (
    <>
      <ul className="undone-steps">
        {steps.map((step) => (
          <li key={step}>
            <span className="undone-mark" aria-hidden="true" />
            <span className="grow">{undone.step[step]}</span>
            <Button
              aria-label={`${undone.go}, ${undone.step[step]}`}
              isBusy={isBusy}
              onClick={() => void send({ type: "setup.go", step })}
            >
              {undone.go}
            </Button>
          </li>
        ))}
      </ul>
      <Problem refusal={refusal} />
    </>
  );
}
