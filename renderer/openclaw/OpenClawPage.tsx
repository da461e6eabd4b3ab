/** OpenClaw's page: how it stands, how it is connected, what it rests from, what it is given and which models it tries. */
import type { ReactNode } from "react";
import { useFace } from "../page-face.ts";
import { Page } from "../ui/Page.tsx";
import { ClosedGroup } from "./Closed.tsx";
import { ConnectionGroup } from "./Connection.tsx";
import { EnvironmentGroup } from "./Environment.tsx";
import { InstallsGroup } from "./Installs.tsx";
import { LeaksGroup } from "./Leaks.tsx";
import { ModelsGroup } from "./Models.tsx";
import { OfferGroup } from "./Offer.tsx";
import { PinsGroup } from "./Pins.tsx";
import { PlainKeysGroup } from "./PlainKeys.tsx";
import { RepairsGroup } from "./Repairs.tsx";
import { RestGroup } from "./Rest.tsx";
import { StandingGroup } from "./Standing.tsx";

export function OpenClawPage(props: { readonly onBack: () => void }): ReactNode {
  const { state } = useFace();
  return (
    <Page title="OpenClaw" onBack={props.onBack}>
      <StandingGroup />
      <OfferGroup />
      <RestGroup />
      <ConnectionGroup />
      {state.openclaw.link && <ClosedGroup />}
      <ModelsGroup />
      <PinsGroup />
      <LeaksGroup />
      <EnvironmentGroup />
      <RepairsGroup />
      <PlainKeysGroup />
      <InstallsGroup />
    </Page>
  );
}
