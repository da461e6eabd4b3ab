/** The Cloudflare account and its AI Gateway; both are found in a pasted address. */
import { type FormEvent, type ReactNode, useState } from "react";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Problem } from "../ui/Problem.tsx";
import { type Address, isPathPart, readAddress } from "./address.ts";
import { useProfile } from "./profile.ts";

export function ProfileForm(props: {
  readonly typed: Address;
  /** Kept by who shows the form, so that leaving it loses nothing. */
  readonly onType: (typed: Address) => void;
  readonly onDone: () => void;
}): ReactNode {
  const { words } = useFace();
  const { forget, isBusy, refusal, use } = useProfile();
  const { accountId, aiGatewayId } = props.typed;
  const [wasTried, setTried] = useState(false);

  const faultOf = (text: string): string | undefined => {
    if (text === "") return wasTried ? words.setup.fillIn : undefined;
    return isPathPart(text) ? undefined : words.setup.idWrong;
  };
  const type = (typed: Address) => {
    props.onType(typed);
    forget();
  };
  const fill = (text: string) => {
    type(readAddress(text) ?? { accountId: text.trim(), aiGatewayId });
  };

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (!isPathPart(accountId) || !isPathPart(aiGatewayId)) return;
    if (await use({ accountId, aiGatewayId })) props.onDone();
  }

  return (
    <form className="stack" noValidate onSubmit={save}>
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
        onChange={({ target }) => type({ accountId, aiGatewayId: target.value.trim() })}
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
