/** Whether OpenClaw runs, who keeps it running, what is wrong with it, and what can be done about that. */
import type { ReactNode } from "react";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Group } from "../ui/Group.tsx";
import { StatusMark } from "../ui/Marks.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Said } from "../ui/Said.tsx";
import { HowToInstall } from "./HowToInstall.tsx";
import { factsOf, isHere, statusOf } from "./standing.ts";

export function StandingGroup(): ReactNode {
  const { state, words } = useFace();
  const { daemon } = state.openclaw;
  const status = statusOf(state.openclaw);
  return (
    <Group title={words.openclaw.status[status]} mark={<StatusMark status={status} />}>
      <div className="row stack">
        <Facts />
        {daemon?.problem && <Said code={daemon.problem} />}
        {status === "notInstalled" && <HowToInstall />}
        <Doing />
      </div>
      {daemon?.status === "running" && isHere(daemon) && <Restart />}
    </Group>
  );
}

/** Version, since when, port; who starts it again; how far it can be asked. */
function Facts(): ReactNode {
  const face = useFace();
  const { openclaw } = face.words;
  const { daemon } = face.state.openclaw;
  const facts = factsOf(face).join(", ");
  if (!daemon || daemon.status === "stopped") return facts && <p>{facts}</p>;
  const { access, place, supervisor } = daemon;
  const more = [
    place === "here" ? openclaw.keeper[supervisor ?? "nobody"] : openclaw.place[place],
    access && openclaw.access[access],
  ];
  return (
    <div>
      <p>{facts}</p>
      <p className="small two">{more.filter(Boolean).join(" ")}</p>
    </div>
  );
}

/** Starting it, and looking again: also where OpenClaw is set up. */
export function Doing(): ReactNode {
  const { state, words } = useFace();
  const start = useSender();
  const look = useSender();
  const { daemon, installs, status } = state.openclaw;
  // Without a file it would not start: connecting makes one.
  const isReady = status !== "notFound" && installs !== null && installs.length > 0;
  const canStart = daemon?.status === "stopped" && isHere(daemon) && isReady;
  return (
    <>
      <Problem refusal={start.refusal ?? look.refusal} />
      <div className="actions">
        {canStart && (
          <Button isBusy={start.isBusy} onClick={() => void start.send({ type: "openclaw.start" })}>
            {words.openclaw.start}
          </Button>
        )}
        <Button isBusy={look.isBusy} onClick={() => void look.send({ type: "openclaw.look" })}>
          {words.openclaw.look}
        </Button>
        {canStart && <Left />}
      </div>
    </>
  );
}

function Restart(): ReactNode {
  const { words } = useFace();
  const { isBusy, refusal, send } = useSender();
  return (
    <div className="row roomy">
      <div className="grow">
        <p className="small two">{words.openclaw.restartLede}</p>
        <Left />
        <Problem refusal={refusal} />
      </div>
      <Button isBusy={isBusy} onClick={() => void send({ type: "openclaw.restart" })}>
        {words.openclaw.restart}
      </Button>
    </div>
  );
}

/** Said only once some are gone. */
function Left(): ReactNode {
  const { state, words } = useFace();
  const left = state.openclaw.daemon?.startsLeft ?? 3;
  return left < 3 && <p className="small caution">{words.openclaw.left(left)}</p>;
}
