/** One of the settings as a native list of its choices; it takes effect as soon as it is confirmed. */
import { type ReactNode, useId } from "react";
import type { CommandOf } from "../../preload/contract/command.ts";
import { useSender } from "../face.ts";
import { Problem } from "../ui/Problem.tsx";
import { Select } from "../ui/Select.tsx";
import { Switch } from "../ui/Switch.tsx";

export type Patch = Omit<CommandOf<"settings.save">, "type">;

export function ChooseRow<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly { readonly value: T; readonly name: string; readonly lang?: string }[];
  readonly patchOf: (value: T) => Patch;
  readonly note?: string;
}): ReactNode {
  const { refusal, send } = useSender();
  return (
    <div className="row stack tight">
      <Select
        label={props.label}
        isWeighty
        value={props.value}
        onChange={({ target }) => {
          const chosen = props.choices.find(({ value }) => value === target.value);
          if (chosen) void send({ type: "settings.save", ...props.patchOf(chosen.value) });
        }}
      >
        {props.choices.map(({ lang, name, value }) => (
          <option key={value} value={value} lang={lang}>
            {name}
          </option>
        ))}
      </Select>
      {props.note && <p className="small two">{props.note}</p>}
      <Problem refusal={refusal} />
    </div>
  );
}

/** One of the settings that is on or off. */
export function SwitchRow(props: {
  readonly label: string;
  readonly note: ReactNode;
  readonly isOn: boolean;
  readonly patchOf: (isOn: boolean) => Patch;
}): ReactNode {
  const { isBusy, refusal, send } = useSender();
  const note = useId();
  const { isOn } = props;
  return (
    <div className="row stack tight">
      <Switch
        label={props.label}
        isChecked={isOn}
        isBusy={isBusy}
        drawn={isOn ? "applied" : "off"}
        describedBy={note}
        onToggle={() => {
          if (!isBusy) void send({ type: "settings.save", ...props.patchOf(!isOn) });
        }}
      />
      <div className="small two" id={note}>
        {props.note}
      </div>
      <Problem refusal={refusal} />
    </div>
  );
}
