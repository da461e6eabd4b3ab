/** The line of the flow picture, its gate and its four stops; what they say is said in words under it. */
import type { ReactNode } from "react";
import type { FlowView } from "./flow.ts";

/** Stops stand over the middle of their labels: columns of 3, 4, 4 and 3 parts, the drawing 7 px in from both sides. */
const gateAt = "35.714%";
const cloudflareAt = "64.286%";
const inset = 2;
const y = 22;

type Look = "" | "ink" | "hollow" | "trouble";

export function Drawing({ flow: { line, trouble } }: { readonly flow: FlowView }): ReactNode {
  const isShut = line === "shut" || line === "dry";
  const before = line === "dry" ? "dry" : line === "direct" || line === "shut" ? "still" : "water";
  const after = isShut
    ? "dry"
    : line === "direct"
      ? "still"
      : line === "unproven"
        ? "unproven"
        : "water";
  const lookOf = (stop: FlowView["trouble"], look: Look): Look =>
    trouble === stop ? "trouble" : look;
  const near = line === "dry" ? "hollow" : before === "still" ? "ink" : "";
  const far = line === "through" ? "" : line === "direct" ? "ink" : "hollow";
  return (
    <svg className="drawing" height="40" aria-hidden="true">
      <line className={before} x1="0" x2={gateAt} y1={y} y2={y} />
      <line className={after} x1={gateAt} x2="100%" y1={y} y2={y} />
      <svg x={gateAt} overflow="visible" aria-hidden="true">
        <g transform={`translate(${-inset} 0)`}>
          {isShut && <rect className="cover" x="-8" y={y - 3} width="16" height="6" />}
          <path className="post" d="M-8 3.5H8M-7 3.5v31M7 3.5v31" />
          <rect
            className="plate"
            x="-4.5"
            y={isShut ? 12 : 6}
            width="9"
            height={isShut ? 22 : 9}
            rx="1"
          />
        </g>
      </svg>
      <svg x={cloudflareAt} overflow="visible" aria-hidden="true">
        <g transform={`translate(${inset} 0)`}>
          {line === "direct" && (
            <>
              <rect className="cover" x="-30" y={y - 3} width="60" height="6" />
              <path className="still" d="M-30 22C-16 22-16 5 0 5S16 22 30 22" />
            </>
          )}
          <Stop look={lookOf("cloudflare", line === "through" ? "" : "hollow")} />
        </g>
      </svg>
      <Stop look={lookOf("openclaw", near)} />
      <svg x="100%" overflow="visible" aria-hidden="true">
        <Stop look={lookOf("provider", far)} />
      </svg>
    </svg>
  );
}

/** A disc, an empty ring where nothing is known to pass, a triangle where it is broken. */
function Stop({ look }: { readonly look: Look }): ReactNode {
  return look === "trouble" ? (
    <path className="stop trouble" d={`M0 ${y - 6.5} 7 ${y + 5.5}H-7z`} />
  ) : (
    <circle className={`stop ${look}`} cy={y} r="5" />
  );
}
