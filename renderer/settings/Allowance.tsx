/** The daily allowance: an amount, and what happens when it is used up. */
import { type FormEvent, type ReactNode, useState } from "react";
import { readMoney } from "../copy/format.ts";
import { useFace, useSender } from "../face.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Group } from "../ui/Group.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Select } from "../ui/Select.tsx";

export function AllowanceGroup(): ReactNode {
  const { format, state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const { microUsdPerDay, then: whenReached } = state.allowance;
  const [amount, setAmount] = useState(microUsdPerDay === null ? "" : format.plain(microUsdPerDay));
  const [then, setThen] = useState(whenReached);
  const [result, setResult] = useState<"saved" | "wrong" | null>(null);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const limit = amount.trim() === "" ? null : readMoney(amount);
    if (limit === null && amount.trim() !== "") return setResult("wrong");
    const reply = await send({ type: "allowance.set", microUsdPerDay: limit, then });
    setResult(reply.ok ? "saved" : null);
  }

  return (
    <Group title={words.settings.allowance} place="allowance">
      <form className="row stack" noValidate onSubmit={save}>
        <Field
          label={words.settings.allowanceAmount}
          hint={words.settings.allowanceHint}
          fault={result === "wrong" ? words.settings.allowanceWrong : undefined}
          inputMode="decimal"
          value={amount}
          onChange={({ target }) => {
            setAmount(target.value);
            setResult(null);
          }}
        />
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
