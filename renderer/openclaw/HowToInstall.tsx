/** How OpenClaw comes onto this computer: its own pages, and the one line to copy. */
import { type ReactNode, useRef, useState } from "react";
import { useFace } from "../face.ts";
import { Button } from "../ui/Button.tsx";

const command = "npm install -g openclaw@latest";

export function HowToInstall(): ReactNode {
  const { words } = useFace();
  const { install } = words.openclaw;
  const line = useRef<HTMLElement>(null);
  const [isCopied, setCopied] = useState(false);
  const copy = () => {
    if (line.current) getSelection()?.selectAllChildren(line.current);
    // The window has no permission of its own to reach the clipboard; a click may copy what is selected.
    setCopied(document.execCommand("copy"));
  };
  return (
    <div className="stack">
      <p className="small two">
        {install.lede}{" "}
        <a className="link" href="https://docs.openclaw.ai/" target="_blank" rel="noreferrer">
          {words.setup.aboutOpenClaw}
        </a>
      </p>
      <div className="actions">
        <code className="command path grow" ref={line}>
          {command}
        </code>
        <Button onClick={copy}>{install.copy}</Button>
        <span className="small two" role="status">
          {isCopied && install.copied}
        </span>
      </div>
    </div>
  );
}
