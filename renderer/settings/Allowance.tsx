/** The daily allowance: an amount, and what happens when it is used up. */
import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import { useFace, useSender } from "../face.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Group } from "../ui/Group.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Select } from "../ui/Select.tsx";
import { readAllowance, type Week, weekOf } from "./allowance-form.ts";
import { startOfDay } from "./days.ts";

export function AllowanceGroup(): ReactNode {
  const { format, state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const week = useWeek();
  const { microUsdPerDay, then: whenReached } = state.allowance;
  const [amount, setAmount] = useState(microUsdPerDay === null ? "" : format.plain(microUsdPerDay));
  const [then, setThen] = useState(whenReached);
  const [result, setResult] = useState<"saved" | "wrong" | "tooMuch" | null>(null);
  const { allowance } = words.meter;
  const faults = { wrong: words.settings.allowanceWrong, tooMuch: allowance.tooMuch };

  function type(text: string): void {
    setAmount(text);
    setResult(null);
  }

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const typed = readAllowance(amount);
    if (typed.is !== "amount") return setResult(typed.is);
    const reply = await send({ type: "allowance.set", microUsdPerDay: typed.microUsd, then });
    setResult(reply.ok ? "saved" : null);
  }

  return (
    <Group title={words.settings.allowance} place="allowance">
      <form className="row stack" noValidate onSubmit={save}>
        <Field
          label={words.settings.allowanceAmount}
          hint={useAlready(amount, then) ?? words.settings.allowanceHint}
          fault={result === "wrong" || result === "tooMuch" ? faults[result] : undefined}
          inputMode="decimal"
          value={amount}
          onChange={({ target }) => type(target.value)}
        />
        {week && (
          <div className="actions">
            <p className="small two grow">
              {allowance.week(format.money(week.averageMicroUsd), format.money(week.mostMicroUsd))}
            </p>
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
      </form>
    </Group>
  );
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
    void read({ type: "usage.range", ...asked, by: "day" }).then(
      (reply) => {
        if (!isGone) setWeek(weekOf(reply));
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
