/** The AI Gateway that is in use, and which of its two tokens are there. */
import { type ReactNode, useState } from "react";
import { useFace } from "../page-face.ts";
import { masked } from "../setup/address.ts";
import { isKept, secretOf } from "../setup/steps.ts";
import { Button } from "../ui/Button.tsx";
import { DoneMark } from "../ui/Marks.tsx";

export function InUse(props: {
  readonly onChange: () => void;
  /** The form of the gateway token. */
  readonly children: ReactNode;
}): ReactNode {
  const { state, words } = useFace();
  const said = words.firstRun.cloudflare;
  const [isReplacing, setReplacing] = useState(false);
  const { profile } = state;
  const token = secretOf(state, "aiGateway");
  const analytics = secretOf(state, "analytics");
  if (profile === null) return null;
  return (
    <>
      <div className="fr-line">
        <p className="grow">
          <DoneMark />
          {said.inUse(profile.aiGatewayId, masked(profile.accountId))}
        </p>
        <Button onClick={props.onChange}>{said.change}</Button>
      </div>
      {isKept(analytics) && (
        <p>
          <DoneMark />
          {said.keptToken(masked(analytics.tail))}
        </p>
      )}
      {isKept(token) && !isReplacing ? (
        <div className="fr-line">
          <p className="grow" role="status">
            <DoneMark />
            {said.savedToken(masked(token.tail))}
          </p>
          <Button onClick={() => setReplacing(true)}>{words.secret.replace}</Button>
        </div>
      ) : (
        props.children
      )}
    </>
  );
}
