/** The token that lets Sluice look: made on Cloudflare's own page, filled in already, and pasted here. */
import { type ReactNode, useState } from "react";
import { tokenPages } from "../copy/dash-links.ts";
import { useFace } from "../page-face.ts";
import { SecretForm } from "../setup/SecretForm.tsx";
import { CopyLine } from "../ui/CopyLine.tsx";
import { Vault } from "./Vault.tsx";

export function TokenPart({ onDone }: { readonly onDone: () => void }): ReactNode {
  const { words } = useFace();
  const said = words.firstRun.cloudflare;
  const [isOpened, setOpened] = useState(false);
  const [isFilled, setFilled] = useState(false);
  const [isBusy, setBusy] = useState(false);
  // One thing to do at a time: first the page, then what it gave.
  const isPasting = isOpened || isFilled;
  return (
    <>
      <div className="fr-part">
        <p className="small two">{said.createText}</p>
        <ul className="fr-permissions small">
          {said.permissions.map((permission) => (
            <li key={permission}>{permission}</li>
          ))}
        </ul>
        <a
          className={`button ${isPasting ? "outline" : "primary"}`}
          href={tokenPages.analytics}
          target="_blank"
          rel="noreferrer"
          onClick={() => setOpened(true)}
        >
          {said.create} ↗
        </a>
        <p className="small two">{said.orCopy}</p>
        <CopyLine text={tokenPages.analytics} isShortened />
      </div>
      <Vault />
      <SecretForm
        kind="analytics"
        isTried
        isVaultSaid
        label={said.paste}
        submit={said.look}
        isPrimary={isPasting}
        onFilled={setFilled}
        onBusy={setBusy}
        onDone={onDone}
      >
        <span className="small two" role="status">
          {isBusy && (
            <>
              <span className="ring" />
              {said.looking}
            </>
          )}
        </span>
      </SecretForm>
    </>
  );
}
