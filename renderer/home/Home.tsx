/** Home: the switch and its proof, today's figure, what needs the person, and what passed. */
import type { ReactNode } from "react";
import { useFace, useSender } from "../face.ts";
import { SkippedSteps } from "../first-run/SkippedSteps.tsx";
import { useFocusKept } from "../focus.ts";
import { needOf } from "../openclaw/standing.ts";
import { Button } from "../ui/Button.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Footer } from "./Footer.tsx";
import { Models, Recent } from "./Lists.tsx";
import { NeedRow } from "./NeedRow.tsx";
import { NoticeBlock } from "./NoticeBlock.tsx";
import { RouteBlock } from "./RouteBlock.tsx";
import { useRoute } from "./route.ts";
import { Today } from "./Today.tsx";
import { viewOf } from "./view.ts";

export function Home(): ReactNode {
  const { state, words } = useFace();
  const route = useRoute();
  const view = viewOf(state, route.moment);
  const need = view.notice ? null : needOf(state);
  useFocusKept(view.notice?.code ?? need?.say(words) ?? null);
  return (
    <div className="window">
      <main className="scroll home">
        <h1 className="hidden">Sluice</h1>
        <div className="column">
          {state.practice && <Practice />}
          <RouteBlock view={view} route={route} />
          <SkippedSteps />
          <Today view={view.today} />
        </div>
        <div className="column">
          <div role="status">
            {view.notice && <NoticeBlock notice={view.notice} choose={route.choose} />}
            {need && <NeedRow need={need} />}
          </div>
          <Models />
          <Recent />
        </div>
      </main>
      <Footer canPause={view.route.canPause} pause={route.pause} />
    </div>
  );
}

function Practice(): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  return (
    <div className="practice small">
      <p className="grow">{words.app.practice}</p>
      {state.desk.canRestart && (
        <Button
          look="quiet"
          isBusy={isBusy}
          onClick={() => void send({ type: "app.practice", isOn: false })}
        >
          {words.app.leavePractice}
        </Button>
      )}
      <Problem refusal={refusal} />
    </div>
  );
}
