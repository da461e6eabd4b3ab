/** A few short words of which one holds, side by side: native radios, one stop of Tab, arrows between them. */
import { type ReactNode, useId } from "react";

export function Segments<T extends string>(props: {
  readonly legend: string;
  readonly value: T;
  readonly options: readonly {
    readonly value: T;
    readonly name: string;
    /** For voices, where the word is an abbreviation. */
    readonly spoken?: string;
  }[];
  readonly onChoose: (value: T) => void;
}): ReactNode {
  const id = useId();
  return (
    <fieldset className="segments">
      <legend className="hidden">{props.legend}</legend>
      {props.options.map(({ name, spoken, value }) => (
        <label key={value} className="segment">
          <input
            type="radio"
            name={id}
            aria-label={spoken}
            checked={props.value === value}
            onChange={() => props.onChoose(value)}
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
