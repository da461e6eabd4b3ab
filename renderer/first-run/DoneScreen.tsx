/** The switch itself, and what goes with it: opening at login, an allowance, where the icon is; and what was left undone. */
import { type ReactNode, useRef, useState } from "react";
import { useSender } from "../face.ts";
import { RouteBlock } from "../home/RouteBlock.tsx";
import { useRoute } from "../home/route.ts";
import { viewOf } from "../home/view.ts";
import { useFace } from "../page-face.ts";
import { hasFailed, hasPassed, undoneSteps } from "../setup/steps.ts";
import { TickOption } from "../ui/Options.tsx";
import { Problem } from "../ui/Problem.tsx";
import { AskAllowance } from "./AskAllowance.tsx";
import { Screen } from "./Screen.tsx";
import { UndoneList } from "./SkippedSteps.tsx";

export function DoneScreen(): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const said = words.firstRun.done;
  const route = useRoute();
  /** What was typed as an allowance cannot be one: it is not dropped by going. */
  const [isAmountWrong, setAmountWrong] = useState(false);
  const amount = useRef<HTMLInputElement>(null);
  const undone = undoneSteps(state);
  const canSwitch = state.openclaw.link !== null && state.profile !== null;
  const isOn = canSwitch && state.route.applied === "cloudflare";
  return (
    <Screen
      step="done"
      title={isOn ? said.titleOn : undone.length === 0 ? said.title : said.titleLeft}
      lede={canSwitch ? <Lede isOn={isOn} /> : said.left}
      forward={{
        label: words.firstRun.finish,
        missing: null,
        isBusy,
        onPress: () =>
          isAmountWrong ? amount.current?.focus() : void send({ type: "setup.end", isDone: true }),
      }}
    >
      {canSwitch && (
        <div className="fr-part">
          <RouteBlock view={viewOf(state, route.moment)} route={route} />
        </div>
      )}
      {undone.length > 0 && (
        <section className="fr-part" aria-labelledby="undone">
          <h2 className="strong" id="undone">
            {words.undone.title}
          </h2>
          <UndoneList steps={undone} />
        </section>
      )}
      <fieldset className="options">
        <legend className="hidden">{said.more}</legend>
        <Login />
        <AskAllowance ref={amount} onWrong={setAmountWrong} />
      </fieldset>
      <Where />
      <p className="small two fr-last">{said.replay}</p>
      <Problem refusal={refusal} />
    </Screen>
  );
}

/** What the check found, then what the switch would do or does. */
function Lede({ isOn }: { readonly isOn: boolean }): string {
  const { state, words } = useFace();
  const said = words.firstRun.done;
  const { last } = state.trial;
  const found = last && (hasPassed(last) ? said.passed : hasFailed(last) ? said.failed : null);
  const isProven = state.route.verified?.by === "openclaw";
  return [found, isOn ? said.isOn : said.notYet, isOn && !isProven && said.proveIt]
    .filter(Boolean)
    .join(" ");
}

/** Absent where nothing here could start it. */
function Login(): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const { isOn, supervisor } = state.login;
  if (supervisor === null) return null;
  return (
    <>
      <TickOption
        name={words.firstRun.done.login}
        isTicked={isOn}
        onToggle={() => {
          if (!isBusy) void send({ type: "login.set", isOn: !isOn });
        }}
      />
      {refusal && (
        <div className="option">
          <Problem refusal={refusal} />
        </div>
      )}
    </>
  );
}

function Where(): ReactNode {
  const { state, words } = useFace();
  const said = words.firstRun.done;
  const { hasTray, platform } = state.desk;
  return (
    <section aria-labelledby="where">
      <h2 className="strong" id="where">
        {said.where}
      </h2>
      <p className="two fr-measure">{hasTray === false ? said.noTray : said.place[platform]}</p>
    </section>
  );
}
