/** The Cloudflare account and its AI Gateway; both are found in a pasted address. */
import { type FormEvent, type ReactNode, useState } from "react";
import { useFace } from "../face.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Problem } from "../ui/Problem.tsx";
import { isPathPart, readAddress } from "./address.ts";
import { useProfile } from "./profile.ts";

export function ProfileForm(props: { readonly onDone: () => void }): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, use } = useProfile();
  const [accountId, setAccountId] = useState(state.profile?.accountId ?? "");
  const [aiGatewayId, setAiGatewayId] = useState(state.profile?.aiGatewayId ?? "");
  const [wasTried, setTried] = useState(false);

  const faultOf = (text: string): string | undefined => {
    if (text === "") return wasTried ? words.setup.fillIn : undefined;
    return isPathPart(text) ? undefined : words.setup.idWrong;
  };
  const fill = (text: string) => {
    const address = readAddress(text);
    setAccountId(address?.accountId ?? text.trim());
    if (address) setAiGatewayId(address.aiGatewayId);
  };

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (!isPathPart(accountId) || !isPathPart(aiGatewayId)) return;
    if (await use({ accountId, aiGatewayId })) props.onDone();
  }

  return (
    <form className="stack" noValidate onSubmit={save}>
      <p className="small two">{words.setup.accountLede}</p>
      <Field
        label={words.setup.accountId}
        hint={words.setup.accountIdHint}
        fault={faultOf(accountId)}
        value={accountId}
        onChange={({ target }) => fill(target.value)}
      />
      <Field
        label={words.setup.aiGatewayId}
        fault={faultOf(aiGatewayId)}
        value={aiGatewayId}
        onChange={({ target }) => setAiGatewayId(target.value.trim())}
      />
      <Problem refusal={refusal} />
      <div className="actions">
        <Button type="submit" look="primary" isBusy={isBusy}>
          {words.setup.saveAccount}
        </Button>
        <a
          className="link small"
          href="https://dash.cloudflare.com/"
          target="_blank"
          rel="noreferrer"
        >
          {words.dashboard}
        </a>
      </div>
    </form>
  );
}
