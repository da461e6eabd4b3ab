/** Takes one key: it leaves the page in the moment it is saved and is never shown again. */
import type { FormEvent, ReactNode } from "react";
import type { SecretKind, VaultState } from "../../preload/contract/state.ts";
import type { Words } from "../copy/en.ts";
import { providerName } from "../copy/provider.ts";
import { useFace, useSender } from "../face.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Problem } from "../ui/Problem.tsx";

/** Where the key will be; nothing is promised of a keychain that is not there. */
const hints: Readonly<Record<VaultState["kind"], ((words: Words) => string) | null>> = {
  keychain: ({ secret }) => secret.inKeychain,
  locked: ({ secret }) => secret.inKeychain,
  session: ({ secret }) => secret.inMemory,
  none: null,
};

export function SecretForm(props: {
  readonly kind: SecretKind;
  readonly onDone: () => void;
  readonly children?: ReactNode;
}): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const { kind } = props;
  const { provider } = state.models.selected;

  async function save(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    // Never in React's state: from the field straight to the app, and the field is empty again.
    const secret = new FormData(form).get("secret");
    form.reset();
    if (typeof secret !== "string" || secret.trim() === "") return;
    const reply = await send({
      type: "secret.save",
      kind,
      secret,
      ...(kind === "provider" && { provider }),
    });
    if (reply.ok) props.onDone();
  }

  return (
    <form className="stack" noValidate onSubmit={save}>
      {kind !== "analytics" && (
        <p className="small two">
          {kind === "provider"
            ? words.setup.modelKeyLede(providerName(provider))
            : words.setup.gatewayTokenLede}
        </p>
      )}
      <Field
        label={words.keys[kind]}
        name="secret"
        type="password"
        hint={hints[state.vault.kind]?.(words)}
      />
      <Problem
        refusal={refusal}
        head={refusal?.code === "secret.wrongKind" ? words.secret.isNot[kind] : undefined}
      />
      <div className="actions">
        <Button type="submit" look="primary" isBusy={isBusy}>
          {words.secret.save}
        </Button>
        {props.children}
      </div>
    </form>
  );
}
