/** A native list of choices in the window's own clothes. */
import { type ComponentProps, type ReactNode, useId } from "react";
import { Chevrons } from "./Marks.tsx";

export function Select({
  label,
  isLabelHidden = false,
  ...select
}: Omit<ComponentProps<"select">, "className" | "id"> & {
  readonly label: string;
  readonly isLabelHidden?: boolean;
}): ReactNode {
  const id = useId();
  return (
    <div className="choice">
      <label htmlFor={id} className={isLabelHidden ? "hidden" : "grow"}>
        {label}
      </label>
      <span className="select">
        <select {...select} id={id} />
        <Chevrons />
      </span>
    </div>
  );
}
