/** The trial of both ways as a table: each small request, straight and through Cloudflare, what failed, and what Cloudflare adds. */
import { type ReactNode, useCallback } from "react";
import type { ProbeName, ProbeResult, Trial } from "../../preload/contract/desk.ts";
import { type Refusal, useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Tick, ToneMark } from "../ui/Marks.tsx";
import { Causes } from "./Causes.tsx";
import { addedSentence, probes, progressSentence, rowOf, ways } from "./trial.ts";

/** The way to start and stop a trial, with the refusal of the last wish. */
export function useTrial(): {
  readonly isRunning: boolean;
  /** What a whole one costs, as a sentence. */
  readonly cost: string;
  readonly run: (probes?: readonly ProbeName[]) => void;
  readonly stop: () => void;
  readonly refusal: Refusal | null;
} {
  const { format, state, words } = useFace();
  const { refusal, send } = useSender();
  const run = useCallback(
    (probes?: readonly ProbeName[]) =>
      void send({ type: "trial.run", ...(probes && { probes: [...probes] }) }),
    [send],
  );
  const stop = useCallback(() => void send({ type: "trial.stop" }), [send]);
  const { estimateMicroUsd, last } = state.trial;
  const { cost, costPractice, costUnknown } = words.checks;
  const priced =
    estimateMicroUsd === null
      ? costUnknown(state.models.selected.model)
      : cost(format.money(estimateMicroUsd));
  const isRunning = last?.status === "running";
  return { isRunning, cost: state.practice ? costPractice : priced, run, stop, refusal };
}

/** No page around it and no buttons: the page of checks and the first run each bring their own. */
export function TrialTable(): ReactNode {
  return <TrialRows />;
}

/** @param runOne with it each row can be run again alone. */
export function TrialRows({ runOne }: { readonly runOne?: (probe: ProbeName) => void }): ReactNode {
  const { format, state, words } = useFace();
  const { last } = state.trial;
  const { checks } = words;
  const model = last?.model ?? state.models.selected.model;
  const added = last && addedSentence(words, format, last);
  const canRunOne = runOne !== undefined && last !== null && last.status !== "running";
  return (
    <div className="trial">
      <table className="list">
        <caption className="hidden">{checks.table(model)}</caption>
        <thead>
          <tr>
            <th scope="col" className="clip" title={model}>
              <span className="hidden">{checks.request}: </span>
              {model}
            </th>
            {ways.map((way) => (
              <th key={way} scope="col" className="result">
                {checks[way]}
              </th>
            ))}
            {runOne && (
              <th scope="col" className="once">
                <span className="hidden">{checks.again}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {probes.map((probe) => (
            <ProbeRow key={probe} probe={probe} trial={last}>
              {runOne && (
                <td className="once">
                  {canRunOne && isThere(last, probe) && (
                    <button
                      type="button"
                      className="button quiet only-mark"
                      title={checks.runOne(checks.probes[probe])}
                      aria-label={checks.runOne(checks.probes[probe])}
                      onClick={() => runOne(probe)}
                    >
                      <AgainMark />
                    </button>
                  )}
                </td>
              )}
            </ProbeRow>
          ))}
        </tbody>
      </table>
      <p className="small three">
        {checks.firstByte}
        <span className="all"> {checks.total}</span>
      </p>
      <p className="trial-said" role="status">
        {last ? progressSentence(words, last) : checks.neverRun} {added}
      </p>
      {last && <Causes trial={last} />}
    </div>
  );
}

/** Some way of it exists. */
const isThere = (trial: Trial, probe: ProbeName): boolean => {
  const row = rowOf(trial, probe);
  return row !== null && ways.some((way) => row[way].status !== "absent");
};

function ProbeRow({
  children,
  probe,
  trial,
}: {
  readonly probe: ProbeName;
  readonly trial: Trial | null;
  readonly children: ReactNode;
}): ReactNode {
  const { words } = useFace();
  const row = rowOf(trial, probe);
  return (
    <tr>
      <th scope="row">{words.checks.probes[probe]}</th>
      {ways.map((way) => (
        <td key={way} className="result">
          <Result of={row?.[way] ?? null} />
        </td>
      ))}
      {children}
    </tr>
  );
}

/** Every state has the height of every other: nothing moves while a trial runs. */
function Result({ of }: { readonly of: ProbeResult | null }): ReactNode {
  const { format, words } = useFace();
  const { checks } = words;
  if (of === null || of.status === "absent")
    return (
      <span className="three">
        — <span className="hidden">{of === null ? checks.notRun : checks.absent}</span>
      </span>
    );
  const { firstByteMs, status, totalMs } = of;
  if (status === "passed" && firstByteMs !== null)
    return (
      <span className="outcome">
        <span className="passed">
          <Tick />
          <span className="hidden">{checks.passed} </span>
        </span>
        {format.milliseconds(firstByteMs)}
        {totalMs !== null && <span className="small three all"> {format.seconds(totalMs)}</span>}
      </span>
    );
  return (
    <span className={`outcome ${status === "running" || status === "failed" ? "" : "three"}`}>
      {status === "failed" && <ToneMark size={12} tone="red" />}
      {status === "running" && <span className="ring" />}
      <span>{checks[status]}</span>
    </span>
  );
}

function AgainMark(): ReactNode {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <path
        fill="none"
        stroke="currentColor"
        strokeLinecap="round"
        strokeLinejoin="round"
        strokeWidth="1.5"
        d="M11.8 8.4A5 5 0 1 1 11 3.9M11.6 1.6v2.8H8.8"
      />
    </svg>
  );
}
