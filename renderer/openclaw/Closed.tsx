/** What OpenClaw is left with while Sluice is closed, and for its own way through Cloudflare where it finds the keys. */
import { type ReactNode, useState } from "react";
import type { Settings } from "../../preload/contract/state.ts";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Group } from "../ui/Group.tsx";
import { ToneMark } from "../ui/Marks.tsx";
import { Options } from "../ui/Options.tsx";
import { Problem } from "../ui/Problem.tsx";
import { isTooOld } from "./kind.ts";

export function ClosedGroup(): ReactNode {
  const { state, words } = useFace();
  const { refusal, send } = useSender();
  /** Wanted and not possible with the keys where they are: the other place for them is still to choose. */
  const [isEdgeWanted, setEdgeWanted] = useState(false);
  const { edgeKeys } = state.settings;
  const onQuit = isEdgeWanted ? "edge" : state.settings.onQuit;
  const { closed, link } = words.openclaw;
  const save = async (chosen: Partial<Settings> & Pick<Settings, "onQuit">) => {
    setEdgeWanted(chosen.onQuit === "edge");
    const { ok } = await send({ type: "settings.save", ...chosen });
    if (ok) setEdgeWanted(false);
  };
  return (
    <Group title={closed.title}>
      <div className="row stack">
        <Options
          legend={closed.title}
          isLegendHidden
          isWeighty
          value={onQuit}
          options={[
            { value: "asItWas", name: closed.asItWas, text: closed.asItWasText },
            ...(isTooOld(state.openclaw) && onQuit !== "edge"
              ? []
              : [{ value: "edge", name: link.edge, text: closed.edgeText } as const]),
          ]}
          onChoose={(value) => void save({ onQuit: value })}
        />
        {onQuit === "edge" && (
          <Options
            legend={closed.keys}
            isWeighty
            value={edgeKeys}
            options={[
              { value: "resolver", name: closed.resolver, text: closed.resolverText },
              { value: "dotenv", name: closed.dotenv, text: closed.dotenvText },
            ]}
            onChoose={(value) => void save({ onQuit: "edge", edgeKeys: value })}
          />
        )}
        {onQuit === "edge" && refusal === null && <KeysNote />}
        <Problem refusal={refusal} />
      </div>
    </Group>
  );
}

/** Whether the keys will be there, as far as it is known now. */
function KeysNote(): ReactNode {
  const { state, words } = useFace();
  const { openclaw, settings, vault } = state;
  if (settings.edgeKeys !== "resolver") return null;
  if (vault.kind === "session" || vault.kind === "none") {
    const { head, text } = words.codes["edge.keysInMemory"];
    return (
      <p className="small caution">
        <ToneMark tone="amber" size={12} />
        {head}. {text}
      </p>
    );
  }
  if (openclaw.resolver === "absent") return null;
  return openclaw.resolver === "ready" ? (
    <p className="small two">{words.openclaw.closed.ready}</p>
  ) : (
    <p className="small caution">
      <ToneMark tone="amber" size={12} />
      {words.openclaw.closed.broken}
    </p>
  );
}
