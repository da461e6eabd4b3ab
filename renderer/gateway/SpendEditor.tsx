/** Several spend limits at once: an amount, a time, and how its window moves. */
import { type ReactNode, useRef, useState } from "react";
import { readMoney } from "../copy/read-money.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Select } from "../ui/Select.tsx";
import { Editor, type EditorProps } from "./Editor.tsx";
import { useFaults } from "./Editors.tsx";
import { SpanField } from "./SpanField.tsx";
import type { Setting } from "./setting-words.ts";
import { type Span, secondsIn, spanOf } from "./typed.ts";

type Limit = Setting<"spendLimits">[number];
type Draft = {
  readonly id: number;
  readonly amount: string;
  /** To the last part of a cent, until another amount is typed. */
  readonly exact: number | null;
  readonly span: Span;
  readonly technique: Limit["technique"];
};

/** Cloudflare's own (facts: cloudflare.md §5.2, §7). */
const most = 20;
const microUsd = [10_000, 1_000_000_000_000] as const;
const seconds = [60, 31_536_000] as const;

function moneyIn(text: string): number | null {
  const read = readMoney(text);
  if (read.is !== "amount") return null;
  return read.microUsd >= microUsd[0] && read.microUsd <= microUsd[1] ? read.microUsd : null;
}

function limitOf({ amount, exact, span, technique }: Draft): Limit | null {
  const sum = exact ?? moneyIn(amount);
  const time = secondsIn(span, ...seconds);
  return sum === null || time === null ? null : { microUsd: sum, seconds: time, technique };
}

export function SpendEditor({ value, ...rest }: EditorProps<Setting<"spendLimits">>): ReactNode {
  const { format, words } = useFace();
  const { ours } = words.gateway;
  const faults = useFaults();
  const made = useRef(0);
  const fresh = (): Draft => {
    made.current += 1;
    return {
      id: made.current,
      amount: "",
      exact: null,
      span: { amount: "1", unit: "day" },
      technique: "fixed",
    };
  };
  const [drafts, setDrafts] = useState<readonly Draft[]>(() =>
    value.length === 0
      ? [fresh()]
      : value.map((limit) => ({
          ...fresh(),
          amount: format.plain(limit.microUsd),
          exact: limit.microUsd,
          span: spanOf(limit.seconds),
          technique: limit.technique,
        })),
  );
  const [wasTried, setTried] = useState(false);
  const change = (id: number, patch: Partial<Draft>): void =>
    setDrafts(drafts.map((each) => (each.id === id ? { ...each, ...patch } : each)));

  function submit(): void {
    setTried(true);
    const limits = drafts.map(limitOf);
    if (limits.every((limit) => limit !== null)) rest.propose({ spendLimits: limits });
  }

  return (
    <Editor {...rest} onSubmit={submit}>
      {drafts.map(({ amount, id, span, technique }, at) => (
        <fieldset key={id} className="limit stack">
          <legend className="strong">{ours.limit(at + 1)}</legend>
          <Field
            label={ours.field.amount}
            fault={wasTried && moneyIn(amount) === null ? faults.money : undefined}
            inputMode="decimal"
            value={amount}
            onChange={({ target }) => change(id, { amount: target.value, exact: null })}
          />
          <SpanField
            label={ours.field.window}
            value={span}
            units={["minute", "hour", "day"]}
            fault={
              wasTried && secondsIn(span, ...seconds) === null ? faults.span(seconds) : undefined
            }
            onChange={(next) => change(id, { span: next })}
          />
          <Select
            label={ours.field.technique}
            value={technique}
            onChange={({ target }) =>
              change(id, { technique: target.value === "sliding" ? "sliding" : "fixed" })
            }
          >
            <option value="fixed">{ours.technique.fixed}</option>
            <option value="sliding">{ours.technique.sliding}</option>
          </Select>
          <div className="actions">
            <Button
              look="quiet"
              aria-label={ours.removeLimit(at + 1)}
              onClick={() => setDrafts(drafts.filter((each) => each.id !== id))}
            >
              {words.secret.remove}
            </Button>
          </div>
        </fieldset>
      ))}
      {drafts.length < most && (
        <div className="actions">
          <Button look="quiet" onClick={() => setDrafts([...drafts, fresh()])}>
            {ours.addLimit}
          </Button>
        </div>
      )}
      <p className="small two">{ours.techniqueText.sliding}</p>
    </Editor>
  );
}
