/** Whether Sluice may speak up, and when it keeps quiet. */
import { type FocusEvent, type KeyboardEvent, type ReactNode, useState } from "react";
import type { Settings } from "../../preload/contract/state.ts";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
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
  /** What stands in the fields until it is confirmed: a time that is stepped to passes over others. */
  const [typed, setTyped] = useState<{ readonly from: string; readonly to: string } | null>(null);
  const from = typed?.from ?? timeOf(hours.fromMinute);
  const to = typed?.to ?? timeOf(hours.toMinute);
  const say = hours.fromMinute > hours.toMinute ? said.overnight : said.daily;

  async function confirm(): Promise<void> {
    if (typed === null) return;
    const fromMinute = minuteOf(from);
    const toMinute = minuteOf(to);
    if (fromMinute === null || toMinute === null || fromMinute === toMinute) return;
    const { ok } = await send({ type: "settings.save", quietHours: { fromMinute, toMinute } });
    if (ok) setTyped(null);
  }
  function press(event: KeyboardEvent): void {
    if (event.key === "Enter") void confirm();
    if (event.key !== "Escape" || typed === null) return;
    event.preventDefault();
    setTyped(null);
  }
  function leave({ currentTarget, relatedTarget }: FocusEvent): void {
    if (document.hasFocus() && !currentTarget.contains(relatedTarget)) void confirm();
  }

  const hands = { onBlur: leave, onKeyDown: press };
  return (
    <div className="row stack">
      <div className="pair" {...hands}>
        <Field
          label={said.from}
          type="time"
          value={from}
          onChange={({ target }) => setTyped({ from: target.value, to })}
        />
        <Field
          label={said.to}
          type="time"
          value={to}
          onChange={({ target }) => setTyped({ from, to: target.value })}
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
