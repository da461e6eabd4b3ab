/** Always in place: the model OpenClaw uses, the pause, and the way to the settings. */
import { type ReactNode, useEffect, useRef } from "react";
import type { RouteName } from "../../preload/contract/state.ts";
import { useFace, useSender } from "../face.ts";
import { Button } from "../ui/Button.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Select } from "../ui/Select.tsx";

export function Footer(props: {
  readonly isBack: boolean;
  readonly canPause: boolean;
  readonly choose: (route: RouteName) => void;
}): ReactNode {
  const { openSettings, state, words } = useFace();
  const { refusal, send } = useSender();
  const { known, selected } = state.models;
  const settings = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (props.isBack) settings.current?.focus();
  }, [props.isBack]);
  const canPick = state.openclaw.link?.kind === "own" && known.length > 1;
  return (
    <footer className="foot">
      <Problem refusal={refusal} />
      <div className="foot-row">
        {canPick && (
          <Select
            label={words.picker}
            isLabelHidden
            value={`${selected.provider}/${selected.model}`}
            onChange={({ target }) => {
              const chosen = known.find(
                ({ model, provider }) => `${provider}/${model}` === target.value,
              );
              if (chosen)
                void send({ type: "model.select", model: chosen.model, provider: chosen.provider });
            }}
          >
            {known.map(({ model, name, provider }) => (
              <option key={`${provider}/${model}`} value={`${provider}/${model}`}>
                {name}
              </option>
            ))}
          </Select>
        )}
        <span className="grow" />
        {props.canPause && (
          <Button look="quiet" onClick={() => props.choose("paused")}>
            {words.route.pause}
          </Button>
        )}
        <Button ref={settings} look="quiet" onClick={() => openSettings()}>
          {words.app.settings}
        </Button>
      </div>
    </footer>
  );
}
