/** For a file that only its owner should touch: where what belongs in it was written, and the look after it was pasted. */
import type { ReactNode } from "react";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { CopyLine } from "../ui/CopyLine.tsx";
import { Problem } from "../ui/Problem.tsx";
import { WithPath } from "../ui/WithPath.tsx";

export function Snippet({ path }: { readonly path: string }): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  return (
    <div className="sheet">
      <p className="small">
        <WithPath say={words.openclaw.link.paste} path={state.openclaw.configPath} />
      </p>
      <CopyLine text={path} />
      <Problem refusal={refusal} />
      <div className="actions">
        <Button isBusy={isBusy} onClick={() => void send({ type: "openclaw.look" })}>
          {words.openclaw.look}
        </Button>
      </div>
    </div>
  );
}
