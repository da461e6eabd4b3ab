/** What goes its own way, so that nobody takes a pause for more than it is. */
import type { ReactNode } from "react";
import { useFace } from "../page-face.ts";
import { Group } from "../ui/Group.tsx";
import { nameOf } from "./Models.tsx";

export function LeaksGroup(): ReactNode {
  const { state, words } = useFace();
  const { leaks } = state.openclaw;
  if (leaks.length === 0) return null;
  const { models } = words.openclaw;
  return (
    <Group title={models.leaks}>
      <p className="row small two">{models.leaksNote}</p>
      {leaks.map(({ key, ref }) => (
        <div className="row roomy" key={key}>
          <div className="grow">
            <p>{ref === null ? models.included : nameOf(ref, state.models.openclaw?.list ?? [])}</p>
            <p className="path two">{key}</p>
          </div>
        </div>
      ))}
    </Group>
  );
}
