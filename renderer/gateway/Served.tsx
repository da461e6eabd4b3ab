/** The answers that came from Cloudflare's response cache: when, to which model, what each would have cost, and the way to have no more. */
import { type ReactNode, useId } from "react";
import type { RequestRow } from "../../preload/contract/state.ts";
import { useSender } from "../face.ts";
import { isCached, skipOf } from "../model-dial.ts";
import { type Face, useFace } from "../page-face.ts";
import { seek } from "../requests/wanted.ts";
import { Button } from "../ui/Button.tsx";
import { Problem } from "../ui/Problem.tsx";
import { say } from "../voice.ts";

export function Served(props: {
  readonly rows: readonly RequestRow[];
  /** Of them all. */
  readonly hits: number;
}): ReactNode {
  const { hits, rows } = props;
  const { words } = useFace();
  const said = words.caches;
  const id = useId();
  if (hits === 0 && rows.length === 0) return null;
  return (
    <>
      <h4 className="small strong" id={id}>
        {said.list}
      </h4>
      {rows.length === 0 ? (
        <p className="small two">{said.listNone}</p>
      ) : (
        <ul className="served" aria-labelledby={id}>
          {rows.map((row) => (
            <Answer key={row.id} row={row} />
          ))}
        </ul>
      )}
      {hits > rows.length && rows.length > 0 && (
        <p className="small three">{said.newest(rows.length)}</p>
      )}
    </>
  );
}

function Answer({ row }: { readonly row: RequestRow }): ReactNode {
  const face = useFace();
  const { open, state, words } = face;
  const said = words.caches;
  const { isBusy, refusal, send } = useSender();
  const model = row.model ?? words.lists.unnamed;
  const moment = momentOf(row, face);
  const name = `${row.provider}/${row.model}`;
  const isAsked = row.model !== null && isCached(state, name);
  return (
    <li>
      <div className="grow">
        <p className="clip" title={model}>
          {model}
          {row.by === "sluice" && <span className="small three"> {words.lists.testWord}</span>}
        </p>
        <p className="small two">
          {moment} · {said.wouldCost} <bdi>{wouldCost(row, face)}</bdi>
        </p>
        <Problem refusal={refusal} />
      </div>
      <div className="actions">
        <Button
          look="quiet"
          aria-label={`${said.see}, ${moment}, ${model}`}
          onClick={() => {
            seek(row.logId ?? "");
            open("requests");
          }}
        >
          {said.see}
        </Button>
        {isAsked ? (
          <Button
            isBusy={isBusy}
            aria-label={`${said.skip}, ${model}`}
            onClick={() =>
              void send(skipOf(state, name)).then(({ ok }) => {
                if (ok) say(said.skippedNow);
              })
            }
          >
            {said.skip}
          </Button>
        ) : (
          row.model !== null && <span className="small two">{said.skippedNow}</span>
        )}
      </div>
    </li>
  );
}

const wouldCost = ({ savedMicroUsd }: RequestRow, { format }: Face): string =>
  savedMicroUsd == null ? "—" : format.exact(savedMicroUsd);

/** Of another day with its date. */
function momentOf({ startedAt }: RequestRow, { format, state }: Face): string {
  const clock = format.clock(startedAt);
  const isToday = format.dayOf(startedAt) === state.usage.today.day;
  return isToday ? clock : `${format.date(startedAt)}, ${clock}`;
}
