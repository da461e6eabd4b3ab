/** An allowance for the day, suggested and not set until it is ticked: what the last days cost, or a round amount to begin with. */
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { useFace, useSender } from "../face.ts";
import { useWeek } from "../settings/Allowance.tsx";
import { readAllowance } from "../settings/allowance-form.ts";
import { ToneMark } from "../ui/Marks.tsx";
import { Problem } from "../ui/Problem.tsx";

/** Where nothing is known of a person's days. */
const plainMicroUsd = 5_000_000;

export function AskAllowance(): ReactNode {
  const { format, state, words } = useFace();
  const { refusal, send } = useSender();
  const said = words.firstRun.done;
  const week = useWeek();
  const id = useId();
  const { microUsdPerDay, then } = state.allowance;
  const suggested = microUsdPerDay ?? week?.suggestedMicroUsd ?? plainMicroUsd;
  /** Null until somebody types: the suggestion may still come. */
  const [typed, setTyped] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const amount = typed ?? format.plain(suggested);
  const isSet = microUsdPerDay !== null;

  async function set(isTicked: boolean): Promise<void> {
    const read = readAllowance(amount);
    if (isTicked && (read.is !== "amount" || read.microUsd === null)) {
      setFault(
        read.is === "tooMuch" ? words.meter.allowance.tooMuch : words.settings.allowanceWrong,
      );
      return;
    }
    setFault(null);
    const microUsd = isTicked && read.is === "amount" ? read.microUsd : null;
    if (microUsd === microUsdPerDay) return;
    const kept = await send({
      ...{ type: "allowance.set", microUsdPerDay: microUsd },
      then: isSet ? then : "pause",
    });
    if (kept.ok && isTicked) setTyped(null);
  }
  const commit = (event: FormEvent) => {
    event.preventDefault();
    if (isSet) void set(true);
  };

  return (
    <form className="option allowance-ask" noValidate onSubmit={commit}>
      <label className="grow allowance-tick">
        <input type="checkbox" checked={isSet} onChange={() => void set(!isSet)} />
        <span>{said.allowance}</span>
      </label>
      <span className="three" aria-hidden="true">
        $
      </span>
      <input
        className="amount"
        inputMode="decimal"
        autoComplete="off"
        aria-label={said.allowanceName}
        aria-invalid={fault !== null || undefined}
        aria-describedby={id}
        value={amount}
        onChange={({ target }) => {
          setTyped(target.value);
          setFault(null);
        }}
        onBlur={commit}
      />
      <p className={`small whole ${fault ? "caution" : "two"}`} id={id}>
        {fault && <ToneMark tone="amber" size={12} />}
        {fault ??
          (week
            ? said.fromWeek(format.money(week.averageMicroUsd), format.money(week.mostMicroUsd))
            : said.plain)}
      </p>
      <Problem refusal={refusal} />
    </form>
  );
}
