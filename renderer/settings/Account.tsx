/** The Cloudflare account in use, its id masked. */
import { type ReactNode, useState } from "react";
import { useFace } from "../face.ts";
import { masked } from "../setup/address.ts";
import { ProfileForm } from "../setup/ProfileForm.tsx";
import { Button } from "../ui/Button.tsx";
import { Group } from "../ui/Group.tsx";

export function AccountGroup(props: { readonly isOpen: boolean }): ReactNode {
  const { state, words } = useFace();
  const { profile } = state;
  const [isEditing, setEditing] = useState(props.isOpen || profile === null);
  return (
    <Group title={words.setup.account} place="account">
      {profile && !isEditing ? (
        <div className="row">
          <div className="grow">
            <p className="clip" title={profile.aiGatewayId}>
              {profile.aiGatewayId}
            </p>
            <p className="small two">
              {words.setup.accountId} <span className="path">{masked(profile.accountId)}</span>
            </p>
          </div>
          <Button onClick={() => setEditing(true)}>{words.setup.change}</Button>
        </div>
      ) : (
        <div className="row">
          <ProfileForm onDone={() => setEditing(false)}>
            {profile && (
              <Button look="quiet" onClick={() => setEditing(false)}>
                {words.secret.cancel}
              </Button>
            )}
          </ProfileForm>
        </div>
      )}
    </Group>
  );
}
