/** The Cloudflare account and its AI Gateway; both are found in a pasted address. */
import { type FormEvent, type ReactNode, useState } from "react";
import { useFace, useSender } from "../face.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Problem } from "../ui/Problem.tsx";
import { isPathPart, readAddress } from "./address.ts";

export function ProfileForm(props: {
  readonly onDone: () => void;
  readonly children?: ReactNode;
}): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
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
    const saved = await send({ type: "profile.save", name: aiGatewayId, accountId, aiGatewayId });
    if (!saved.ok) return;
    // Only the first one becomes active by itself.
    if (state.profile && saved.id !== undefined && saved.id !== state.profile.id) {
      const selected = await send({ type: "profile.select", id: saved.id });
      if (!selected.ok) return;
    }
    props.onDone();
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
        {props.children}
        <a
          className="link small"
          href="https://dash.cloudflare.com/"
          target="_blank"
          rel="noreferrer"
        >
          {words.setup.dashboard}
        </a>
      </div>
    </form>
  );
}
