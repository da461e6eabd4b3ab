/** Every button of the window: one primary per screen, the rest outlined or quiet. */
import type { ComponentProps, ReactNode } from "react";

export type ButtonProps = Omit<ComponentProps<"button">, "className"> & {
  readonly look?: "primary" | "outline" | "quiet" | "danger";
  /** Shown as busy and deaf to clicks, but never taken out of the focus order; a voice is told why. */
  readonly isBusy?: boolean;
};

export function Button({
  look = "outline",
  isBusy = false,
  onClick,
  type = "button",
  ...rest
}: ButtonProps): ReactNode {
  return (
    <button
      {...rest}
      type={type}
      className={`button ${look}`}
      aria-disabled={isBusy || rest["aria-disabled"] || undefined}
      aria-describedby={
        [rest["aria-describedby"], isBusy && "busy-word"].filter(Boolean).join(" ") || undefined
      }
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onClick?.(event);
      }}
    />
  );
}
