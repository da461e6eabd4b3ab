/** The notice of Home with its one action, and what came of it. */
import type { ReactNode } from "react";
import type { RouteName } from "../../preload/contract/state.ts";
import { type Place, useFace, useSender } from "../face.ts";
import type { ActionName } from "../remedy.ts";
import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Problem } from "../ui/Problem.tsx";
import type { NoticeView } from "./notice.ts";

const routes: Partial<Record<ActionName, RouteName>> = {
  goDirect: "direct",
  goCloudflare: "cloudflare",
};
const placed: Partial<Record<ActionName, Place>> = {
  account: "account",
  modelKey: "modelKey",
  gatewayToken: "gatewayToken",
  allowance: "allowance",
};

export function NoticeBlock({
  notice: { action, code, tone },
  choose,
}: {
  readonly notice: NoticeView;
  readonly choose: (route: RouteName) => void;
}): ReactNode {
  const { openOpenClaw, openSettings, state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const { head, text } = words.codes[code];

  const act = (name: ActionName) => {
    const route = name === "resume" ? state.route.resumesTo : routes[name];
    const place = placed[name];
    if (route) choose(route);
    else if (place) openSettings(place);
    else if (name === "openclaw") openOpenClaw();
    else if (name === "keepSession") void send({ type: "vault.session" });
    else void send({ type: "check.run", name: "vault" });
  };
  return (
    <div className="block">
      <Notice tone={tone} head={head} text={text} code={code}>
        {action && (
          <Button isBusy={isBusy} onClick={() => act(action)}>
            {words.actions[action]}
          </Button>
        )}
        {refusal && refusal.code !== code && <Problem refusal={refusal} />}
      </Notice>
    </div>
  );
}
