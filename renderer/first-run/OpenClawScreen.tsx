/** Whether OpenClaw is here and runs, and for each way it can be otherwise the one thing to do; a set-up it has already is offered. */
import type { ReactNode } from "react";
import { HowToInstall } from "../openclaw/HowToInstall.tsx";
import { ChoosePath } from "../openclaw/Installs.tsx";
import { isTooOld, obstacleOf } from "../openclaw/kind.ts";
import { Offer } from "../openclaw/Offer.tsx";
import { Doing } from "../openclaw/Standing.tsx";
import { factsOf, offerOf, presenceOf, statusOf } from "../openclaw/standing.ts";
import { useFace } from "../page-face.ts";
import { StatusMark } from "../ui/Marks.tsx";
import { Said } from "../ui/Said.tsx";
import { Screen } from "./Screen.tsx";

export function OpenClawScreen(): ReactNode {
  const face = useFace();
  const { state, words } = face;
  const { openclaw } = state;
  const said = words.firstRun.openclaw;
  const status = statusOf(openclaw);
  const obstacle = obstacleOf(openclaw);
  const problem = openclaw.daemon?.problem;
  const facts = [words.openclaw.status[status], ...factsOf(face)].join(", ");
  const isMissing = presenceOf(openclaw) === "notFound";
  const isStopped = status === "stopped";
  return (
    <Screen
      step="openclaw"
      title={said.title[status]}
      lede={said.lede}
      forward={{ label: words.firstRun.next, missing: isMissing ? said.missing : null }}
    >
      <p role="status">
        <StatusMark status={status} />
        <span className="strong">OpenClaw</span> {facts}
      </p>
      {obstacle && <Said code={obstacle} />}
      {problem && problem !== obstacle && <Said code={problem} />}
      {isTooOld(openclaw) && problem !== "openclaw.tooOld" && <Said code="openclaw.tooOld" />}
      {status === "notInstalled" && <HowToInstall />}
      {isStopped && (
        <p className="small two">
          {openclaw.status === "notFound" ? said.noFile : said.needNotRun}
        </p>
      )}
      {offerOf(state) && (
        <section className="sheet" aria-labelledby="offer">
          <h2 className="strong" id="offer">
            {words.openclaw.offer.head}
          </h2>
          <Offer />
        </section>
      )}
      <Doing />
      {status !== "running" && status !== "starting" && <ChoosePath />}
    </Screen>
  );
}
