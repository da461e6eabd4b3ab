/** Another Cloudflare account or AI Gateway: found in a pasted address, named by the person, used when they say so. */
import { type ReactNode, useId, useState } from "react";
import type { KnownProfile } from "../../preload/contract/state.ts";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { isPathPart, readAddress } from "../setup/address.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Form } from "../ui/Form.tsx";
import { TickOption } from "../ui/Options.tsx";
import { Problem } from "../ui/Problem.tsx";

export function ProfileForm(props: {
  readonly profiles: readonly KnownProfile[];
  readonly onDone: () => void;
  readonly children?: ReactNode;
}): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const { more, setup } = words;
  const [accountId, setAccountId] = useState(state.profile?.accountId ?? "");
  const [aiGatewayId, setAiGatewayId] = useState("");
  const [name, setName] = useState("");
  const [isUsed, setUsed] = useState(true);
  const [wasTried, setTried] = useState(false);
  const list = useId();
  const known = props.profiles.find(
    (other) => other.accountId === accountId && other.aiGatewayId === aiGatewayId,
  );

  const faultOf = (text: string): string | undefined => {
    if (text === "") return wasTried ? setup.fillIn : undefined;
    return isPathPart(text) ? undefined : setup.idWrong;
  };
  const fill = (text: string): void => {
    const address = readAddress(text);
    setAccountId(address?.accountId ?? text.trim());
    if (address) setAiGatewayId(address.aiGatewayId);
  };

  async function save(): Promise<void> {
    setTried(true);
    if (known || !isPathPart(accountId) || !isPathPart(aiGatewayId)) return;
    const typed = name.trim() === "" ? aiGatewayId : name.trim();
    const saved = await send({ type: "profile.save", name: typed, accountId, aiGatewayId });
    if (!saved.ok) return;
    // The first one is used by itself.
    if (isUsed && props.profiles.length > 0 && saved.id !== undefined) {
      const selected = await send({ type: "profile.select", id: saved.id });
      if (!selected.ok) return;
    }
    props.onDone();
  }

  return (
    <Form onSubmit={save}>
      <Field
        label={setup.accountId}
        hint={setup.accountIdHint}
        fault={faultOf(accountId)}
        value={accountId}
        onChange={({ target }) => fill(target.value)}
      />
      <Field
        label={setup.aiGatewayId}
        fault={known ? more.profiles.known(known.name) : faultOf(aiGatewayId)}
        list={list}
        value={aiGatewayId}
        onChange={({ target }) => setAiGatewayId(target.value.trim())}
      />
      <datalist id={list}>
        {(state.cloudflare.aiGateways ?? []).map(({ id }) => (
          <option key={id} value={id} />
        ))}
      </datalist>
      <Field
        label={more.profiles.name}
        hint={more.profiles.nameHint}
        maxLength={80}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      {props.profiles.length > 0 && (
        <TickOption
          name={more.profiles.useNow}
          isTicked={isUsed}
          onToggle={() => setUsed(!isUsed)}
        />
      )}
      <Problem refusal={refusal} />
      <div className="actions">
        <Button type="submit" isBusy={isBusy}>
          {setup.saveAccount}
        </Button>
        {props.children}
        <a
          className="link small"
          href="https://dash.cloudflare.com/"
          target="_blank"
          rel="noreferrer"
        >
          {words.dashboard}
        </a>
      </div>
    </Form>
  );
}
