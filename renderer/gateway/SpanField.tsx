/** A time as a number and the unit a person thinks in. */
import type { ReactNode } from "react";
import { locales } from "../copy/language.ts";
import { useFace } from "../page-face.ts";
import { Field } from "../ui/Field.tsx";
import { Select } from "../ui/Select.tsx";
import { type Span, type Unit, unitWord } from "./typed.ts";

export function SpanField(props: {
  readonly label: string;
  readonly value: Span;
  readonly units: readonly Unit[];
  readonly fault: string | undefined;
  readonly onChange: (value: Span) => void;
}): ReactNode {
  const { language, words } = useFace();
  const { label, onChange, value } = props;
  // What was set elsewhere in another unit stays as it was said.
  const units = props.units.includes(value.unit) ? props.units : [value.unit, ...props.units];
  return (
    <div className="pair span-field">
      <Field
        label={label}
        fault={props.fault}
        inputMode="numeric"
        value={value.amount}
        onChange={({ target }) => onChange({ ...value, amount: target.value })}
      />
      <Select
        label={words.gateway.ours.unit(label)}
        isLabelHidden
        value={value.unit}
        onChange={({ target }) => {
          const unit = units.find((each) => each === target.value);
          if (unit) onChange({ ...value, unit });
        }}
      >
        {units.map((unit) => (
          <option key={unit} value={unit}>
            {unitWord(unit, locales[language])}
          </option>
        ))}
      </Select>
    </div>
  );
}
