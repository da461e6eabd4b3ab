/** An allowance for the day, suggested and not set until it is ticked or another one is typed: what the last days cost, or a round amount to begin with. */
import {
  type FormEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import type { Words } from "../copy/en.ts";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { faultsOf, useWeek, weekSentence } from "../settings/Allowance.tsx";
import { readAllowance } from "../settings/allowance-form.ts";
import { ToneMark } from "../ui/Marks.tsx";
import { Problem } from "../ui/Problem.tsx";

/** Where nothing is known of a person's days. */
const plainMicroUsd = 5_000_000;

export function AskAllowance(props: {
  /** Whether what stands there can be no amount. */
  readonly onWrong: (isWrong: boolean) => void;
  readonly ref: Ref<HTMLInputElement>;
}): ReactNode {
  const { format, state, words } = useFace();
  const { forget, refusal, send } = useSender();
  const said = words.firstRun.done;
  const week = useWeek();
  const id = useId();
  const { microUsdPerDay, then } = state.allowance;
  const suggested = microUsdPerDay ?? week?.suggestedMicroUsd ?? plainMicroUsd;
  /** Null until somebody types: the suggestion may still come. */
  const [typed, setTyped] = useState<string | null>(null);
  /** What is wrong is said once the typing is over. */
  const [isTold, setTold] = useState(false);
  const amount = typed ?? format.plain(suggested);
  const isSet = microUsdPerDay !== null;
  // Whoever types an amount wants one.
  const isTicked = typed === null ? isSet : typed.trim() !== "";
  const wrong = wrongOf(typed ?? "", words);
  const fault = isTold ? wrong : null;

  /** What it will be when all is answered that was asked for. */
  const wanted = useRef(microUsdPerDay);

  // What is set is shown as it was understood.
  useEffect(() => {
    wanted.current = microUsdPerDay;
    if (microUsdPerDay !== null) setTyped(null);
  }, [microUsdPerDay]);

  function type(text: string): void {
    setTyped(text);
    setTold(false);
    forget();
    props.onWrong(wrongOf(text, words) !== null);
  }

  async function set(text: string | null): Promise<void> {
    const read = readAllowance(text ?? "");
    if (read.is !== "amount") return setTold(true);
    if (read.microUsd === wanted.current) return setTyped(null);
    wanted.current = read.microUsd;
    const kept = await send({
      ...{ type: "allowance.set", microUsdPerDay: read.microUsd },
      then: isSet ? then : "pause",
    });
    if (!kept.ok) wanted.current = microUsdPerDay;
    else if (read.microUsd === null) setTyped(null);
  }

  function toggle(): void {
    if (!isTicked) return void set(amount);
    setTyped(null);
    setTold(false);
    props.onWrong(false);
    if (wanted.current !== null) void set(null);
  }
  const commit = (event: FormEvent) => {
    event.preventDefault();
    if (typed !== null) void set(typed);
  };

  // On the language's own side of the digits.
  const { before, sign: dollar } = format.moneyParts(suggested);
  const sign = (
    <span className="three" aria-hidden="true">
      {dollar}
    </span>
  );

  return (
    <form className="option allowance-ask" noValidate onSubmit={commit}>
      <label className="grow allowance-tick">
        <input type="checkbox" checked={isTicked} onChange={toggle} />
        <span>{said.allowance}</span>
      </label>
      {before === "" && sign}
      <input
        className="amount"
        ref={props.ref}
        inputMode="decimal"
        autoComplete="off"
        aria-label={said.allowanceName}
        aria-invalid={fault !== null || undefined}
        aria-describedby={id}
        value={amount}
        onChange={({ target }) => type(target.value)}
        onBlur={commit}
      />
      {before !== "" && sign}
      <p className={`small whole ${fault ? "caution" : "two"}`} id={id}>
        {fault && <ToneMark tone="amber" size={12} />}
        {fault ?? (week ? weekSentence(week, { format, words }) : said.plain)}
      </p>
      <Problem refusal={refusal} />
    </form>
  );
}

/** Null where it can be set, or is none. */
function wrongOf(text: string, words: Words): string | null {
  const { is } = readAllowance(text);
  return is === "amount" ? null : faultsOf(words)[is];
}
