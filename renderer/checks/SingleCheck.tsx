/** A check of one thing: what it does, how it last went, and the button that runs it. */
import type { ReactNode } from "react";
import type { CheckState } from "../../preload/contract/state.ts";
import { whenOf } from "../copy/words.ts";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Tick } from "../ui/Marks.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Said } from "../ui/Said.tsx";

export function SingleCheck(props: {
  readonly name: CheckState["name"];
  readonly title: string;
  readonly lede: string;
  readonly run: string;
}): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const check = state.checks.find(({ name }) => name === props.name);
  const isRunning = isBusy || check?.status === "running";
  return (
    <div className="row roomy">
      <div className="grow">
        <p className="strong">{props.title}</p>
        <p className="small two">{props.lede}</p>
        <p className="small single-said" role="status">
          {isRunning ? (
            <>
              <span className="ring" />
              {words.checks.running}
            </>
          ) : (
            <Ended check={check} />
          )}
        </p>
        {/* The reply knows the cause; what was found before this window opened is in the snapshot. */}
        {refusal ? (
          <Problem refusal={refusal} />
        ) : (
          !isRunning && check?.status === "failed" && <Said code={check.error ?? "check.failed"} />
        )}
      </div>
      <Button isBusy={isRunning} onClick={() => void send({ type: "check.run", name: props.name })}>
        {props.run}
      </Button>
    </div>
  );
}

function Ended({ check }: { readonly check: CheckState | undefined }): ReactNode {
  const { format, now, words } = useFace();
  if (!check) return <span className="three">{words.checks.never}</span>;
  const when = whenOf(words, format, check.at, now);
  if (check.status === "failed") return <span className="two">{words.checks.failedAt(when)}</span>;
  return (
    <>
      <span className="passed">
        <Tick />
      </span>
      {words.checks.passedAt(when)}
    </>
  );
}
