/** A native list of choices in the window's own clothes. */
import { type ComponentProps, type ReactNode, useId } from "react";
import { Chevrons } from "./Marks.tsx";
import { PassingNote } from "./PassingNote.tsx";
import { usePassing } from "./passing.ts";

export function Select({
  label,
  isLabelHidden = false,
  isWeighty = false,
  value,
  onChange,
  ...select
}: Omit<ComponentProps<"select">, "className" | "id" | "onChange" | "value"> & {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  /** What is chosen takes effect at once: arrows only pass over it. */
  readonly isWeighty?: boolean;
  readonly value: string;
  readonly onChange: (event: { readonly target: { readonly value: string } }) => void;
}): ReactNode {
  const id = useId();
  const choose = (chosen: string): void => onChange({ target: { value: chosen } });
  const { hands, isPassing, shown, take } = usePassing(value, choose, isWeighty);
  return (
    <div className="choice">
      <label htmlFor={id} className={isLabelHidden ? "hidden" : "grow"}>
        {label}
      </label>
      <span className="select">
        <select
          {...select}
          {...(isWeighty && hands)}
          id={id}
          value={shown ?? value}
          onChange={({ target }) => take(target.value)}
        />
        <Chevrons />
        {isPassing && <PassingNote />}
      </span>
    </div>
  );
}
