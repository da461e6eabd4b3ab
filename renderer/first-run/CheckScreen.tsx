/** First what Sluice would write into OpenClaw, and only when that is accepted the writing; then the check of both ways. Everything that would be written is known here, and nothing is left to be decided after it. */
import type { ReactNode } from "react";
import type { SetupStep } from "../../preload/contract/desk.ts";
import type { AppState } from "../../preload/contract/state.ts";
import { TrialTable, useTrial } from "../checks/TrialTable.tsx";
import { providerName } from "../copy/provider.ts";
import { useSender } from "../face.ts";
import { canOverlay, progressOf } from "../openclaw/kind.ts";
import { useFace } from "../page-face.ts";
import { masked } from "../setup/address.ts";
import { Connect, firstKindOf } from "../setup/Connect.tsx";
import { hasFailed, hasModelKey, isKept, secretOf } from "../setup/steps.ts";
import { Button } from "../ui/Button.tsx";
import { DoneMark } from "../ui/Marks.tsx";
import { Problem } from "../ui/Problem.tsx";
import { WithPath } from "../ui/WithPath.tsx";
import { type Forward, Screen } from "./Screen.tsx";
import { UndoneList } from "./SkippedSteps.tsx";

/** What connecting needs, and is not there. */
function neededFor(state: AppState): SetupStep[] {
  const needs: SetupStep[] = [];
  if (!hasModelKey(state) && !canOverlay(state.openclaw.overlays)) needs.push("modelKey");
  if (state.profile === null) needs.push("cloudflare");
  return needs;
}

export function CheckScreen(): ReactNode {
  const { state, words } = useFace();
  const said = words.firstRun.check;
  const { link } = state.openclaw;
  const needs = neededFor(state);
  if (link?.applied !== true && needs.length > 0)
    return (
      <Screen
        step="check"
        title={said.title}
        forward={{ label: words.firstRun.next, missing: said.missing }}
      >
        <section className="fr-part" aria-labelledby="needs">
          <h2 className="strong" id="needs">
            {said.needs}
          </h2>
          <UndoneList steps={needs} />
        </section>
      </Screen>
    );
  return link === null ? <ConnectFirst /> : <Check />;
}

function ConnectFirst(): ReactNode {
  const { words } = useFace();
  const said = words.firstRun.check;
  return (
    <Screen
      step="check"
      title={said.title}
      lede={said.lede}
      forward={{ label: words.firstRun.next, missing: said.missing }}
    >
      <WhoseKey />
      {/* The sheet's own head is one of a part. */}
      <h2 className="hidden">{words.setup.connect}</h2>
      <Connect isFirst />
    </Screen>
  );
}

/** The choice of the third screen, and the way back to it: it is made in one place. */
function WhoseKey(): ReactNode {
  const { format, state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const said = words.firstRun.check;
  const kept = secretOf(state, "provider");
  const theirs = state.openclaw.overlays.flatMap(({ refusal: why, slug }) =>
    why === null ? [providerName(slug)] : [],
  );
  const isOurs = firstKindOf(state) === "own" && isKept(kept);
  return (
    <>
      <div className="fr-line">
        <p className="grow">
          {isOurs ? said.withOurs(masked(kept.tail)) : said.withTheirs(format.list(theirs))}
        </p>
        <Button isBusy={isBusy} onClick={() => void send({ type: "setup.go", step: "modelKey" })}>
          {said.otherKey}
        </Button>
      </div>
      <Problem refusal={refusal} />
    </>
  );
}

function Check(): ReactNode {
  const { state, words } = useFace();
  const said = words.firstRun.check;
  const trial = useTrial();
  const move = useSender();
  const { configPath, daemon, link } = state.openclaw;
  const { last } = state.trial;
  const isDone = last !== null && last.status !== "running";
  const ended = last && hasFailed(last) ? said.titleFailed : said.titleDone;
  // The key of an overlay stays with OpenClaw: what Sluice has not, it cannot send.
  const kept = secretOf(state, "provider");
  const canTry = isKept(kept);
  const lede = [
    link?.kind === "overlay" && canTry && said.notTheirs(masked(kept.tail)),
    canTry ? `${words.checks.lede} ${trial.cost}` : said.theirs,
  ];
  const progress = link && progressOf(link, daemon);

  function forward(): Forward {
    if (trial.isRunning)
      return {
        label: said.rest,
        missing: null,
        isPrimary: false,
        isBusy: move.isBusy,
        onPress: () => {
          trial.stop();
          void move.send({ type: "setup.go", step: "done", skip: true });
        },
      };
    // Gone on from, what failed stays to be done.
    if (canTry && isDone && hasFailed(last))
      return {
        ...{ label: words.firstRun.next, missing: null, isBusy: move.isBusy },
        onPress: () => void move.send({ type: "setup.go", step: "done", skip: true }),
      };
    if (!canTry || isDone) return { label: words.firstRun.next, missing: null };
    return { label: words.checks.run, missing: null, canSkip: true, onPress: () => trial.run() };
  }
  return (
    <Screen
      step="check"
      title={trial.isRunning ? said.titleRunning : isDone ? ended : said.title}
      lede={lede.filter(Boolean).join(" ")}
      forward={forward()}
      aside={
        trial.isRunning ? (
          <Button onClick={trial.stop}>{words.checks.stop}</Button>
        ) : (
          isDone && canTry && <Button onClick={() => trial.run()}>{words.checks.runAgain}</Button>
        )
      }
    >
      <p className="small two" role="status">
        {progress === "connected" && <DoneMark />}
        {progress && <WithPath say={words.setup[progress]} path={configPath} />}
      </p>
      {progress === "notApplied" && (
        <>
          <h2 className="hidden">{words.setup.connect}</h2>
          <Connect />
        </>
      )}
      <Problem refusal={trial.refusal ?? move.refusal} />
      {canTry && <TrialTable />}
    </Screen>
  );
}
