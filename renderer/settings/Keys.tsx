/** The keys that requests carry, each by its own name and its last four characters. */
import { type ReactNode, useState } from "react";
import type { SecretKind } from "../../preload/contract/state.ts";
import { providerName } from "../copy/provider.ts";
import { whenOf } from "../copy/words.ts";
import { type Face, type Place, useFace, useSender } from "../face.ts";
import { SecretForm } from "../setup/SecretForm.tsx";
import { secretOf } from "../setup/steps.ts";
import { Button } from "../ui/Button.tsx";
import { Group } from "../ui/Group.tsx";
import { ToneMark } from "../ui/Marks.tsx";
import { Problem } from "../ui/Problem.tsx";

export function KeysGroup({ place }: { readonly place: Place | undefined }): ReactNode {
  const { state, words } = useFace();
  const { kind } = state.vault;
  const title =
    kind === "session"
      ? words.settings.keysInMemory
      : kind === "keychain"
        ? words.settings.keysInKeychain
        : words.settings.keys;
  return (
    <Group title={title}>
      <KeyRow kind="provider" place="modelKey" isOpen={place === "modelKey"} />
      <KeyRow kind="aiGateway" place="gatewayToken" isOpen={place === "gatewayToken"} />
    </Group>
  );
}

/** One key: what is known of it, and how it is replaced or removed. */
export function KeyRow(props: {
  readonly kind: SecretKind;
  readonly place?: Place;
  readonly isOpen: boolean;
}): ReactNode {
  const face = useFace();
  const { state, words } = face;
  const { isBusy, refusal, send } = useSender();
  const [isEditing, setEditing] = useState(props.isOpen);
  const { kind } = props;
  const secret = secretOf(state, kind);
  const { provider } = state.models.selected;
  const name = words.keys[kind];
  const remove = () =>
    void send({ type: "secret.remove", kind, ...(kind === "provider" && { provider }) });
  return (
    <div className="row roomy" data-place={props.place}>
      {isEditing ? (
        <SecretForm kind={kind} onDone={() => setEditing(false)}>
          <Button look="quiet" onClick={() => setEditing(false)}>
            {words.secret.cancel}
          </Button>
        </SecretForm>
      ) : (
        <>
          <div className="grow">
            <p>
              {kind === "provider" ? `${name}, ${providerName(provider)}` : name}{" "}
              {secret && <span className="path three">••••{secret.tail}</span>}
            </p>
            <p className={`small ${isBad(secret?.status) ? "red" : "two"}`}>
              {isBad(secret?.status) && <ToneMark tone="red" size={12} />}
              {statusOf(kind, face)}
            </p>
            <Problem refusal={refusal} />
          </div>
          <Button
            aria-label={`${secret ? words.secret.replace : words.secret.add}, ${name}`}
            onClick={() => setEditing(true)}
          >
            {secret ? words.secret.replace : words.secret.add}
          </Button>
          {secret && (
            <Button
              look="quiet"
              isBusy={isBusy}
              aria-label={`${words.secret.remove}, ${name}`}
              onClick={remove}
            >
              {words.secret.remove}
            </Button>
          )}
        </>
      )}
    </div>
  );
}

const isBad = (status: string | undefined): boolean =>
  status === "rejected" || status === "missing";

function statusOf(kind: SecretKind, { format, now, state, words }: Face): string {
  const secret = secretOf(state, kind);
  if (!secret) return words.secret.none;
  return secret.status === "saved" && secret.checkedAt !== null
    ? words.secret.worked(whenOf(words, format, secret.checkedAt, now))
    : words.secret[secret.status];
}
