/** Takes a text along that is not written out as it is copied: a list as plain lines, an id that is shown shortened. */
import { type ReactNode, useRef, useState } from "react";
import { useFace } from "../face.ts";
import { Button, type ButtonProps } from "./Button.tsx";

export function CopyButton(props: {
  readonly text: string;
  /** What the button says; "Copy" where there is no more to say. */
  readonly children?: ReactNode;
  readonly look?: NonNullable<ButtonProps["look"]>;
  /** For voices: what is copied. */
  readonly name?: string;
}): ReactNode {
  const { copying } = useFace().words;
  const source = useRef<HTMLSpanElement>(null);
  const [copied, setCopied] = useState<string | null>(null);
  const copy = () => {
    const selection = getSelection();
    if (!source.current || !selection) return;
    selection.selectAllChildren(source.current);
    // The window has no permission of its own to reach the clipboard; a click may copy what is selected.
    setCopied(document.execCommand("copy") ? props.text : null);
    selection.removeAllRanges();
  };
  return (
    <span className="copying">
      <Button
        look={props.look ?? "outline"}
        onClick={copy}
        {...(props.name !== undefined && { "aria-label": props.name })}
      >
        {props.children ?? copying.copy}
      </Button>
      <span className="small two" role="status">
        {copied === props.text && copying.copied}
      </span>
      <span className="hidden copied" aria-hidden="true" ref={source}>
        {props.text}
      </span>
    </span>
  );
}
