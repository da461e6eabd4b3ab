/** Whether Sluice may speak up, and when it keeps quiet. */
import { type ReactNode, useState } from "react";
import type { Settings } from "../../preload/contract/state.ts";
import { useFace, useSender } from "../face.ts";
import { Field } from "../ui/Field.tsx";
import { Group } from "../ui/Group.tsx";
import { Problem } from "../ui/Problem.tsx";
import { SwitchRow } from "./Choose.tsx";
import { minuteOf, spokenTime, timeOf } from "./clock-minutes.ts";

/** From ten in the evening to seven in the morning: a night, to begin with. */
const night = { fromMinute: 22 * 60, toMinute: 7 * 60 };

export function NotificationsGroup(): ReactNode {
  const { state, words } = useFace();
  const { notifications, quietHours } = state.settings;
  const said = words.more.notifications;
  return (
    <Group title={said.title}>
      <SwitchRow
        label={said.label}
        isOn={notifications}
        patchOf={(isOn) => ({ notifications: isOn })}
        note={notifications ? said.text : said.allOff}
      />
      {notifications && (
        <SwitchRow
          label={said.quiet}
          isOn={quietHours !== null}
          patchOf={(isOn) => ({ quietHours: isOn ? night : null })}
          note={said.quietText}
        />
      )}
      {notifications && quietHours && <Hours hours={quietHours} />}
    </Group>
  );
}

function Hours({ hours }: { readonly hours: NonNullable<Settings["quietHours"]> }): ReactNode {
  const { language, words } = useFace();
  const { refusal, send } = useSender();
  const said = words.more.notifications;
  /** What stands in the fields while it cannot be taken as it is. */
  const [typed, setTyped] = useState<{ readonly from: string; readonly to: string } | null>(null);
  const from = typed?.from ?? timeOf(hours.fromMinute);
  const to = typed?.to ?? timeOf(hours.toMinute);
  const say = hours.fromMinute > hours.toMinute ? said.overnight : said.daily;

  async function type(next: { readonly from: string; readonly to: string }): Promise<void> {
    setTyped(next);
    const fromMinute = minuteOf(next.from);
    const toMinute = minuteOf(next.to);
    if (fromMinute === null || toMinute === null || fromMinute === toMinute) return;
    const { ok } = await send({ type: "settings.save", quietHours: { fromMinute, toMinute } });
    if (ok) setTyped(null);
  }

  return (
    <div className="row stack">
      <div className="pair">
        <Field
          label={said.from}
          type="time"
          value={from}
          onChange={({ target }) => void type({ from: target.value, to })}
        />
        <Field
          label={said.to}
          type="time"
          value={to}
          onChange={({ target }) => void type({ from, to: target.value })}
        />
      </div>
      <p className={`small ${from === to ? "caution" : "two"}`} role="status">
        {from === to
          ? said.same
          : say(spokenTime(hours.fromMinute, language), spokenTime(hours.toMinute, language))}
      </p>
      <Problem refusal={refusal} />
    </div>
  );
}
