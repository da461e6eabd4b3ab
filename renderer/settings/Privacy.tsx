/** What leaves this computer, what is kept on it and for how long, and the way to take it along. */
import type { ReactNode } from "react";
import type { Settings } from "../../preload/contract/state.ts";
import { useFace } from "../page-face.ts";
import { Group } from "../ui/Group.tsx";
import { Export } from "../usage/Export.tsx";
import { ChooseRow } from "./Choose.tsx";

const kept = [30, 90, 365, null] as const satisfies readonly Settings["keepRequestsDays"][];

export function PrivacyGroup(): ReactNode {
  const { state, words } = useFace();
  const { privacy } = words.more;
  return (
    <Group title={privacy.title}>
      <div className="row stack tight">
        <h3>{privacy.leaves}</h3>
        <p className="small two">{privacy.leavesText}</p>
      </div>
      <div className="row stack tight">
        <h3>{privacy.kept}</h3>
        <p className="small two">{privacy.keptText}</p>
      </div>
      <Keep />
      <div className="row stack">
        <h3>{privacy.everything}</h3>
        {/* Today's to its end. */}
        <Export from={0} to={state.allowance.endsAt} />
      </div>
      <p className="row small two">{privacy.deleting}</p>
    </Group>
  );
}

function Keep(): ReactNode {
  const { state, words } = useFace();
  const { keep } = words.meter;
  const wordOf = (days: (typeof kept)[number]): string => {
    if (days === null) return keep.ever;
    return days === 365 ? keep.year : keep.days(days);
  };
  return (
    <ChooseRow
      label={keep.label}
      note={keep.hint}
      value={String(state.settings.keepRequestsDays)}
      choices={kept.map((days) => ({ value: String(days), name: wordOf(days) }))}
      patchOf={(value) => ({
        keepRequestsDays: kept.find((days) => String(days) === value) ?? null,
      })}
    />
  );
}
