/** The language, the theme, and whether Sluice opens with the system: who does it, and what becomes of it after a crash. */
import { type ReactNode, useId } from "react";
import type { Settings } from "../../preload/contract/state.ts";
import { languageNames, languages } from "../copy/language.ts";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { CopyButton } from "../ui/CopyButton.tsx";
import { Group } from "../ui/Group.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Switch } from "../ui/Switch.tsx";
import { ChooseRow } from "./Choose.tsx";

const themes = ["system", "light", "dark"] as const satisfies readonly Settings["theme"][];

export function GeneralGroup(): ReactNode {
  const { state, words } = useFace();
  const { language, theme } = state.settings;
  return (
    <Group title={words.more.general.title}>
      <ChooseRow<Settings["language"]>
        label={words.settings.language}
        value={language}
        patchOf={(value) => ({ language: value })}
        choices={[
          { value: "system", name: words.settings.system },
          ...languages.map((each) => ({ value: each, name: languageNames[each], lang: each })),
        ]}
      />
      <ChooseRow<Settings["theme"]>
        label={words.settings.theme}
        value={theme}
        patchOf={(value) => ({ theme: value })}
        choices={themes.map((each) => ({ value: each, name: words.settings[each] }))}
      />
      <Login />
    </Group>
  );
}

function Login(): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const { byHand, isOn, supervisor } = state.login;
  const { login } = words.openclaw;
  const { general } = words.more;
  const note = useId();
  return (
    <div className="row stack tight">
      {supervisor && (
        <Switch
          label={login.label}
          isChecked={isOn}
          isBusy={isBusy}
          drawn={isOn ? "applied" : "off"}
          describedBy={note}
          onToggle={() => {
            if (!isBusy) void send({ type: "login.set", isOn: !isOn });
          }}
        />
      )}
      <p className="small two" id={note}>
        {login[supervisor ?? "none"]}
      </p>
      {byHand && (
        <>
          <p className="small two">{general.byHand(byHand.desktop)}</p>
          <p className="path small">{byHand.line}</p>
          <div className="actions">
            <CopyButton text={byHand.line}>{general.byHandCopy}</CopyButton>
          </div>
        </>
      )}
      <Problem refusal={refusal} />
    </div>
  );
}
