/** The switch or what stands in its place, the sentence that says what is proven, and the flow picture. */
import { type ReactNode, useId } from "react";
import { useFace } from "../face.ts";
import { useFocusKept } from "../focus.ts";
import { Button } from "../ui/Button.tsx";
import { ToneMark } from "../ui/Marks.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Switch } from "../ui/Switch.tsx";
import { FlowPicture } from "./FlowPicture.tsx";
import type { Chosen } from "./route.ts";
import { sentenceOf } from "./sentence.ts";
import type { HomeView } from "./view.ts";

export function RouteBlock({
  view,
  route: { choose, ignoreAllowance, refusal },
}: {
  readonly view: HomeView;
  readonly route: Chosen;
}): ReactNode {
  const face = useFace();
  const { state, words } = face;
  const proofId = useId();
  const { control, title, tone } = view.route;
  useFocusKept(control.is);
  return (
    <section className="block route">
      {control.is === "switch" ? (
        <Switch
          label={words.route.label}
          isChecked={control.isChecked}
          isBusy={control.isBusy}
          drawn={control.drawn}
          describedBy={proofId}
          onToggle={() => choose(control.isChecked ? "direct" : "cloudflare")}
        />
      ) : (
        <div className="head-row">
          <h2 className="lead grow">{words.route[title]}</h2>
          {control.is === "resume" && (
            <Button
              aria-describedby={proofId}
              onClick={() =>
                control.from === "allowance" ? ignoreAllowance() : choose(state.route.resumesTo)
              }
            >
              {words.route.resume}
            </Button>
          )}
        </div>
      )}
      <p className={`proof small ${tone ?? "two"}`} id={proofId} role="status">
        {tone && <ToneMark tone={tone} size={12} />}
        {sentenceOf(view.route, face)}
      </p>
      <Problem refusal={refusal} />
      <FlowPicture flow={view.flow} />
    </section>
  );
}
