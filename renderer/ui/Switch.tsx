/** The one switch: its whole row is the target, and it shows on only as far as it is proven. */
import type { ReactNode } from "react";
import { Tick } from "./Marks.tsx";

export function Switch(props: {
  readonly label: string;
  readonly isChecked: boolean;
  readonly isBusy: boolean;
  readonly drawn: "off" | "asked" | "applied" | "verified";
  /** The id of the sentence that says what is proven. */
  readonly describedBy: string;
  readonly onToggle: () => void;
}): ReactNode {
  return (
    <button
      type="button"
      role="switch"
      className="switch-row"
      aria-checked={props.isChecked}
      aria-busy={props.isBusy || undefined}
      aria-describedby={props.describedBy}
      onClick={props.onToggle}
    >
      <span className="lead grow">{props.label}</span>
      <span
        className="switch"
        data-drawn={props.drawn}
        data-on={props.isChecked || undefined}
        aria-hidden="true"
      >
        <span className="knob">{props.drawn === "verified" && <Tick />}</span>
      </span>
    </button>
  );
}
