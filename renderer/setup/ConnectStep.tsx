/** The last step: how OpenClaw stands, what can be done when it is not there, and connecting it. */
import type { ReactNode } from "react";
import { useFace } from "../face.ts";
import { HowToInstall } from "../openclaw/HowToInstall.tsx";
import { ChoosePath } from "../openclaw/Installs.tsx";
import { obstacleOf } from "../openclaw/kind.ts";
import { Doing } from "../openclaw/Standing.tsx";
import { factsOf, statusOf } from "../openclaw/standing.ts";
import { StatusMark } from "../ui/Marks.tsx";
import { Said } from "../ui/Said.tsx";
import { Connect } from "./Connect.tsx";

export function ConnectStep(): ReactNode {
  const face = useFace();
  const { openclaw } = face.state;
  const status = statusOf(openclaw);
  const problem = openclaw.daemon?.problem;
  const said = [face.words.openclaw.status[status], ...factsOf(face)].join(", ");
  return (
    <div className="stack">
      <p>
        <StatusMark status={status} />
        <span className="strong">OpenClaw</span> {said}
      </p>
      {problem && problem !== obstacleOf(openclaw) && <Said code={problem} />}
      {status === "notInstalled" && <HowToInstall />}
      {status !== "running" && <Doing />}
      {status === "notInstalled" && <ChoosePath />}
      <Connect />
    </div>
  );
}
