/** A row whose deed is shown before it is done: its button opens what would change, and only there it is confirmed. */
import { type ReactNode, useId, useState } from "react";
import type { Command } from "../../preload/contract/command.ts";
import { type Place, useFace, useSender } from "../face.ts";
import { Button } from "./Button.tsx";
import { Problem } from "./Problem.tsx";
import { useUnfolding } from "./unfold.ts";

export function AskRow(props: {
  /** What the row is about. */
  readonly children: ReactNode;
  /** For voices: which row the button belongs to. */
  readonly name: string;
  readonly ask: string;
  readonly confirm: string;
  /** What would change. */
  readonly sheet: ReactNode;
  readonly command: Command;
  /** Other buttons of the row, before its own; away while it asks. */
  readonly beside?: ReactNode;
  readonly place?: Place;
  /** What cannot be taken back. */
  readonly isDanger?: boolean;
}): ReactNode {
  const { words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const [isOpen, setOpen] = useState(false);
  const asked = useId();
  // Under way, it is no longer a question.
  const row = useUnfolding(isOpen, () => isBusy || setOpen(false), ".sheet.whole, [data-ask]");
  return (
    <div className="row roomy" data-place={props.place} ref={row}>
      <div className="grow">{props.children}</div>
      {isOpen ? (
        // Led into it, a voice reads what would change.
        <section
          className="sheet whole"
          tabIndex={-1}
          aria-label={props.name}
          aria-describedby={asked}
        >
          <div className="asked" id={asked}>
            {props.sheet}
          </div>
          <Problem refusal={refusal} />
          <div className="actions">
            <Button
              look={props.isDanger ? "danger" : "outline"}
              isBusy={isBusy}
              onClick={() =>
                void send(props.command).then(({ ok }) => {
                  if (ok) setOpen(false);
                })
              }
            >
              {props.confirm}
            </Button>
            <Button look="quiet" onClick={() => setOpen(false)}>
              {words.secret.cancel}
            </Button>
          </div>
        </section>
      ) : (
        <>
          {props.beside}
          <Button
            look={props.beside ? "quiet" : "outline"}
            data-ask=""
            aria-label={`${props.ask} ${props.name}`}
            onClick={() => setOpen(true)}
          >
            {props.ask}
          </Button>
        </>
      )}
    </div>
  );
}
