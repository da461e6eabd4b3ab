/** The Cloudflare accounts a person works with, each with the ends of its own keys beside its name. */
import { type ReactNode, useState } from "react";
import type { KnownProfile } from "../../preload/contract/state.ts";
import type { Words } from "../copy/en.ts";
import { providerName } from "../copy/provider.ts";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { AskRow } from "../ui/AskRow.tsx";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Form } from "../ui/Form.tsx";
import { Group } from "../ui/Group.tsx";
import { Problem } from "../ui/Problem.tsx";
import { useUnfolding } from "../ui/unfold.ts";
import { Masked } from "./Masked.tsx";
import { ProfileForm } from "./ProfileForm.tsx";
import { profilesOf } from "./profiles.ts";

export function ProfilesGroup(props: { readonly isOpen: boolean }): ReactNode {
  const { language, state, words } = useFace();
  const { more } = words;
  const profiles = profilesOf(state, language);
  const [isAdding, setAdding] = useState(props.isOpen || profiles.length === 0);
  const adding = useUnfolding(isAdding && profiles.length > 0, () => setAdding(false));
  return (
    <Group title={more.profiles.title} place="account">
      <p className="row small two">{more.profiles.lede}</p>
      {profiles.map((profile) => (
        <ProfileRow key={profile.id} profile={profile} all={profiles} />
      ))}
      <div className="row" ref={adding}>
        {isAdding ? (
          <ProfileForm profiles={profiles} onDone={() => setAdding(false)}>
            {profiles.length > 0 && (
              <Button look="quiet" onClick={() => setAdding(false)}>
                {words.secret.cancel}
              </Button>
            )}
          </ProfileForm>
        ) : (
          <Button data-opens="" onClick={() => setAdding(true)}>
            {more.profiles.add}
          </Button>
        )}
      </div>
    </Group>
  );
}

function ProfileRow(props: {
  readonly profile: KnownProfile;
  readonly all: readonly KnownProfile[];
}): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const [isRenaming, setRenaming] = useState(false);
  const slot = useUnfolding(isRenaming, () => setRenaming(false), "input, [data-rename]");
  const { profile } = props;
  const { more } = words;
  const isInUse = profile.id === state.profile?.id;
  if (isRenaming)
    return (
      <div className="slot" ref={slot}>
        <div className="row">
          <RenameForm profile={profile} onDone={() => setRenaming(false)} />
        </div>
      </div>
    );
  const next = props.all.find(({ id }) => id !== profile.id);
  return (
    <div className="slot wide" ref={slot}>
      <AskRow
        name={profile.name}
        ask={more.profiles.remove}
        confirm={more.profiles.removeAct}
        command={{ type: "profile.remove", id: profile.id }}
        sheet={
          <>
            <h3 className="strong">{more.profiles.removeTitle(profile.name)}</h3>
            <p className="small two">{keysOf(profile, words)}</p>
            <p className="small two">{more.profiles.removeKeys}</p>
            <p className="small two">{more.profiles.removeKeeps}</p>
            {isInUse && (
              <p className="small caution">
                {next ? more.profiles.removeInUse(next.name) : more.profiles.removeLast}
              </p>
            )}
          </>
        }
        beside={
          <>
            {!isInUse && (
              <Button
                isBusy={isBusy}
                aria-label={`${more.profiles.use}, ${profile.name}`}
                onClick={() => void send({ type: "profile.select", id: profile.id })}
              >
                {more.profiles.use}
              </Button>
            )}
            <Button
              data-rename=""
              aria-label={`${more.profiles.rename}, ${profile.name}`}
              onClick={() => setRenaming(true)}
            >
              {more.profiles.rename}
            </Button>
          </>
        }
      >
        <p className="strong">
          {profile.name} {isInUse && <span className="tag">{more.profiles.inUse}</span>}
        </p>
        <p className="small two">
          {more.profiles.aiGateway(profile.aiGatewayId)}{" "}
          <Masked id={profile.accountId} name={more.profiles.reveal(profile.name)} />
        </p>
        <p className="small two">{keysOf(profile, words)}</p>
        <Problem refusal={refusal} />
      </AskRow>
    </div>
  );
}

/** "Anthropic ••••q7Zk, Gateway token ••••9KpX" */
function keysOf({ keys }: KnownProfile, words: Words): string {
  if (!keys || keys.length === 0) return words.more.profiles.noKeys;
  return keys
    .map(({ kind, provider, tail }) => {
      const name = provider === undefined ? words.keys[kind] : providerName(provider);
      return `${name} ••••${tail}`;
    })
    .join(", ");
}

function RenameForm(props: {
  readonly profile: KnownProfile;
  readonly onDone: () => void;
}): ReactNode {
  const { words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const { accountId, aiGatewayId } = props.profile;
  const [name, setName] = useState(props.profile.name);

  async function save(): Promise<void> {
    const typed = name.trim() === "" ? aiGatewayId : name.trim();
    const saved = await send({ type: "profile.save", name: typed, accountId, aiGatewayId });
    if (saved.ok) props.onDone();
  }

  return (
    <Form onSubmit={save}>
      <Field
        label={words.more.profiles.name}
        hint={words.more.profiles.nameHint}
        maxLength={80}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <Problem refusal={refusal} />
      <div className="actions">
        <Button type="submit" isBusy={isBusy}>
          {words.more.profiles.saveName}
        </Button>
        <Button look="quiet" onClick={props.onDone}>
          {words.secret.cancel}
        </Button>
      </div>
    </Form>
  );
}
