/** A Cloudflare set-up that OpenClaw already has, to be taken over in one step; also where Sluice is set up. */
import type { ReactNode } from "react";
import { providerName } from "../copy/provider.ts";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { masked } from "../setup/address.ts";
import { Button } from "../ui/Button.tsx";
import { Group } from "../ui/Group.tsx";
import { Problem } from "../ui/Problem.tsx";
import { offerOf } from "./standing.ts";

export function OfferGroup(): ReactNode {
  const { state, words } = useFace();
  if (offerOf(state) === null) return null;
  return (
    <Group title={words.openclaw.offer.head}>
      <div className="row">
        <Offer />
      </div>
    </Group>
  );
}

export function Offer(): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const found = offerOf(state);
  if (found === null) return null;
  const { offer } = words.openclaw;
  const said = [
    offer.text(masked(found.accountId), found.aiGatewayId),
    found.tail === null ? offer.noKey : offer.key(providerName(found.provider), masked(found.tail)),
    found.hasToken && offer.token,
  ];
  return (
    <div className="stack">
      <p className="small two">{said.filter(Boolean).join(" ")}</p>
      <Problem refusal={refusal} />
      <div className="actions">
        <Button isBusy={isBusy} onClick={() => void send({ type: "openclaw.import" })}>
          {offer.act}
        </Button>
      </div>
    </div>
  );
}
