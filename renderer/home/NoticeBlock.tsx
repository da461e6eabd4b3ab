/** The notice of Home with its one action, and what came of it. */
import type { ReactNode } from "react";
import type { RouteName } from "../../preload/contract/state.ts";
import { type Face, type Place, useFace, useSender } from "../face.ts";
import { skipOf } from "../model-dial.ts";
import type { ActionName } from "../remedy.ts";
import { Button } from "../ui/Button.tsx";
import { FixLink } from "../ui/FixLink.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Problem } from "../ui/Problem.tsx";
import { AllowanceWays } from "./Allowance.tsx";
import { allowedOf, isUsedUp } from "./allowance.ts";
import type { NoticeView } from "./notice.ts";

const routes: Partial<Record<ActionName, RouteName>> = {
  goDirect: "direct",
  goCloudflare: "cloudflare",
};
const placed: Partial<Record<ActionName, Place>> = {
  account: "account",
  modelKey: "modelKey",
  gatewayToken: "gatewayToken",
  analyticsToken: "analyticsToken",
  allowance: "allowance",
};

export function NoticeBlock({
  notice: { action, code, tone },
  choose,
}: {
  readonly notice: NoticeView;
  readonly choose: (route: RouteName) => void;
}): ReactNode {
  const face = useFace();
  const { openOpenClaw, openSettings, state, words } = face;
  const { isBusy, refusal, send } = useSender();
  const isAllowance = isUsedUp(code);
  const { head, text } = isAllowance ? usedUpWords(face, code) : words.codes[code];

  const act = (name: ActionName) => {
    const route = name === "resume" ? state.route.resumesTo : routes[name];
    const place = placed[name];
    if (route) choose(route);
    else if (place) openSettings(place);
    else if (name === "skipCache") void send(skipOf(state, state.notice?.model ?? ""));
    else if (name === "openclaw") openOpenClaw();
    else if (name === "keepSession") void send({ type: "vault.session" });
    else void send({ type: "check.run", name: "vault" });
  };
  return (
    <div className="block">
      <Notice tone={tone} head={head} text={text} code={code}>
        {isAllowance && <AllowanceWays />}
        {action && action !== "fixAtCloudflare" && !isAllowance && (
          <Button isBusy={isBusy} onClick={() => act(action)}>
            {words.actions[action]}
          </Button>
        )}
        <FixLink code={code} />
        {refusal && refusal.code !== code && <Problem refusal={refusal} />}
      </Notice>
    </div>
  );
}

/** With the amount in it, and with what is true of the person's own choice. */
function usedUpWords(
  { format, state, words: { meter } }: Face,
  code: "allowance" | "allowance.reached",
): { readonly head: string; readonly text: string } {
  const said = meter.allowance;
  const { reached } = state.allowance;
  return {
    head: reached ? said.head(format.money(allowedOf(state.allowance) ?? 0)) : said.unread,
    text: code === "allowance" ? `${said.paused} ${said.honest}` : said.told,
  };
}
