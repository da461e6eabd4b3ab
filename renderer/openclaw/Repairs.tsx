/** What Sluice can set right about the environment, each with the lines it would change before it changes them. */
import type { ReactNode } from "react";
import type { RepairOffer } from "../../preload/contract/openclaw.ts";
import { useFace } from "../page-face.ts";
import { AskRow } from "../ui/AskRow.tsx";
import { Group } from "../ui/Group.tsx";

export function RepairsGroup(): ReactNode {
  const { state, words } = useFace();
  const repairs = state.openclaw.environment?.repairs ?? [];
  if (repairs.length === 0) return null;
  return (
    <Group title={words.openclaw.repair.title}>
      {repairs.map((repair) => (
        <Repair key={`${repair.name} ${repair.variable}`} repair={repair} />
      ))}
    </Group>
  );
}

function Repair({ repair: { name, preview, variable } }: { readonly repair: RepairOffer }) {
  const { words } = useFace();
  const { repair } = words.openclaw;
  const title = repair.name[name](variable ?? repair.all);
  return (
    <AskRow
      name={title}
      ask={repair.show}
      confirm={repair.act}
      command={{ type: "openclaw.repair", name, ...(variable !== null && { variable }) }}
      sheet={
        <>
          <h3 className="strong">{words.setup.connectTitle}</h3>
          {preview.length > 0 ? (
            <ul className="lines small path">
              {[...new Set(preview)].map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          ) : (
            <p className="small two">{repair.noLine}</p>
          )}
          {name === "dotenv.write" && (
            <p className="small two">{words.openclaw.closed.dotenvText}</p>
          )}
          {name === "daemon.restart" && <p className="small two">{words.openclaw.restartLede}</p>}
        </>
      }
    >
      <p>{title}</p>
    </AskRow>
  );
}
