/** The connection into OpenClaw: which file, whether it still holds, and the way back. */
import type { ReactNode } from "react";
import { useFace, useSender } from "../face.ts";
import { Connect, WithPath } from "../setup/Connect.tsx";
import { Button } from "../ui/Button.tsx";
import { Group } from "../ui/Group.tsx";
import { Problem } from "../ui/Problem.tsx";

export function OpenClawGroup(): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const { configPath, link } = state.openclaw;
  return (
    <Group title="OpenClaw" place="openclaw">
      {link && (
        <div className="row roomy">
          <div className="grow">
            <p>
              <WithPath
                say={link.applied ? words.setup.connected : words.setup.notApplied}
                path={configPath}
              />
            </p>
            <p className="small two">{words.setup.disconnectLede}</p>
            <Problem refusal={refusal} />
          </div>
          <Button isBusy={isBusy} onClick={() => void send({ type: "openclaw.unlink" })}>
            {words.setup.disconnect}
          </Button>
        </div>
      )}
      {!link?.applied && (
        <div className="row">
          <Connect />
        </div>
      )}
    </Group>
  );
}
