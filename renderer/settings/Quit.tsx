/** The way out, for desktops without a tray above all: what becomes of OpenClaw meanwhile is said before it is pressed. */
import type { ReactNode } from "react";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Group } from "../ui/Group.tsx";
import { Problem } from "../ui/Problem.tsx";
import { spokenKeys } from "./shortcut.ts";

export function QuitGroup(): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const { quit, shortcuts } = words.more;
  const { link } = state.openclaw;
  // A link that leads past Sluice stays as it is.
  const left = link === null ? "free" : link.kind === "edge" ? "edge" : state.settings.onQuit;
  return (
    <Group title={quit.title}>
      <div className="row roomy">
        <div className="grow">
          <p>{quit.name}</p>
          <p className="small two">{quit[left]}</p>
          {state.desk.platform === "linux" && (
            <p className="small two">
              {quit.keys(spokenKeys("Control+Q", state.desk.platform, shortcuts.keys))}
            </p>
          )}
          <Problem refusal={refusal} />
        </div>
        <Button isBusy={isBusy} onClick={() => void send({ type: "app.quit" })}>
          {quit.act}
        </Button>
      </div>
    </Group>
  );
}
