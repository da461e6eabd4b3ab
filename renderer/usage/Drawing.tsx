/** The bars as a picture: widths are parts of whatever room there is, heights are pixels, so that nothing is drawn twice. */
import { type ReactNode, useId } from "react";
import { type Face, useFace } from "../page-face.ts";
import type { Bar, Chart } from "./bars.ts";
import type { Span } from "./span.ts";

const above = 14;
const height = 140;
const below = 18;
const base = above + height;
const capHeight = 6;
const gap = 2;
const lowest = 2;
/** Of a bar, so that seven days are no walls. */
const widest = 36;
/** About one digit of the smallest type, and what stands beside the digits. */
const digit = 6.4;

export function Drawing(props: { readonly chart: Chart; readonly span: Span }): ReactNode {
  const { chart, span } = props;
  const face = useFace();
  const { format, now, words } = face;
  const hatch = useId();
  const isWhole = chart.lines.every((line) => line % 1_000_000 === 0);
  const amounts = chart.lines.map((line) => (isWhole ? format.whole(line) : format.money(line)));
  const gutter = Math.round(Math.max(0, ...amounts.map((amount) => amount.length)) * digit) + 6;
  const { bars } = chart;
  const column = 100 / bars.length;
  const width = `min(${column * 0.7}%, ${widest}px)`;
  const first = bars[0]?.startAt ?? null;
  const place =
    span.name === "today" && first !== null ? ((now - first) / 3_600_000) * column : null;
  const top = chart.lines.at(-1) ?? 1;
  return (
    <svg className="hours" height={base + below} aria-hidden="true">
      <defs>
        <pattern
          id={hatch}
          width="4"
          height="4"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path className="hatch" d="M0 0V4" />
        </pattern>
      </defs>
      {chart.lines.map((line, index) => {
        const y = Math.round(base - (line / top) * height) + 0.5;
        return (
          <g key={line}>
            <line className="axis" x1={gutter} x2="100%" y1={y} y2={y} />
            <text x={gutter - 6} y={y + 3.5} textAnchor="end">
              {amounts[index]}
            </text>
          </g>
        );
      })}
      <svg
        className="plot"
        aria-hidden="true"
        x={gutter}
        width={`calc(100% - ${gutter}px)`}
        height={base + below}
      >
        {bars.map((bar, index) => (
          <BarMarks
            key={bar.key}
            bar={bar}
            x={`calc(${column * (index + 0.5)}% - min(${column * 0.35}%, ${widest / 2}px))`}
            width={width}
            hatch={`url(#${hatch})`}
          />
        ))}
        <line className="axis" x1="0" x2="100%" y1={base + 0.5} y2={base + 0.5} />
        {place !== null && place >= 0 && place < 100 && (
          <>
            <line className="now" x1={`${place}%`} x2={`${place}%`} y1="0" y2={base} />
            <text
              x={`${place}%`}
              dx={place < 75 ? 4 : -4}
              y="9"
              textAnchor={place < 75 ? "start" : "end"}
            >
              {words.usage.chart.now(format.clock(now))}
            </text>
          </>
        )}
        {marksOf(bars, span, face).map(({ at, isMinor, word }) => (
          <text
            key={at}
            className={isMinor ? "minor" : undefined}
            x={`${column * at}%`}
            y={base + 14}
            textAnchor={at === bars.length ? "end" : "middle"}
          >
            {word}
          </text>
        ))}
      </svg>
    </svg>
  );
}

function BarMarks(props: {
  readonly bar: Bar;
  readonly x: string;
  readonly width: string;
  readonly hatch: string;
}): ReactNode {
  const { bar, hatch, width, x } = props;
  const caps = [...(bar.cached > 0 ? ["cached"] : []), ...(bar.unpriced > 0 ? ["unpriced"] : [])];
  const room = height - caps.length * (capHeight + gap);
  const tall = bar.microUsd ? Math.max(Math.min(bar.share * height, room), lowest) : 0;
  return (
    <>
      {tall > 0 && (
        <rect className="cost" x={x} width={width} y={base - tall} height={tall} rx="1.5" />
      )}
      {caps.map((name, index) => (
        <rect
          key={name}
          className={name}
          x={x}
          width={width}
          y={base - tall - (index + 1) * (capHeight + (tall > 0 || index > 0 ? gap : 0))}
          height={capHeight}
          rx="1"
          fill={name === "unpriced" ? hatch : "none"}
        />
      ))}
    </>
  );
}

type Mark = {
  /** In columns, from the start. */
  readonly at: number;
  readonly word: string;
  /** Left out where room is short. */
  readonly isMinor: boolean;
};

/** The hours every three of the clock, at their beginning; days under their middle, at most ten of them. */
function marksOf(bars: readonly Bar[], { name }: Span, { format }: Face): readonly Mark[] {
  const midnight = name === "today" ? [{ at: bars.length, word: "24", isMinor: false }] : [];
  const every = Math.ceil(bars.length / 10);
  const marks = bars.flatMap(({ day, startAt }, index): readonly Mark[] => {
    if (day !== null) {
      const back = bars.length - 1 - index;
      if (back % every !== 0) return [];
      // The last of many would reach out of the picture.
      const at = back === 0 && every > 1 ? bars.length : index + 0.5;
      const place = back / every;
      // Of very many the last one stands further back, and the one before it would touch it.
      const isNearEnd = bars.length > 60 && place === 2;
      return [{ at, word: format.shortDay(day), isMinor: place % 2 === 1 || isNearEnd }];
    }
    const hour = format.hour(startAt ?? 0);
    if (hour % 3 !== 0) return [];
    return [{ at: index, word: String(hour).padStart(2, "0"), isMinor: hour % 6 !== 0 }];
  });
  return [...marks, ...midnight];
}
