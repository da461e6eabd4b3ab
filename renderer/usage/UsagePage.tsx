/** What was used and what it cost, over a day or a season: bars, a table, both caches, the way out as a file. */
import { type ReactNode, useState } from "react";
import { useLate } from "../clock.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Page } from "../ui/Page.tsx";
import { Said } from "../ui/Said.tsx";
import { Segments } from "../ui/Segments.tsx";
import { Select } from "../ui/Select.tsx";
import { useUnfolding } from "../ui/unfold.ts";
import { type Answer, useAnswer } from "./answer.ts";
import { Caches } from "./Caches.tsx";
import { ChartBlock } from "./Chart.tsx";
import { Export } from "./Export.tsx";
import { FigureBlock } from "./Figure.tsx";
import { figureOf } from "./figure.ts";
import { Parts } from "./Parts.tsx";
import { type PartName, partNames } from "./parts.ts";
import { type RangeName, rangeNames } from "./span.ts";
import { useTold } from "./told.ts";

/** Waiting shorter than this shows nothing. */
const patienceMs = 150;

export function UsagePage(): ReactNode {
  const { goBack, words } = useFace();
  const { usage } = words;
  const [range, setRange] = useState<RangeName>("today");
  const [chosen, setChosen] = useState<PartName>("model");
  const [isExporting, setExporting] = useState(false);
  // OpenClaw tells its agents by whole days.
  const offered = partNames.filter((name) => name !== "agent" || range !== "hours");
  const by = offered.find((name) => name === chosen) ?? "model";
  const { answer, isBehind, span } = useAnswer(range, by);
  const isLate = useLate(answer === null || isBehind, patienceMs);
  useTold(answer);
  const sheet = useUnfolding(
    isExporting,
    () => setExporting(false),
    isExporting ? ".sheet select" : ".export-door button",
  );
  return (
    <Page title={usage.title} onBack={goBack}>
      <div className="usage" ref={sheet}>
        <div className="usage-bar">
          <Segments
            legend={usage.range}
            value={range}
            options={rangeNames.map((value) => ({
              value,
              name: usage.ranges[value],
              spoken: usage.rangeNames[value],
            }))}
            onChoose={setRange}
          />
          <Select
            label={usage.by}
            isLabelHidden
            value={by}
            onChange={({ target }) =>
              setChosen(partNames.find((name) => name === target.value) ?? "model")
            }
          >
            {offered.map((name) => (
              <option key={name} value={name}>
                {usage.bys[name]}
              </option>
            ))}
          </Select>
          <span className="small two grow" role="status">
            {isLate && (
              <>
                <span className="ring" />
                {usage.asking}
              </>
            )}
          </span>
          <span className="export-door">
            <Button aria-expanded={isExporting} onClick={() => setExporting(!isExporting)}>
              {usage.exports.open}
            </Button>
          </span>
        </div>
        {isExporting && (
          <section className="sheet" aria-label={usage.exports.name}>
            <Export from={span.from} to={span.to} />
          </section>
        )}
        {answer === null ? <Skeleton isShown={isLate} /> : <Shown answer={answer} />}
      </div>
    </Page>
  );
}

function Shown({ answer }: { readonly answer: Answer }): ReactNode {
  const { words } = useFace();
  const { series } = answer;
  if (!series.ok) return <Said code={series.error.code} />;
  const figure = figureOf(series.rows);
  const isEmpty = figure.requests === 0;
  return (
    <>
      <FigureBlock answer={answer} figure={figure} />
      {isEmpty ? (
        <p className="two">
          {answer.span.name === "today" ? words.lists.empty : words.usage.empty}
        </p>
      ) : (
        <>
          <ChartBlock span={answer.span} rows={series.rows} />
          <Parts answer={answer} />
          <Caches figure={figure} />
        </>
      )}
    </>
  );
}

/** As high as what will stand there. */
function Skeleton({ isShown }: { readonly isShown: boolean }): ReactNode {
  return (
    <div className={`skeleton ${isShown ? "shown" : ""}`} aria-hidden="true">
      <i className="figure-place" />
      <i className="chart-place" />
      <i className="table-place" />
    </div>
  );
}
