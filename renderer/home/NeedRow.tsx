/** One line of Home when OpenClaw needs the person, and the way to its page. */
import type { ReactNode } from "react";
import { useFace } from "../face.ts";
import type { Need } from "../openclaw/standing.ts";
import { Button } from "../ui/Button.tsx";
import { ToneMark } from "../ui/Marks.tsx";

export function NeedRow({ need }: { readonly need: Need }): ReactNode {
  const { openOpenClaw, words } = useFace();
  return (
    <div className="block need">
      <p className={`grow ${need.tone}`}>
        <ToneMark tone={need.tone} size={14} />
        {need.say(words)}
      </p>
      <Button onClick={openOpenClaw}>{words.actions.openclaw}</Button>
    </div>
  );
}
