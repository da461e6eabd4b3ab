/** The few signs of the window, each a shape that needs no colour. */
import type { ReactNode } from "react";
import type { Tone } from "../remedy.ts";

const line = {
  fill: "none",
  stroke: "currentColor",
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;

export function Tick({ size = 12 }: { readonly size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 14 14" aria-hidden="true">
      <path {...line} strokeWidth="1.75" d="M2.5 7.5 5.5 10.5 11.5 3.5" />
    </svg>
  );
}

/** Amber a triangle, red a full circle, calm a dashed ring. */
export function ToneMark({
  size = 16,
  tone,
}: {
  readonly size?: number;
  readonly tone: Tone;
}): ReactNode {
  return (
    <svg
      className={`tone ${tone}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      {tone === "amber" && (
        <>
          <path {...line} strokeWidth="1.5" d="M8 1.8 15 14H1z" />
          <path {...line} strokeWidth="1.6" d="M8 6.2v3.6M8 11.7v.2" />
        </>
      )}
      {tone === "red" && (
        <>
          <circle {...line} strokeWidth="1.5" cx="8" cy="8" r="6.5" />
          <path {...line} strokeWidth="1.6" d="M8 4.6v4.2M8 11.2v.2" />
        </>
      )}
      {tone === "calm" && (
        <>
          <circle {...line} strokeWidth="1.5" strokeDasharray="2.4 2" cx="8" cy="8" r="6.5" />
          <path {...line} strokeWidth="1.5" d="M5 8h6" />
        </>
      )}
    </svg>
  );
}

/** Running a full disc, starting a dashed ring, stopped an empty one, not there a dashed one with a bar. */
export function StatusMark({ status }: { readonly status: string }): ReactNode {
  const isDashed = status !== "running" && status !== "stopped";
  return (
    <svg className="status" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      <circle
        className={status === "running" ? "on" : "off"}
        strokeDasharray={isDashed ? "2.2 1.8" : undefined}
        cx="6"
        cy="6"
        r="4.75"
      />
      {status === "notInstalled" && <path className="off" d="M4 6h4" />}
    </svg>
  );
}

/** Up or down a list. */
export function Step({ to }: { readonly to: "up" | "down" }): ReactNode {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      <path
        {...line}
        strokeWidth="1.5"
        d={to === "up" ? "M6 10V2M2.5 5.5 6 2l3.5 3.5" : "M6 2v8M2.5 6.5 6 10l3.5-3.5"}
      />
    </svg>
  );
}

export function Chevrons(): ReactNode {
  return (
    <svg width="8" height="12" viewBox="0 0 8 12" aria-hidden="true">
      <path {...line} strokeWidth="1.25" d="M1.5 4.5 4 2l2.5 2.5M1.5 7.5 4 10l2.5-2.5" />
    </svg>
  );
}

/** Nobody knows. */
export function Dash({ size = 12 }: { readonly size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true">
      <path {...line} strokeWidth="1.5" d="M3 6h6" />
    </svg>
  );
}

/** There is more below; turned, it is open. */
export function Down(): ReactNode {
  return (
    <svg className="down" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      <path {...line} strokeWidth="1.5" d="m3 4.5 3 3 3-3" />
    </svg>
  );
}

export function BackArrow(): ReactNode {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <path {...line} strokeWidth="1.5" d="M12 7H2.5M6.5 3l-4 4 4 4" />
    </svg>
  );
}

/** A key, drawn where it is used. */
export function KeyMark(): ReactNode {
  return (
    <svg width="16" height="12" viewBox="0 0 16 12" aria-hidden="true">
      <circle {...line} strokeWidth="1.5" cx="4" cy="5.5" r="3" />
      <path {...line} strokeWidth="1.5" d="M7 5.5h7.5M12 5.5v3M14.5 5.5v2.4" />
    </svg>
  );
}

/** Done: a tick at the head of a line of text. */
export function DoneMark(): ReactNode {
  return (
    <span className="done-mark accent">
      <Tick size={14} />
    </span>
  );
}
