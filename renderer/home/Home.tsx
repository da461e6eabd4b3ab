/** Home: the switch and its proof, today's figure, what needs the person, and what passed. */
import { type ReactNode, useEffect, useRef } from "react";
import { useFace } from "../face.ts";
import type { ScreenName } from "../opening.ts";
import { Setup } from "../setup/Setup.tsx";
import { isSetupNeeded } from "../setup/steps.ts";
import { Footer } from "./Footer.tsx";
import { Models, Recent } from "./Lists.tsx";
import { NeedRow } from "./NeedRow.tsx";
import { NoticeBlock } from "./NoticeBlock.tsx";
import { RouteBlock } from "./RouteBlock.tsx";
import { useRoute } from "./route.ts";
import { Today } from "./Today.tsx";
import { viewOf } from "./view.ts";

export function Home({ backFrom }: { readonly backFrom: ScreenName | null }): ReactNode {
  const { state, words } = useFace();
  const route = useRoute();
  const view = viewOf(state, route.moment);
  const isSettingUp = isSetupNeeded(state);
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const door = backFrom === "openclaw" ? ".need button, .door" : ".foot-row > button:last-child";
    if (backFrom) page.current?.querySelector<HTMLElement>(door)?.focus();
  }, [backFrom]);
  const notice = (
    <div role="status">
      {view.notice ? <NoticeBlock notice={view.notice} choose={route.choose} /> : <NeedRow />}
    </div>
  );
  return (
    <div className="window" ref={page}>
      <main className="scroll home">
        <h1 className="hidden">Sluice</h1>
        <div className="column">
          {state.practice && <p className="practice small">{words.app.practice}</p>}
          <RouteBlock view={view} route={route} />
          {isSettingUp && notice}
          {isSettingUp && <Setup />}
          <Today view={view.today} />
        </div>
        <div className="column">
          {!isSettingUp && notice}
          <Models />
          <Recent />
        </div>
      </main>
      <Footer canPause={view.route.canPause} pause={route.pause} />
    </div>
  );
}
