/** Where the window's voice is heard; eyes find the same beside what has changed. */
import { type ReactNode, useSyncExternalStore } from "react";
import { voice } from "../voice.ts";

export function Voice(): ReactNode {
  const told = useSyncExternalStore(voice.subscribe, voice.told);
  return (
    <p className="hidden" role="status" data-voice="">
      {told}
    </p>
  );
}
