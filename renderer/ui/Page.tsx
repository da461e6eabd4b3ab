/** A page beside Home: the way back, its name, its groups, and the focus where the person is led. */
import { type ReactNode, useEffect, useRef } from "react";
import { useHeld } from "../escape.ts";
import { type Place, useFace } from "../face.ts";
import { say } from "../voice.ts";
import { BackArrow } from "./Marks.tsx";
import { useFocusNet } from "./net.ts";
import { useScrollKeys } from "./scroll-keys.ts";

export function Page(props: {
  readonly title: string;
  /** The group that gets the focus; the page's name when there is none. */
  readonly place?: Place | undefined;
  readonly onBack: () => void;
  /** What can be done with all of the page: at the end of its head. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const { words } = useFace();
  const page = useRef<HTMLDivElement>(null);
  useFocusNet(page);
  useScrollKeys(page);
  useEffect(() => {
    const target = page.current?.querySelector<HTMLElement>(
      props.place ? `[data-place="${props.place}"] :is(input, button)` : "h1",
    );
    target?.focus();
  }, [props.place]);
  return (
    <div className="window" ref={page}>
      <header className="bar-top">
        <button type="button" className="back button quiet" onClick={props.onBack}>
          <BackArrow />
          {words.app.back}
        </button>
        <h1 className="page-title" tabIndex={-1}>
          {props.title}
        </h1>
        {props.actions && <div className="actions">{props.actions}</div>}
      </header>
      <main className="scroll settings">{props.children}</main>
      <Held />
    </div>
  );
}

/** Over the page's end, so that nothing moves. */
function Held(): ReactNode {
  const { held } = useFace().words.app;
  const isHeld = useHeld();
  useEffect(() => {
    if (isHeld) say(held);
  }, [held, isHeld]);
  return isHeld && <p className="held small">{held}</p>;
}
