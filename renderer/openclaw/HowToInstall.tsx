/** How OpenClaw comes onto this computer: its own pages, and the one line to copy. */
import type { ReactNode } from "react";
import { useFace } from "../page-face.ts";
import { CopyLine } from "../ui/CopyLine.tsx";
import { ElsewhereSigns } from "./ElsewhereSigns.tsx";

const command = "npm install -g openclaw@latest";

export function HowToInstall(): ReactNode {
  const { words } = useFace();
  return (
    <div className="stack">
      <ElsewhereSigns />
      <p className="small two">
        {words.openclaw.install.lede}{" "}
        <a className="link" href="https://docs.openclaw.ai/" target="_blank" rel="noreferrer">
          {words.setup.aboutOpenClaw}
        </a>
      </p>
      <CopyLine text={command} />
    </div>
  );
}
