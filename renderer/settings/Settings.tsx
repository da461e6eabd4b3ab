/** Settings: the account, the keys, OpenClaw, the allowance, Cloudflare's figures, what is kept, how Sluice starts and looks. */
import type { ReactNode } from "react";
import { type Place, useFace } from "../face.ts";
import { Page } from "../ui/Page.tsx";
import { AccountGroup } from "./Account.tsx";
import { AllowanceGroup } from "./Allowance.tsx";
import { FiguresGroup } from "./Figures.tsx";
import { KeysGroup } from "./Keys.tsx";
import { LoginGroup } from "./Login.tsx";
import { LookGroup } from "./Look.tsx";
import { OpenClawGroup } from "./OpenClaw.tsx";
import { RequestsGroup } from "./Requests.tsx";

export function Settings(props: {
  readonly place: Place | undefined;
  readonly onBack: () => void;
}): ReactNode {
  const { state, words } = useFace();
  return (
    <Page title={words.app.settings} place={props.place} onBack={props.onBack}>
      <AccountGroup isOpen={props.place === "account"} />
      <KeysGroup place={props.place} />
      <OpenClawGroup />
      <AllowanceGroup />
      <FiguresGroup place={props.place} />
      <RequestsGroup />
      <LoginGroup />
      <LookGroup />
      <p className="small three">{words.settings.version(state.version)}</p>
    </Page>
  );
}
