/** Said under a key's field once the typing stops: what stands in it belongs elsewhere, and the ways out. */
import type { ReactNode } from "react";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { ToneMark } from "../ui/Marks.tsx";
import type { Swap } from "./key-shape.ts";

export function SwappedKey(props: {
  /** For the field it is about. */
  readonly id?: string;
  readonly swap: Swap | null;
  readonly onClear: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const { words } = useFace();
  const { swap } = props;
  return (
    <div role="status" className="swapped">
      {swap !== null && (
        <div className="problem-line">
          <ToneMark tone="amber" />
          <div className="grow">
            <p className="strong" id={props.id}>
              {words.firstRun.swapped[swap].head}
            </p>
            <p className="small two">{words.firstRun.swapped[swap].text}</p>
            <div className="actions">
              {props.children}
              <Button look="quiet" onClick={props.onClear}>
                {words.firstRun.modelKey.clear}
              </Button>
            </div>
          </div>
        </div>
      )}
    </div>
  );
}
