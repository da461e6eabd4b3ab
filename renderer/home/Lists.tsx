/** Models of the day and the last requests: one line each, unknown costs kept as a dash. */
import type { ReactNode } from "react";
import type { RequestRow } from "../../preload/contract/state.ts";
import { columnOf } from "../copy/column.ts";
import { type Face, useFace } from "../face.ts";
import { isSetupNeeded } from "../setup/steps.ts";
import { type ModelRow, modelRowsOf, type Outcome, outcomeOf } from "./rows.ts";

/** Each model by a form of its own, as far as there are any. */
const forms = ["", "hollow", "half", "dot"];

export function Models(): ReactNode {
  const face = useFace();
  const { lists } = face.words;
  const rows = modelRowsOf(face.state.usage.byModel);
  if (rows.length === 0) return null;
  const costs = columnOf(
    rows.map(({ microUsd }) => microUsd),
    face.format,
  );
  return (
    <section className="block tight list-block">
      <table className="list">
        <caption className="hidden">{lists.models}</caption>
        <thead className="hidden">
          <tr>
            <th scope="col">{lists.model}</th>
            <th scope="col">{face.words.hours.requests}</th>
            <th scope="col">{lists.cost}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.key}>
              <Name
                model={row.model}
                mark={
                  <i
                    className={`swatch ${row.microUsd === null ? "none" : (forms[at] ?? "past")}`}
                  />
                }
                aside={asideOf(row, face)}
              />
              <td className="number small three spare">{lists.requests(row.requests)}</td>
              <td className="number">
                <bdi>{costs.cells[at]}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A model's name and what is said of it; where they are shortened, the whole of both is the title. */
function Name(props: {
  readonly model: string | null;
  readonly mark?: ReactNode;
  readonly aside: string | null;
  /** The aside in a word, where its sentence is too long for a row. */
  readonly word?: string | null;
}): ReactNode {
  const { lists } = useFace().words;
  const { aside, mark, model, word } = props;
  return (
    <td className="clip" title={[model ?? lists.unnamed, aside].filter(Boolean).join(", ")}>
      {mark}
      <bdi>{model ?? lists.unnamed}</bdi>{" "}
      {aside !== null && <span className="small three aside">{word ?? aside}</span>}
    </td>
  );
}

function asideOf({ microUsd, unpriced }: ModelRow, { words: { lists } }: Face): string | null {
  if (unpriced === 0) return null;
  return microUsd === null ? lists.noPrice : lists.unpriced(unpriced);
}

export function Recent(): ReactNode {
  const { state, words } = useFace();
  const { lists } = words;
  const rows = state.usage.recent.slice(0, 10);
  if (rows.length === 0)
    return isSetupNeeded(state) ? null : (
      <section className="block list-block">
        <p className="two">{lists.empty}</p>
      </section>
    );
  return (
    <section className="block tight list-block recent-block">
      <table className="list recent">
        <caption className="hidden">{lists.recent}</caption>
        <thead className="hidden">
          <tr>
            <th scope="col">{lists.time}</th>
            <th scope="col">{lists.model}</th>
            <th scope="col">{lists.outcome}</th>
            <th scope="col">{lists.cost}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Request key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Request({ row }: { readonly row: RequestRow }): ReactNode {
  const face = useFace();
  const { format, now, words } = face;
  const isToday = format.dayOf(row.startedAt) === format.dayOf(now);
  const { direct, test, testWord } = words.lists;
  const outcome = outcomeOf(row);
  const isTest = row.by === "sluice";
  return (
    <tr>
      <td className="time three">
        {isToday ? format.clock(row.startedAt) : format.date(row.startedAt)}
      </td>
      <Name
        model={row.model}
        aside={isTest ? test : row.route === "direct" ? direct : null}
        word={isTest ? testWord : null}
      />
      <td className="number small three">
        <bdi>{outcomeWord(outcome, face)}</bdi>
      </td>
      <td className="number">
        <bdi>{row.costMicroUsd === null ? "—" : format.exact(row.costMicroUsd)}</bdi>
      </td>
    </tr>
  );
}

function outcomeWord(outcome: Outcome, { format, words: { lists } }: Face): string {
  switch (outcome.is) {
    case "took":
      return format.seconds(outcome.ms);
    case "status":
      return lists.status(outcome.status);
    case "none":
      return "";
    default:
      return lists[outcome.is];
  }
}
