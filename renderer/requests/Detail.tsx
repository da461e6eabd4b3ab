/** One request with all that is known of it, below the list or beside it: Esc leads back to its row. */
import type { ReactNode, Ref } from "react";
import type { RequestRow } from "../../preload/contract/state.ts";
import { logPageOf } from "../copy/dash-links.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { factsOf, momentOf, shortId, textOf } from "./detail.ts";

export function Detail(props: {
  readonly id: string;
  readonly row: RequestRow;
  readonly ref?: Ref<HTMLElement>;
  readonly close: () => void;
}): ReactNode {
  const { row } = props;
  const face = useFace();
  const { format, state, words } = face;
  const said = words.usage.requests.detail;
  const profile = state.profiles.find(({ id }) => id === row.profile) ?? null;
  const active = state.profile?.id === row.profile ? state.profile : null;
  const log = row.logId === null ? null : logPageOf(row.logId, profile ?? active);
  return (
    <section
      id={props.id}
      className="request-detail"
      aria-label={said.name(format.clockExact(row.startedAt))}
      tabIndex={-1}
      ref={props.ref}
    >
      <header>
        <h2 className="strong">
          {row.model ?? words.lists.unnamed}{" "}
          <span className="small three">{momentOf(row, face)}</span>
        </h2>
        <Button look="quiet" onClick={props.close}>
          {said.close}
        </Button>
      </header>
      <div className="actions">
        <CopyButton text={textOf(row, face)}>{said.copy}</CopyButton>
        {log !== null && (
          <a className="link" href={log} target="_blank" rel="noreferrer">
            {said.log} ↗
          </a>
        )}
      </div>
      <dl>
        {factsOf(row, face).map(({ isLong, label, value }) => (
          <div key={label} className={isLong ? "long" : undefined}>
            <dt className="small two">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {row.logId !== null && (
          <div className="long">
            <dt className="small two">{said.logId}</dt>
            <dd className="actions">
              <code className="path" title={row.logId}>
                {shortId(row.logId)}
              </code>
              <CopyButton text={row.logId} look="quiet" />
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}
