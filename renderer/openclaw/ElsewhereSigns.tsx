/** Signs of an OpenClaw in a container or in a Linux inside Windows: what was seen, what Sluice cannot do there, and what can be done. */
import type { ReactNode } from "react";
import { useFace } from "../page-face.ts";
import { ToneMark } from "../ui/Marks.tsx";
import { WithPath } from "../ui/WithPath.tsx";

export function ElsewhereSigns(): ReactNode {
  const { state, words } = useFace();
  const { elsewhere } = state.openclaw;
  const said = words.openclaw.elsewhere;
  if (elsewhere.length === 0) return null;
  return (
    <div className="problem-line">
      <ToneMark tone="calm" />
      <div className="grow">
        <ul className="signs">
          {elsewhere.map(({ name, place }) => (
            <li key={`${place} ${name}`}>
              <WithPath say={said[place]} path={name} />
            </li>
          ))}
        </ul>
        <p className="small two">{said.text}</p>
      </div>
    </div>
  );
}
