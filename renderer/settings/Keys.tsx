/** The keys of the profile in use, each by its own name and its last four characters, and where they are kept. */
import { type ReactNode, useState } from "react";
import type { SecretKind } from "../../preload/contract/state.ts";
import { providerName } from "../copy/provider.ts";
import type { Place } from "../face.ts";
import { useFace } from "../page-face.ts";
import { AskRow } from "../ui/AskRow.tsx";
import { Button } from "../ui/Button.tsx";
import { Group } from "../ui/Group.tsx";
import { ToneMark } from "../ui/Marks.tsx";
import { Select } from "../ui/Select.tsx";
import { useUnfolding } from "../ui/unfold.ts";
import { KeyForm } from "./KeyForm.tsx";
import { isBad, keyedProviders, keyOf, otherProviders, payerOf, statusOf } from "./keys.ts";
import { VaultRow } from "./Vault.tsx";

export function KeysGroup({ place }: { readonly place: Place | undefined }): ReactNode {
  const { state, words } = useFace();
  const { kind } = state.vault;
  const { profile } = state;
  const providers = keyedProviders(state);
  const title =
    kind === "session"
      ? words.settings.keysInMemory
      : kind === "keychain"
        ? words.settings.keysInKeychain
        : words.settings.keys;
  if (profile === null)
    return (
      <Group title={title}>
        <VaultRow lede={words.more.keys.noProfile} />
      </Group>
    );
  return (
    <Group title={title}>
      <VaultRow lede={words.more.keys.lede(profile.name)} />
      {providers.map((provider, at) => (
        <KeyRow
          key={provider}
          kind="provider"
          provider={provider}
          isOpen={at === 0 && place === "modelKey"}
          {...(at === 0 && { place: "modelKey" as const })}
        />
      ))}
      <AnotherKey />
      <KeyRow kind="aiGateway" place="gatewayToken" isOpen={place === "gatewayToken"} />
      <KeyRow kind="analytics" place="analyticsToken" isOpen={place === "analyticsToken"} />
    </Group>
  );
}

/** One key: what is known of it, and how it is replaced or removed. */
export function KeyRow(props: {
  readonly kind: SecretKind;
  readonly provider?: string;
  readonly place?: Place;
  readonly isOpen: boolean;
}): ReactNode {
  const face = useFace();
  const { state, words } = face;
  const [isEditing, setEditing] = useState(props.isOpen);
  const slot = useUnfolding(isEditing, () => setEditing(false));
  const { kind, provider } = props;
  const { keys } = words.more;
  const secret = keyOf(state, kind, provider);
  const company = providerName(provider ?? "");
  const isNeedless = !secret && provider !== undefined && payerOf(state, provider) !== "key";
  const name =
    provider === undefined ? words.keys[kind] : `${words.keys[kind]}, ${providerName(provider)}`;
  const about = (
    <>
      <p>
        {name} {secret && <span className="path three">••••{secret.tail}</span>}
      </p>
      <p className={`small ${isBad(secret?.status) ? "red" : "two"}`}>
        {isBad(secret?.status) && <ToneMark tone="red" size={12} />}
        {isNeedless ? words.gateway.providers.keyNotNeeded : statusOf(secret, face)}
      </p>
      <p className="small two">
        {kind === "provider" ? keys.what.provider(company) : keys.what[kind]}
      </p>
    </>
  );
  const edit = (
    <Button
      aria-label={`${secret ? words.secret.replace : words.secret.add}, ${name}`}
      onClick={() => setEditing(true)}
    >
      {secret ? words.secret.replace : words.secret.add}
    </Button>
  );
  return (
    <div className="slot" data-place={props.place} ref={slot}>
      {isEditing ? (
        <div className="row">
          <KeyForm kind={kind} provider={provider} onDone={() => setEditing(false)}>
            <Button look="quiet" onClick={() => setEditing(false)}>
              {words.secret.cancel}
            </Button>
          </KeyForm>
        </div>
      ) : secret ? (
        <AskRow
          name={name}
          ask={words.more.profiles.remove}
          confirm={keys.removeAct(name)}
          command={{
            type: "secret.remove",
            kind,
            ...(provider !== undefined && { provider }),
          }}
          beside={edit}
          sheet={
            <>
              <h3 className="strong">{keys.removeTitle(`${name} ••••${secret.tail}`)}</h3>
              <p className="small two">
                {kind === "provider" ? keys.removeText.provider(company) : keys.removeText[kind]}
              </p>
              <p className="small two">{keys.revoke}</p>
            </>
          }
        >
          {about}
        </AskRow>
      ) : (
        <div className="row roomy">
          <div className="grow">{about}</div>
          {edit}
        </div>
      )}
    </div>
  );
}

/** Models of several providers need a key each. */
function AnotherKey(): ReactNode {
  const { state, words } = useFace();
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const others = otherProviders(state);
  const provider = chosen !== null && others.includes(chosen) ? chosen : others[0];
  const { keys } = words.more;
  const close = (): void => {
    setOpen(false);
    setChosen(null);
  };
  const row = useUnfolding(isOpen, close, "select, button");
  if (provider === undefined) return null;
  return (
    <div className="row" ref={row}>
      {isOpen ? (
        <div className="stack">
          <Select
            label={keys.provider}
            value={provider}
            onChange={({ target }) => setChosen(target.value)}
          >
            {others.map((slug) => (
              <option key={slug} value={slug}>
                {providerName(slug)}
              </option>
            ))}
          </Select>
          <KeyForm key={provider} kind="provider" provider={provider} onDone={close}>
            <Button look="quiet" onClick={close}>
              {words.secret.cancel}
            </Button>
          </KeyForm>
        </div>
      ) : (
        <Button data-opens="" onClick={() => setOpen(true)}>
          {keys.another}
        </Button>
      )}
    </div>
  );
}
