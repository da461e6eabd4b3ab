/** The range by its hours or days: a chart that is a button, and opens as a table in its place. */
import { type ReactNode, useId, useState } from "react";
import type { RangeRow } from "../../preload/contract/command.ts";
import { columnOf } from "../copy/column.ts";
import { clockNamesOf } from "../copy/words.ts";
import { type Face, useFace } from "../page-face.ts";
import { type Bar, type Chart, chartOf } from "./bars.ts";
import { Drawing } from "./Drawing.tsx";
import type { Span } from "./span.ts";

export function ChartBlock(props: {
  readonly span: Span;
  readonly rows: readonly RangeRow[];
}): ReactNode {
  const { rows, span } = props;
  const face = useFace();
  const { chart: said } = face.words.usage;
  const [isTable, setTable] = useState(false);
  const id = useId();
  const chart = chartOf(span, rows, face.format.minute);
  return (
    <div className="usage-chart">
      {/* Over the picture, not round it: a voice hears its sentence, not its numbers. */}
      <div className="chart">
        <Drawing chart={chart} span={span} />
        <button
          type="button"
          className="over"
          aria-label={`${nameOf(chart, span, face)}, ${said.table}`}
          aria-expanded={isTable}
          aria-controls={id}
          onClick={() => setTable(!isTable)}
        />
      </div>
      <Legend chart={chart} />
      <div id={id}>{isTable && <Table chart={chart} span={span} />}</div>
    </div>
  );
}

function nameOf({ peak }: Chart, { by, to }: Span, { format, words }: Face): string {
  const said = words.usage.chart;
  if (peak === null || peak.microUsd === null)
    return by === "hour" ? said.unknownHours : said.unknownDays;
  const most = format.money(peak.microUsd);
  if (peak.day !== null) return said.days(most, format.day(peak.day));
  const startAt = peak.startAt ?? 0;
  const day = format.dayOf(startAt);
  return day === format.dayOf(to - 1)
    ? said.hours(most, format.clock(startAt))
    : said.hoursOn(most, format.day(day), format.clock(startAt));
}

/** Only what can be seen, and only where there is more than one thing to see. */
function Legend({ chart: { bars } }: { readonly chart: Chart }): ReactNode {
  const { chart: said } = useFace().words.usage;
  const hasCached = bars.some(({ cached }) => cached > 0);
  const hasUnpriced = bars.some(({ unpriced }) => unpriced > 0);
  if (!hasCached && !hasUnpriced) return null;
  return (
    <p className="legend small two" aria-hidden="true">
      <span>
        <i className="swatch" />
        {said.cost}
      </span>
      {hasCached && (
        <span>
          <i className="swatch hollow" />
          {said.cached}
        </span>
      )}
      {hasUnpriced && (
        <span>
          <i className="swatch none" />
          {said.unpriced}
        </span>
      )}
    </p>
  );
}

function Table({ chart, span }: { readonly chart: Chart; readonly span: Span }): ReactNode {
  const { format, words } = useFace();
  const { all, chart: said, heads } = words.usage;
  const bars = chart.bars.filter(({ requests }) => requests > 0);
  const hasCached = bars.some(({ cached }) => cached > 0);
  const hasUnpriced = bars.some(({ unpriced }) => unpriced > 0);
  const clocks = clockNamesOf(
    bars.map(({ startAt }) => startAt ?? 0),
    format,
  );
  const costs = columnOf(
    bars.map(({ microUsd }) => microUsd),
    format,
  );
  const sumOf = (what: (bar: Bar) => number) =>
    format.count(bars.reduce((sum, bar) => sum + what(bar), 0));
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{span.by === "day" ? said.day : said.hour}</th>
          <Head word={heads.requests} />
          {hasCached && <Head word={said.fromCache} />}
          {hasUnpriced && <Head word={said.withoutPrice} />}
          <Head word={heads.cost} />
        </tr>
      </thead>
      <tbody>
        {bars.map((bar, index) => (
          <tr key={bar.key}>
            <th scope="row">{bar.day === null ? clocks[index] : format.day(bar.day)}</th>
            <td className="number">{format.count(bar.requests)}</td>
            {hasCached && <td className="number">{format.count(bar.cached)}</td>}
            {hasUnpriced && <td className="number">{format.count(bar.unpriced)}</td>}
            <td className="number">{costs.cells[index]}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{all}</th>
          <td className="number">{sumOf(({ requests }) => requests)}</td>
          {hasCached && <td className="number">{sumOf(({ cached }) => cached)}</td>}
          {hasUnpriced && <td className="number">{sumOf(({ unpriced }) => unpriced)}</td>}
          <td className="number">{costs.sum ?? "—"}</td>
        </tr>
      </tfoot>
    </table>
  );
}

const Head = ({ word }: { readonly word: string }): ReactNode => (
  <th scope="col" className="number">
    {word}
  </th>
);
