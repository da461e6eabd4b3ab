/** One line of Home when OpenClaw needs the person, and the way to its page. */
import type { ReactNode } from "react";
import { useFace } from "../face.ts";
import { needOf } from "../openclaw/standing.ts";
import { Button } from "../ui/Button.tsx";
import { ToneMark } from "../ui/Marks.tsx";

export function NeedRow(): ReactNode {
  const { openOpenClaw, state, words } = useFace();
  const need = needOf(state);
  if (need === null) return null;
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
