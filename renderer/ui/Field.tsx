/** A labelled line of text, its hint and its fault where eyes and screen readers find them; `aria-describedby` adds what is said elsewhere. */
import { type ComponentProps, type ReactNode, useId } from "react";
import { ToneMark } from "./Marks.tsx";

export function Field({
  label,
  hint,
  fault,
  isWrong = false,
  "aria-describedby": describedBy,
  ...input
}: Omit<ComponentProps<"input">, "className" | "id"> & {
  readonly label: string;
  readonly hint?: ReactNode;
  /** A sentence; the field is marked as wrong while there is one. */
  readonly fault?: string | undefined;
  /** It is, and what is wrong with it is said elsewhere. */
  readonly isWrong?: boolean;
}): ReactNode {
  const id = useId();
  const note = fault ?? hint;
  return (
    <div className="field">
      <label className="strong" htmlFor={id}>
        {label}
      </label>
      <input
        {...input}
        id={id}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        aria-invalid={fault !== undefined || isWrong || undefined}
        aria-describedby={
          [note && `${id}-note`, describedBy].filter(Boolean).join(" ") || undefined
        }
      />
      {note && (
        <p id={`${id}-note`} className={`small ${fault ? "caution" : "two"}`}>
          {fault && <ToneMark tone="amber" size={12} />}
          {note}
        </p>
      )}
    </div>
  );
}
