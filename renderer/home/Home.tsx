/** Home: the switch and its proof, today's figure, what needs the person, and what passed. */
import type { ReactNode } from "react";
import { useFace } from "../face.ts";
import { Setup } from "../setup/Setup.tsx";
import { isSetupNeeded } from "../setup/steps.ts";
import { Footer } from "./Footer.tsx";
import { Models, Recent } from "./Lists.tsx";
import { NoticeBlock } from "./NoticeBlock.tsx";
import { RouteBlock } from "./RouteBlock.tsx";
import { useRoute } from "./route.ts";
import { Today } from "./Today.tsx";
import { viewOf } from "./view.ts";

export function Home(props: {
  /** The person comes from the settings: their focus returns to where they left. */
  readonly isBack: boolean;
}): ReactNode {
  const { state, words } = useFace();
  const route = useRoute();
  const view = viewOf(state, route.moment);
  const isSettingUp = isSetupNeeded(state);
  const notice = (
    <div role="status">
      {view.notice && <NoticeBlock notice={view.notice} choose={route.choose} />}
    </div>
  );
  return (
    <div className="window">
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
      <Footer isBack={props.isBack} canPause={view.route.canPause} pause={route.pause} />
    </div>
  );
}
