/** A few ways of which one holds, each with a sentence: native radios or ticks in rows that are themselves the target. */
import { type ReactNode, useId } from "react";

export function Options<T extends string>(props: {
  readonly legend: string;
  readonly isLegendHidden?: boolean;
  readonly value: T | null;
  readonly options: readonly {
    readonly value: T;
    readonly name: string;
    readonly text: ReactNode;
  }[];
  readonly onChoose: (value: T) => void;
}): ReactNode {
  const id = useId();
  return (
    <fieldset className="options">
      <legend className={props.isLegendHidden ? "hidden" : "strong"}>{props.legend}</legend>
      {props.options.map(({ name, text, value }) => (
        <label key={value} className="option">
          <input
            type="radio"
            name={id}
            checked={props.value === value}
            aria-describedby={`${id}-${value}`}
            onChange={() => props.onChoose(value)}
          />
          <span className="grow">
            <span className="option-name">{name}</span>
            <span className="small two" id={`${id}-${value}`}>
              {text}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** One of several that may hold together. */
export function TickOption(props: {
  readonly name: string;
  readonly isTicked: boolean;
  readonly onToggle: () => void;
}): ReactNode {
  return (
    <label className="option">
      <input type="checkbox" checked={props.isTicked} onChange={props.onToggle} />
      <span className="grow">{props.name}</span>
    </label>
  );
}
