/** Always in place: the model OpenClaw uses, the pause, and, where no list stands beside it, the way to the other pages. */
import type { ReactNode } from "react";
import { useFace, useSender } from "../face.ts";
import { useMedia, wide } from "../media.ts";
import { Button } from "../ui/Button.tsx";
import { Menu } from "../ui/Menu.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Select } from "../ui/Select.tsx";
import { type PauseLength, pauseLengths, pauseWord } from "./pause.ts";

export function Footer(props: {
  readonly canPause: boolean;
  readonly pause: (length: PauseLength) => void;
}): ReactNode {
  const face = useFace();
  const { open, openSettings, state, words } = face;
  const { refusal, send } = useSender();
  const { link } = state.openclaw;
  const { selected } = state.models;
  // The link brings only these here: another's model would be chosen in vain.
  const known = state.models.known.filter(({ provider }) => link?.providers.includes(provider));
  const isWide = useMedia(wide);
  const canPick = link?.kind === "own" && known.length > 1;
  if (isWide && !canPick && !props.canPause) return null;
  return (
    <footer className="foot">
      <Problem refusal={refusal} />
      <div className="foot-row">
        {canPick && (
          <Select
            label={words.picker}
            isLabelHidden
            isWeighty
            title={
              known.find(
                ({ model, provider }) => model === selected.model && provider === selected.provider,
              )?.name
            }
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
          <Menu
            label={words.route.pause}
            word={words.route.pauseWord}
            look="quiet"
            choices={pauseLengths.map((length) => ({
              label: pauseWord(length, face),
              choose: () => props.pause(length),
            }))}
          />
        )}
        {!isWide && (
          <>
            <Button look="quiet" onClick={() => open("usage")}>
              {words.pages.usage}
            </Button>
            <Button look="quiet" onClick={() => openSettings()}>
              {words.pages.settings}
            </Button>
          </>
        )}
      </div>
    </footer>
  );
}
