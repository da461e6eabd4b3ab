/** The one picture of the window: a line from OpenClaw through a gate, past Cloudflare, to the provider. */
import type { ReactNode } from "react";
import { providerName } from "../copy/provider.ts";
import { useFace } from "../face.ts";
import type { FlowLine, FlowView } from "./flow.ts";
import { providerOf } from "./view.ts";

/** Stops stand over the middle of their labels: columns of 3, 4, 4 and 3 parts, the drawing 7 px in from both sides. */
const gateAt = "35.714%";
const cloudflareAt = "64.286%";
const inset = 2;
const y = 22;

export function FlowPicture({ flow }: { readonly flow: FlowView }): ReactNode {
  const { format, openOpenClaw, state, words } = useFace();
  const { line } = flow;
  const slug = providerOf(state);
  const isDryAhead = line === "shut" || line === "dry";
  const stops = [
    { name: "OpenClaw", sub: words.flow[flow.openclaw], isOff: line === "dry" },
    { name: "Sluice", sub: words.flow[flow.sluice], isOff: false },
    {
      name: "Cloudflare",
      sub: flow.cloudflare ? words.flow[flow.cloudflare] : "",
      isOff: isDryAhead || line === "direct",
    },
    {
      name: slug === null ? words.flow.severalProviders : providerName(slug),
      sub: isDryAhead
        ? line === "shut"
          ? words.flow.noTraffic
          : ""
        : flow.firstByteMs === null
          ? "—"
          : format.milliseconds(flow.firstByteMs),
      isOff: isDryAhead,
    },
  ];
  const sentence = stops.map(({ name, sub }) => (sub ? `${name} ${sub}` : name)).join(", ");
  return (
    <div className="flow">
      <div role="img" aria-label={sentence}>
        <Drawing line={line} />
        <div className="stops">
          {stops.map(({ isOff, name, sub }) => (
            <span key={name} className={isOff ? "three" : undefined}>
              <span className="stop-name">{name}</span>
              <span className="stop-sub">{sub}</span>
            </span>
          ))}
        </div>
      </div>
      <button
        type="button"
        className="door"
        title={words.actions.openclaw}
        aria-label={words.actions.openclaw}
        onClick={openOpenClaw}
      />
    </div>
  );
}

function Drawing({ line }: { readonly line: FlowLine }): ReactNode {
  const isShut = line === "shut" || line === "dry";
  const before = line === "dry" ? "dry" : line === "direct" || line === "shut" ? "still" : "water";
  const after = isShut
    ? "dry"
    : line === "direct"
      ? "still"
      : line === "unproven"
        ? "unproven"
        : "water";
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
          <circle className={`stop ${line === "through" ? "" : "hollow"}`} cy={y} r="5" />
        </g>
      </svg>
      <circle className={`stop ${near}`} cx="0" cy={y} r="5" />
      <circle className={`stop ${far}`} cx="100%" cy={y} r="5" />
    </svg>
  );
}
