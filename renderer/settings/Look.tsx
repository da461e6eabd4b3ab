/** The language of the words and the theme of the window; both take effect at once. */
import type { ReactNode } from "react";
import type { Settings } from "../../preload/contract/state.ts";
import { languageNames, languages } from "../copy/language.ts";
import { useFace, useSender } from "../face.ts";
import { Group } from "../ui/Group.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Select } from "../ui/Select.tsx";

const themes = ["system", "light", "dark"] as const satisfies readonly Settings["theme"][];
const choices = ["system", ...languages] as const satisfies readonly Settings["language"][];

export function LookGroup(): ReactNode {
  const { state, words } = useFace();
  const { refusal, send } = useSender();
  const { language, theme } = state.settings;
  return (
    <Group title={words.settings.look}>
      <div className="row">
        <Select
          label={words.settings.language}
          value={language}
          onChange={({ target }) => {
            const chosen = choices.find((choice) => choice === target.value);
            if (chosen) void send({ type: "settings.save", language: chosen });
          }}
        >
          {choices.map((choice) => (
            <option key={choice} value={choice} lang={choice === "system" ? undefined : choice}>
              {choice === "system" ? words.settings.system : languageNames[choice]}
            </option>
          ))}
        </Select>
      </div>
      <div className="row">
        <Select
          label={words.settings.theme}
          value={theme}
          onChange={({ target }) => {
            const chosen = themes.find((choice) => choice === target.value);
            if (chosen) void send({ type: "settings.save", theme: chosen });
          }}
        >
          {themes.map((choice) => (
            <option key={choice} value={choice}>
              {words.settings[choice]}
            </option>
          ))}
        </Select>
      </div>
      <Problem refusal={refusal} />
    </Group>
  );
}
