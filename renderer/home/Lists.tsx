/** Models of the day and the last requests: one line each, unknown costs kept as a dash. */
import type { ReactNode } from "react";
import type { RequestRow } from "../../preload/contract/state.ts";
import { type Face, useFace } from "../face.ts";
import { isSetupNeeded } from "../setup/steps.ts";
import { type ModelRow, modelRowsOf, outcomeOf } from "./rows.ts";

export function Models(): ReactNode {
  const face = useFace();
  const { lists } = face.words;
  const rows = modelRowsOf(face.state.usage.byModel);
  if (rows.length === 0) return null;
  return (
    <section className="block tight">
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
          {rows.map((row) => (
            <tr key={row.key}>
              <td className="clip" title={row.model ?? undefined}>
                <i className={`swatch ${row.cents === null ? "none" : ""}`} />
                {row.model ?? lists.unnamed}{" "}
                {row.unpriced > 0 && (
                  <span className="small three aside">
                    {row.cents === null ? lists.noPrice : lists.unpriced(row.unpriced)}
                  </span>
                )}
              </td>
              <td className="number small three spare">{lists.requests(row.requests)}</td>
              <td className="number">{costOf(row, face)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** To the cent, so that the rows sum to the figure above; a real cost too small for that says so. */
function costOf({ cents, microUsd }: ModelRow, { format }: Face): string {
  if (cents === null || microUsd === null) return "—";
  return cents === 0 && microUsd > 0 ? format.exact(microUsd) : format.money(cents * 10_000);
}

export function Recent(): ReactNode {
  const { state, words } = useFace();
  const { lists } = words;
  const rows = state.usage.recent.slice(0, 10);
  if (rows.length === 0)
    return isSetupNeeded(state) ? null : (
      <section className="block">
        <p className="two">{lists.empty}</p>
      </section>
    );
  return (
    <section className="block tight">
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
  const isToday = now - row.startedAt < 86_400_000;
  const aside =
    row.by === "sluice" ? words.lists.test : row.route === "direct" ? words.lists.direct : null;
  return (
    <tr>
      <td className="time three">
        {isToday ? format.clock(row.startedAt) : format.date(row.startedAt)}
      </td>
      <td className="clip" title={row.model ?? undefined}>
        {row.model ?? words.lists.unnamed}{" "}
        {aside && <span className="small three aside">{aside}</span>}
      </td>
      <td className="number small three">{outcomeWord(row, face)}</td>
      <td className="number">{row.costMicroUsd === null ? "—" : format.exact(row.costMicroUsd)}</td>
    </tr>
  );
}

function outcomeWord(row: RequestRow, { format, words: { lists } }: Face): string {
  const outcome = outcomeOf(row);
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
