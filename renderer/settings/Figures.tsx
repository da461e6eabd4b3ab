/** Cloudflare's own figures: the token that reads them, what it may see, and what is known because of it. */
import type { ReactNode } from "react";
import { whenOf } from "../copy/words.ts";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { FixLink } from "../ui/FixLink.tsx";
import { Group } from "../ui/Group.tsx";
import { Dash, Tick, ToneMark } from "../ui/Marks.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Said } from "../ui/Said.tsx";
import { focusPlace } from "./Contents.tsx";
import { type CapabilityRow, capabilityRowsOf } from "./figures.ts";
import { keyOf } from "./keys.ts";

export function FiguresGroup(): ReactNode {
  const { state, words } = useFace();
  const { figures } = words.meter;
  return (
    <Group title={figures.title}>
      {keyOf(state, "analytics", undefined) === null ? (
        <div className="row stack">
          <p className="small two">{figures.lede}</p>
          <div className="actions">
            <Button onClick={() => focusPlace("analyticsToken")}>
              {words.actions.analyticsToken}
            </Button>
          </div>
        </div>
      ) : (
        <Seen />
      )}
    </Group>
  );
}

/** What came of asking with it. */
function Seen(): ReactNode {
  const { format, now, state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const { askedAt, credits, error, status, tokenExpiresAt } = state.cloudflare;
  const { figures } = words.meter;
  const isLooking = isBusy || status === "looking";
  const asked =
    askedAt === null ? figures.never : figures.asked(whenOf(words, format, askedAt, now));
  return (
    <>
      {status === "failed" && error !== null && (
        <div className="row">
          <Said code={error} />
        </div>
      )}
      <div className="row stack">
        <h3 className="strong">{figures.may}</h3>
        <ul className="abilities">
          {capabilityRowsOf(state.cloudflare).map((row) => (
            <Ability key={row.name} row={row} />
          ))}
        </ul>
        {credits && (
          <p>
            {figures.balance(
              format.money(credits.microUsd),
              whenOf(words, format, credits.at, now),
            )}
          </p>
        )}
        {tokenExpiresAt !== null && (
          <p className="small two">{figures.ends(format.date(tokenExpiresAt))}</p>
        )}
        <Problem refusal={refusal} />
        <div className="actions">
          <Button isBusy={isLooking} onClick={() => void send({ type: "cloudflare.look" })}>
            {figures.look}
          </Button>
          <span className="small two" role="status">
            {isLooking && <span className="ring" />}
            {isLooking ? figures.looking : asked}
          </span>
        </div>
      </div>
    </>
  );
}

function Ability({
  row: { error, isNeeded, name, status },
}: {
  readonly row: CapabilityRow;
}): ReactNode {
  const { state, words } = useFace();
  const { figures } = words.meter;
  // What is wrong with all of it is said above.
  const missing = error === state.cloudflare.error ? null : error;
  // What only makes things easier is no trouble of the figures.
  const tone = status === "no" && isNeeded ? "amber" : "calm";
  return (
    <li>
      <div className="ability">
        {status === "yes" ? (
          <Tick />
        ) : status === "no" ? (
          <ToneMark tone={tone} size={12} />
        ) : (
          <Dash />
        )}
        <span className="grow">{figures.names[name]}</span>
        <span className={status === "no" && isNeeded ? "caution" : "two"}>{figures[status]}</span>
      </div>
      {missing && (
        <p className="small two">
          {words.codes[missing].text} <FixLink code={missing} />
        </p>
      )}
    </li>
  );
}
