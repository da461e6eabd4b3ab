/** Checks the person can run: the same small requests both ways, what Cloudflare adds, and the single ones. */
import { type ReactNode, useRef } from "react";
import type { ProbeName } from "../../preload/contract/desk.ts";
import { whenOf } from "../copy/words.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Group } from "../ui/Group.tsx";
import { Page } from "../ui/Page.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Said } from "../ui/Said.tsx";
import { SingleCheck } from "./SingleCheck.tsx";
import { TrialRows, useTrial } from "./TrialTable.tsx";

export function ChecksPage(): ReactNode {
  const { goBack, state, words } = useFace();
  const { checks } = words;
  return (
    <Page title={checks.title} onBack={goBack}>
      <TrialGroup />
      <Group title={checks.single}>
        {state.profile && state.router.status === "listening" && (
          <SingleCheck
            name="route"
            title={checks.route}
            lede={checks.routeLede}
            run={checks.routeRun}
          />
        )}
        <SingleCheck
          name="vault"
          title={checks.vault}
          lede={checks.vaultLede}
          run={checks.vaultRun}
        />
      </Group>
    </Page>
  );
}

function TrialGroup(): ReactNode {
  const { format, now, state, words } = useFace();
  const { cost, isRunning, refusal, run, stop } = useTrial();
  const { checks } = words;
  const { last } = state.trial;
  const main = useRef<HTMLButtonElement>(null);
  const runOne = (probe: ProbeName): void => {
    run([probe]);
    // Its own button goes while the trial runs.
    main.current?.focus();
  };
  const { provider } = state.models.selected;
  const hasKey = state.secrets.some((one) => one.kind === "provider" && one.provider === provider);
  return (
    <Group title={checks.trial}>
      <div className="row stack">
        <p className="two">{checks.lede}</p>
        {state.profile === null && hasKey && <p className="small two">{checks.onlyDirect}</p>}
        <TrialRows runOne={runOne} />
        {hasKey ? <Problem refusal={refusal} /> : <Said code="trial.unavailable" />}
        <div className="trial-end">
          <div className="grow small two">
            {hasKey && <p>{cost}</p>}
            {last?.endedAt != null && <p>{lastSentence(last.endedAt, last.costMicroUsd)}</p>}
          </div>
          {(hasKey || isRunning) && (
            // One and the same element, so that it keeps the focus.
            <Button
              ref={main}
              look={isRunning ? "outline" : "primary"}
              onClick={() => (isRunning ? stop() : run())}
            >
              {isRunning ? checks.stop : last ? checks.runAgain : checks.run}
            </Button>
          )}
        </div>
      </div>
    </Group>
  );

  function lastSentence(at: number, costMicroUsd: number | null): string {
    const when = whenOf(words, format, at, now);
    return costMicroUsd === null
      ? checks.lastUnpriced(when)
      : checks.last(when, format.exact(costMicroUsd));
  }
}
