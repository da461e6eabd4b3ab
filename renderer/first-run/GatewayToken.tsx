/** The token an authenticated AI Gateway asks for, with the page that makes one. */
import { type ReactNode, useEffect } from "react";
import { tokenPages } from "../copy/dash-links.ts";
import { useFace } from "../page-face.ts";
import { SecretForm } from "../setup/SecretForm.tsx";

export function GatewayToken(props: {
  readonly id: string;
  /** Of the AI Gateway. */
  readonly name: string;
  readonly onFilled: (isFilled: boolean) => void;
  readonly onBusy: (isBusy: boolean) => void;
  readonly onDone: () => void;
}): ReactNode {
  const { words } = useFace();
  const said = words.firstRun.cloudflare;
  const { onFilled } = props;
  useEffect(() => () => onFilled(false), [onFilled]);
  return (
    <div className="fr-part">
      <SecretForm
        kind="aiGateway"
        id={props.id}
        submit={null}
        label={said.gatewayToken(props.name)}
        onFilled={onFilled}
        onBusy={props.onBusy}
        onDone={props.onDone}
      >
        <a
          className="link small whole-word"
          href={tokenPages.aiGateway}
          target="_blank"
          rel="noreferrer"
        >
          {said.runPage} ↗
        </a>
      </SecretForm>
      <p className="small two">{words.setup.gatewayTokenLede}</p>
    </div>
  );
}
