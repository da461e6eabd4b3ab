/** One line to be taken along whole: by a click, or selected by hand. */
import { type ReactNode, useRef, useState } from "react";
import { useFace } from "../face.ts";
import { Button } from "./Button.tsx";

export function CopyLine({
  text,
  isShortened = false,
}: {
  readonly text: string;
  /** Shows only as much of it as fits in one line; copied is the whole. */
  readonly isShortened?: boolean;
}): ReactNode {
  const { copying } = useFace().words;
  const line = useRef<HTMLElement>(null);
  const [isCopied, setCopied] = useState(false);
  const copy = () => {
    if (line.current) getSelection()?.selectAllChildren(line.current);
    // The window has no permission of its own to reach the clipboard; a click may copy what is selected.
    setCopied(document.execCommand("copy"));
  };
  return (
    <div className="actions">
      <code
        className={`command path grow ${isShortened ? "clip" : ""}`}
        title={isShortened ? text : undefined}
        ref={line}
      >
        {text}
      </code>
      <Button onClick={copy}>{copying.copy}</Button>
      <span className="small two" role="status">
        {isCopied && copying.copied}
      </span>
    </div>
  );
}
