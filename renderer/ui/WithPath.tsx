/** A sentence with a path in it, set as code. */
import type { ReactNode } from "react";

export function WithPath(props: {
  readonly say: (path: string) => string;
  readonly path: string;
}): ReactNode {
  const [before, after] = props.say("\0").split("\0");
  return (
    <>
      {before}
      <span className="path">{props.path}</span>
      {after}
    </>
  );
}
