/** The one picture of the window: a line from OpenClaw through a gate, past Cloudflare, to the provider; and the same as a table. */
import { type ReactNode, useId, useState } from "react";
import { providerName } from "../copy/provider.ts";
import { type Face, useFace } from "../face.ts";
import { Drawing } from "./Drawing.tsx";
import type { Answer, FlowView } from "./flow.ts";
import { providerOf } from "./view.ts";

type Stop = {
  readonly name: string;
  readonly state: string;
  /** How long it takes, where that is known. */
  readonly time: string | null;
  readonly isOff: boolean;
  readonly isTrouble: boolean;
};

export function FlowPicture({ flow }: { readonly flow: FlowView }): ReactNode {
  const face = useFace();
  const { openOpenClaw, words } = face;
  const [isTable, setTable] = useState(false);
  const id = useId();
  const stops = stopsOf(flow, face);
  const sentence = stops.map(({ name, state, time }) =>
    [name, time ?? state].filter(Boolean).join(" "),
  );
  return (
    <>
      <div className="flow">
        <div role="img" aria-label={sentence.join(", ")}>
          <Drawing flow={flow} />
          <div className="stops">
            {stops.map(({ isOff, isTrouble, name, state, time }) => (
              <span key={name} className={isOff ? "three" : undefined}>
                <span className="stop-name">{name}</span>
                <span className={`stop-sub ${isTrouble ? "caution" : ""}`}>
                  <bdi>{time ?? state}</bdi>
                </span>
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
        <button
          type="button"
          className="flow-more"
          title={words.way.table}
          aria-label={words.way.table}
          aria-expanded={isTable}
          aria-controls={id}
          onClick={() => setTable(!isTable)}
        />
      </div>
      <div id={id}>{isTable && <Table stops={stops} />}</div>
    </>
  );
}

function stopsOf(flow: FlowView, { format, state, words }: Face): readonly Stop[] {
  const { line, trouble } = flow;
  const slug = providerOf(state);
  const isDryAhead = line === "shut" || line === "dry";
  const still = line === "shut" ? words.flow.noTraffic : "";
  return [
    {
      name: "OpenClaw",
      state: words.flow[flow.openclaw],
      time: null,
      isOff: line === "dry",
      isTrouble: trouble === "openclaw",
    },
    { name: "Sluice", state: words.flow[flow.sluice], time: null, isOff: false, isTrouble: false },
    {
      name: "Cloudflare",
      state: flow.cloudflare ? words.flow[flow.cloudflare] : "",
      time: flow.addedMs === null ? null : `+${format.milliseconds(flow.addedMs)}`,
      isOff: isDryAhead || line === "direct",
      isTrouble: trouble === "cloudflare",
    },
    {
      name: slug === null ? words.flow.severalProviders : providerName(slug),
      state: isDryAhead ? still : answerWord(flow.provider, words),
      time: flow.provider?.is === "answered" ? timeOf(flow.provider.ms, format) : null,
      isOff: isDryAhead,
      isTrouble: trouble === "provider",
    },
  ];
}

const timeOf = (ms: number | null, { milliseconds }: Face["format"]): string | null =>
  ms === null ? null : milliseconds(ms);

function answerWord(answer: Answer | null, { flow, lists }: Face["words"]): string {
  if (answer === null) return "—";
  if (answer.is === "answered") return flow.answered;
  if (answer.is === "failed") return lists.failed;
  return answer.status === null ? lists.error : lists.status(answer.status);
}

function Table({ stops }: { readonly stops: readonly Stop[] }): ReactNode {
  const { way } = useFace().words;
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{way.stop}</th>
          <th scope="col">{way.state}</th>
          <th scope="col" className="number">
            {way.time}
          </th>
        </tr>
      </thead>
      <tbody>
        {stops.map(({ name, state, time }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{state || "—"}</td>
            <td className="number">
              <bdi>{time ?? "—"}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
