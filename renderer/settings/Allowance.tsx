/** The daily allowance: an amount, and what happens when it is used up. */
import { type ReactNode, useEffect, useState } from "react";
import type { Words } from "../copy/en.ts";
import { useSender } from "../face.ts";
import { type Face, useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Form } from "../ui/Form.tsx";
import { Group } from "../ui/Group.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Select } from "../ui/Select.tsx";
import { readAllowance, type TypedFault, type Week, weekOf } from "./allowance-form.ts";
import { daysBetween, startOfDay } from "./days.ts";

export function AllowanceGroup(): ReactNode {
  const { format, state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const week = useWeek();
  const { microUsdPerDay, then: whenReached } = state.allowance;
  const [amount, setAmount] = useState(microUsdPerDay === null ? "" : format.plain(microUsdPerDay));
  const [then, setThen] = useState(whenReached);
  const [result, setResult] = useState<"saved" | TypedFault | null>(null);
  const { allowance } = words.meter;
  const faults = faultsOf(words);

  function type(text: string): void {
    setAmount(text);
    setResult(null);
  }

  async function save(): Promise<void> {
    const typed = readAllowance(amount);
    if (typed.is !== "amount") return setResult(typed.is);
    const reply = await send({ type: "allowance.set", microUsdPerDay: typed.microUsd, then });
    setResult(reply.ok ? "saved" : null);
  }

  return (
    <Group title={words.settings.allowance} place="allowance">
      <Form className="row stack" onSubmit={save}>
        <Field
          label={words.settings.allowanceAmount}
          hint={useAlready(amount, then) ?? words.settings.allowanceHint}
          fault={result === null || result === "saved" ? undefined : faults[result]}
          inputMode="decimal"
          value={amount}
          onChange={({ target }) => type(target.value)}
        />
        {week && (
          <div className="actions">
            <p className="small two grow">{weekSentence(week, { format, words })}</p>
            <Button onClick={() => type(format.plain(week.suggestedMicroUsd))}>
              {allowance.use(format.whole(week.suggestedMicroUsd))}
            </Button>
          </div>
        )}
        <Select
          label={words.settings.allowanceThen}
          value={then}
          onChange={({ target }) => {
            setThen(target.value === "pause" ? "pause" : "tell");
            setResult(null);
          }}
        >
          <option value="pause">{words.settings.allowancePause}</option>
          <option value="tell">{words.settings.allowanceTell}</option>
        </Select>
        <p className="small two">{allowance.scope}</p>
        <Problem refusal={refusal} />
        <div className="actions">
          <Button type="submit" isBusy={isBusy}>
            {words.settings.save}
          </Button>
          <span className="small two" role="status">
            {result === "saved" && words.settings.saved}
          </span>
        </div>
      </Form>
    </Group>
  );
}

export const faultsOf = ({ meter, settings }: Words): Readonly<Record<TypedFault, string>> => ({
  wrong: settings.allowanceWrong,
  unclear: meter.allowance.unclear,
  tooMuch: meter.allowance.tooMuch,
});

/** What the last days cost, and how many they are. */
export function weekSentence(
  week: Week,
  { format, words }: Pick<Face, "format" | "words">,
): string {
  const { lastDays, lastDaysAtLeast } = words.meter.allowance;
  const say = week.isAtLeast ? lastDaysAtLeast : lastDays;
  return say(week.days, format.money(week.averageMicroUsd), format.money(week.mostMicroUsd));
}

/** Said before it is saved: an amount that today has spent already stops everything in the same moment. */
function useAlready(amount: string, then: "tell" | "pause"): string | null {
  const { format, state, words } = useFace();
  const typed = readAllowance(amount);
  const { costMicroUsd } = state.usage.today;
  if (then !== "pause" || costMicroUsd === null) return null;
  if (typed.is !== "amount" || typed.microUsd === null || typed.microUsd > costMicroUsd)
    return null;
  // What is in force already is no warning.
  if (typed.microUsd === state.allowance.microUsdPerDay) return null;
  return words.meter.allowance.already(format.money(costMicroUsd));
}

/** The seven local days before today, read once; null until then, and where nothing is known of them. */
export function useWeek(): Week | null {
  const { read, state } = useFace();
  const { day, zone } = state.usage.today;
  const [week, setWeek] = useState<Week | null>(null);
  useEffect(() => {
    let isGone = false;
    const asked = { from: startOfDay(day, 7, zone), to: startOfDay(day, 0, zone) };
    const both = [
      read({ type: "usage.range", ...asked, by: "day" }),
      read({ type: "usage.figure", ...asked }),
    ];
    void Promise.all(both).then(
      ([days, whole]) => {
        if (isGone || !days) return;
        const from = whole?.ok ? (whole.figure?.knownFrom ?? asked.to) : asked.to;
        setWeek(weekOf(days, daysBetween(Math.max(from, asked.from), asked.to, zone)));
      },
      // Without it there is no suggestion, and nothing else is amiss.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [day, read, zone]);
  return week;
}
