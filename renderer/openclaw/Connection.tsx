/** How OpenClaw's requests come to Sluice: the way in force, the other way with open eyes, and the way back. */
import type { ReactNode } from "react";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Connect } from "../setup/Connect.tsx";
import { Button } from "../ui/Button.tsx";
import { Group } from "../ui/Group.tsx";
import { Problem } from "../ui/Problem.tsx";
import { WithPath } from "../ui/WithPath.tsx";
import { kindWord, obstacleOf, progressOf } from "./kind.ts";

export function ConnectionGroup(): ReactNode {
  const face = useFace();
  const { state, words } = face;
  const { isBusy, refusal, send } = useSender();
  const { configPath, daemon, link, overlays } = state.openclaw;
  const isAsked = overlays.length > 0 || link?.kind !== "own" || !link.applied;
  // What stands in the way of connecting is told once something would be.
  const hasChoice = isAsked && (link === null || obstacleOf(state.openclaw) === null);
  return (
    <Group title={words.openclaw.link.title}>
      {link && (
        <div className="row roomy">
          <div className="grow">
            <p>{kindWord(face, link)}</p>
            <p className="small two">
              <WithPath say={words.setup[progressOf(link, daemon)]} path={configPath} />
            </p>
            <p className="small two">{words.openclaw.link.disconnectLede}</p>
            <Problem refusal={refusal} />
          </div>
          <Button isBusy={isBusy} onClick={() => void send({ type: "openclaw.unlink" })}>
            {words.setup.disconnect}
          </Button>
        </div>
      )}
      {hasChoice && (
        <div className="row">
          <Connect />
        </div>
      )}
    </Group>
  );
}
