/** Rows that belong together, under one head. */
import { type ReactNode, type Ref, useId } from "react";
import type { Place } from "../face.ts";

export function Group(props: {
  readonly title: string;
  /** A sign before the title. */
  readonly mark?: ReactNode;
  readonly place?: Place;
  readonly ref?: Ref<HTMLElement>;
  readonly children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <section className="group" aria-labelledby={id} data-place={props.place} ref={props.ref}>
      <h2 className="strong" id={id}>
        {props.mark}
        {props.title}
      </h2>
      <div className="rows">{props.children}</div>
    </section>
  );
}
