/** A few ways of which one holds, each with a sentence: native radios or ticks in rows that are themselves the target. */
import { type ReactNode, useId } from "react";
import { PassingNote } from "./PassingNote.tsx";
import { usePassing } from "./passing.ts";

export function Options<T extends string>(props: {
  readonly legend: string;
  readonly isLegendHidden?: boolean;
  readonly value: T | null;
  readonly options: readonly {
    readonly value: T;
    readonly name: string;
    readonly text: ReactNode;
  }[];
  /** What is chosen takes effect at once: arrows only pass over it. */
  readonly isWeighty?: boolean;
  readonly onChoose: (value: T) => void;
}): ReactNode {
  const id = useId();
  const { isWeighty = false, onChoose, options, value: chosen } = props;
  const { hands, isPassing, shown, take } = usePassing<T>(chosen, onChoose, isWeighty);
  return (
    <fieldset className="options" {...(isWeighty && hands)}>
      <legend className={props.isLegendHidden ? "hidden" : "strong"}>{props.legend}</legend>
      {options.map(({ name, text, value }, at) => (
        <label key={value} className="option">
          <input
            type="radio"
            name={id}
            checked={shown === value}
            aria-labelledby={`${id}-${at}-name`}
            aria-describedby={`${id}-${at}`}
            onChange={() => take(value)}
          />
          <span className="grow">
            <span className="option-name" id={`${id}-${at}-name`}>
              {name}
            </span>
            <span className="small two" id={`${id}-${at}`}>
              {text}
            </span>
          </span>
        </label>
      ))}
      {isPassing && <PassingNote />}
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
