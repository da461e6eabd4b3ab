/** One thing that needs the person: a head, a sentence, at most one action. */
import { type ReactNode, useId } from "react";
import type { Tone } from "../remedy.ts";
import { ToneMark } from "./Marks.tsx";

export function Notice(props: {
  readonly tone: Tone;
  readonly head: string;
  readonly text: string;
  readonly code: string;
  /** The action, and whatever became of it. */
  readonly children?: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <section className={`notice ${props.tone}`} aria-labelledby={id}>
      <h2 className="strong" id={id}>
        <ToneMark tone={props.tone} />
        {props.head}
      </h2>
      <p className="small two">{props.text}</p>
      {props.children && <div className="actions">{props.children}</div>}
      <p className="code">{props.code}</p>
    </section>
  );
}
