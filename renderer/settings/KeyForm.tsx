/** Takes one key in the settings: whom it is shown to before it is kept, the field itself, and where such a key is had. */
import { type ReactNode, useState } from "react";
import type { SecretKind } from "../../preload/contract/state.ts";
import { dashLinkOf, tokenPages } from "../copy/dash-links.ts";
import { providerName } from "../copy/provider.ts";
import { useFace } from "../page-face.ts";
import { SecretForm } from "../setup/SecretForm.tsx";
import { CopyLine } from "../ui/CopyLine.tsx";

export function KeyForm(props: {
  readonly kind: SecretKind;
  /** The slug; with kind "provider" only. */
  readonly provider?: string | undefined;
  readonly onDone: () => void;
  readonly children?: ReactNode;
}): ReactNode {
  const { words } = useFace();
  const [isAsking, setAsking] = useState(false);
  const { kind, provider } = props;
  const { keys } = words.more;
  const asked = provider === undefined ? "Cloudflare" : providerName(provider);
  return (
    <div className="stack">
      {kind === "provider" && <p className="small two">{keys.proof(asked)}</p>}
      {kind === "aiGateway" && <p className="small two">{keys.gatewayHint}</p>}
      <SecretForm
        kind={kind}
        provider={provider}
        label={words.keys[kind]}
        isTried={kind !== "aiGateway"}
        isPrimary={false}
        onBusy={setAsking}
        onDone={props.onDone}
      >
        {props.children}
        <span className="small two" role="status">
          {isAsking && kind !== "aiGateway" && (
            <>
              <span className="ring" />
              {keys.checking(asked)}
            </>
          )}
        </span>
      </SecretForm>
      <Origin kind={kind} provider={provider} />
    </div>
  );
}

/** Where such a key is had. */
function Origin(props: {
  readonly kind: SecretKind;
  readonly provider: string | undefined;
}): ReactNode {
  const { words } = useFace();
  const { make, makeHint } = words.meter.figures;
  const { kind, provider } = props;
  if (kind !== "provider")
    return (
      <>
        <p>
          <a className="link" href={tokenPages[kind]} target="_blank" rel="noreferrer">
            {make} ↗
          </a>
        </p>
        <CopyLine text={tokenPages[kind]} isShortened />
        <p className="small two">{makeHint}</p>
      </>
    );
  const page = provider === undefined ? null : dashLinkOf("keyMissing", null, provider);
  return (
    page !== null && (
      <p>
        <a className="link" href={page} target="_blank" rel="noreferrer">
          {words.more.keys.get(providerName(provider ?? ""))} ↗
        </a>
      </p>
    )
  );
}
