/** Rows that belong together, under one head. */
import { type ReactNode, useId } from "react";
import type { Place } from "../face.ts";

export function Group(props: {
  readonly title: string;
  readonly place?: Place;
  readonly children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <section className="group" aria-labelledby={id} data-place={props.place}>
      <h2 className="strong" id={id}>
        {props.title}
      </h2>
      <div className="rows">{props.children}</div>
    </section>
  );
}
