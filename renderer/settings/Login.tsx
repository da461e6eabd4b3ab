/** Whether Sluice opens with the system, who does it, and what becomes of it after a crash. */
import { type ReactNode, useId } from "react";
import { useFace, useSender } from "../face.ts";
import { Group } from "../ui/Group.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Switch } from "../ui/Switch.tsx";

export function LoginGroup(): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const { isOn, supervisor } = state.login;
  const { login } = words.openclaw;
  const note = useId();
  return (
    <Group title={login.title}>
      <div className="row stack">
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
        <Problem refusal={refusal} />
      </div>
    </Group>
  );
}
