/** Another token in place of the one that looks. */
import { type ReactNode, useState } from "react";
import { useFocusOnTurn } from "../focus.ts";
import { useFace } from "../page-face.ts";
import { SecretForm } from "../setup/SecretForm.tsx";
import { Button } from "../ui/Button.tsx";

export function OtherToken({ onDone }: { readonly onDone: () => void }): ReactNode {
  const { words } = useFace();
  const said = words.firstRun.cloudflare;
  const [isOpen, setOpen] = useState(false);
  const place = useFocusOnTurn(isOpen);
  return (
    <div className={isOpen ? "fr-part whole" : undefined} ref={place}>
      {isOpen ? (
        <SecretForm
          kind="analytics"
          isTried
          isPrimary={false}
          label={said.another}
          submit={said.look}
          onDone={() => {
            setOpen(false);
            onDone();
          }}
        >
          <Button look="quiet" onClick={() => setOpen(false)}>
            {words.secret.cancel}
          </Button>
        </SecretForm>
      ) : (
        <Button look="quiet" onClick={() => setOpen(true)}>
          {said.another}
        </Button>
      )}
    </div>
  );
}
