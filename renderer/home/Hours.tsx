/** The day by the hour: a chart that is a button, and opens as a table in its place. */
import { type ReactNode, useId, useState } from "react";
import { columnOf } from "../copy/column.ts";
import { clockNamesOf } from "../copy/words.ts";
import { useFace } from "../face.ts";
import { type Bar, type Bars, barsOf } from "./rows.ts";

const height = 54;
const capHeight = 6;
const lowest = 2;

export function Hours(): ReactNode {
  const { format, state, words } = useFace();
  const [isTable, setTable] = useState(false);
  const id = useId();
  const bars = barsOf(state.usage.hours, format.hour);
  const peak = bars.bars.reduce<Bar | null>(
    (best, bar) => (bar.microUsd !== null && bar.microUsd > (best?.microUsd ?? 0) ? bar : best),
    null,
  );
  if (bars.bars.length === 0) return null;
  const name =
    peak && peak.microUsd !== null
      ? words.hours.name(format.money(peak.microUsd), format.clock(peak.startAt))
      : words.hours.nameUnknown;
  return (
    <>
      {/* Over the picture, not round it: a voice hears its sentence, not its numbers. */}
      <div className="chart">
        <Chart bars={bars} />
        <button
          type="button"
          className="over"
          aria-label={`${name}, ${words.hours.table}`}
          aria-expanded={isTable}
          aria-controls={id}
          onClick={() => setTable(!isTable)}
        />
      </div>
      <div id={id}>{isTable && <Table bars={bars.bars} />}</div>
    </>
  );
}

function Chart({ bars: { bars, columns, startAt } }: { readonly bars: Bars }): ReactNode {
  const { now } = useFace();
  const percent = (column: number) => `${(column * 100) / columns}%`;
  const nowColumn = startAt === null ? -1 : (now - startAt) / 3_600_000;
  return (
    <svg className="hours" height="70" aria-hidden="true">
      <defs>
        <pattern
          id="hatch"
          width="4"
          height="4"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path className="hatch" d="M0 0V4" />
        </pattern>
      </defs>
      <line className="axis" x1="0" x2="100%" y1={height + 0.5} y2={height + 0.5} />
      {bars.map((bar) => (
        <HourBar key={bar.startAt} bar={bar} x={percent(bar.column + 0.15)} width={percent(0.7)} />
      ))}
      {nowColumn >= 0 && nowColumn < columns && (
        <line className="now" x1={percent(nowColumn)} x2={percent(nowColumn)} y1="0" y2={height} />
      )}
      {[0, 6, 12, 18, 24].map((hour) => (
        <text
          key={hour}
          x={percent(
            hour === 24 ? columns : (bars.find((bar) => bar.hour === hour)?.column ?? hour),
          )}
          y="68"
          textAnchor={hour === 0 ? "start" : hour === 24 ? "end" : "middle"}
        >
          {String(hour).padStart(2, "0")}
        </text>
      ))}
    </svg>
  );
}

function HourBar(props: {
  readonly bar: Bar;
  readonly x: string;
  readonly width: string;
}): ReactNode {
  const { bar, width, x } = props;
  const room = height - (bar.hasUnpriced ? capHeight + 2 : 0) - lowest;
  const tall = bar.microUsd ? Math.max(bar.share * room, lowest) : 0;
  return (
    <>
      {tall > 0 && (
        <rect className="cost" x={x} width={width} y={height - tall} height={tall} rx="1.5" />
      )}
      {bar.hasUnpriced && (
        <rect
          className="unpriced"
          x={x}
          width={width}
          y={height - tall - capHeight - (tall > 0 ? 2 : 0)}
          height={capHeight}
          rx="1"
          fill="url(#hatch)"
        />
      )}
    </>
  );
}

function Table({ bars }: { readonly bars: readonly Bar[] }): ReactNode {
  const { format, words } = useFace();
  const used = bars.filter(({ requests }) => requests > 0);
  const names = clockNamesOf(
    used.map(({ startAt }) => startAt),
    format,
  );
  const costs = columnOf(
    used.map(({ microUsd }) => microUsd),
    format,
  );
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{words.hours.hour}</th>
          <th scope="col" className="number">
            {words.hours.requests}
          </th>
          <th scope="col" className="number">
            {words.hours.cost}
          </th>
        </tr>
      </thead>
      <tbody>
        {used.map((bar, index) => (
          <tr key={bar.startAt}>
            <th scope="row">{names[index]}</th>
            <td className="number">{format.count(bar.requests)}</td>
            <td className="number">
              <bdi>{costs.cells[index]}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
