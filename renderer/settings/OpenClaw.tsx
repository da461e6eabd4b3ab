/** OpenClaw in one line of the settings, and the way to its page. */
import type { ReactNode } from "react";
import { useFace } from "../face.ts";
import { kindWord } from "../openclaw/kind.ts";
import { factsOf, statusOf } from "../openclaw/standing.ts";
import { Button } from "../ui/Button.tsx";
import { Group } from "../ui/Group.tsx";

export function OpenClawGroup(): ReactNode {
  const face = useFace();
  const { openOpenClaw, state, words } = face;
  const { link } = state.openclaw;
  return (
    <Group title="OpenClaw" place="openclaw">
      <div className="row">
        <div className="grow">
          <p>{[words.openclaw.status[statusOf(state.openclaw)], ...factsOf(face)].join(", ")}</p>
          <p className="small two">
            {link ? words.openclaw.link.now(kindWord(face, link)) : words.route.notLinked}
          </p>
        </div>
        <Button onClick={openOpenClaw}>{words.actions.openclaw}</Button>
      </div>
    </Group>
  );
}
