/** Who pays a provider: each way with what it means and costs, and what it needs besides. */
import { type ReactNode, useId, useState } from "react";
import type { Payer } from "../../preload/contract/dials.ts";
import type { ProviderInfo } from "../../preload/contract/state.ts";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Form } from "../ui/Form.tsx";
import { ToneMark } from "../ui/Marks.tsx";
import { Options } from "../ui/Options.tsx";
import { Problem } from "../ui/Problem.tsx";
import { KeyRow } from "./Keys.tsx";
import { hasKey, isAlias } from "./providers.ts";

export function Pays({ provider }: { readonly provider: ProviderInfo }): ReactNode {
  const { state, words } = useFace();
  const { refusal, send } = useSender();
  const said = words.gateway.providers;
  const { isSigned, payer, slug, takesCredits } = provider;
  const isMissing = payer === "key" && !hasKey(state, slug);
  const ways: readonly { value: Payer; name: string; text: string }[] = [
    ...(isSigned
      ? []
      : [
          {
            value: "key" as const,
            name: said.key,
            text: isMissing ? `${said.keyText} ${said.keyAbsent}` : said.keyText,
          },
        ]),
    { value: "stored", name: said.stored, text: isSigned ? said.signed : said.storedText },
    ...(takesCredits
      ? [{ value: "credits" as const, name: said.credits, text: said.creditsText }]
      : []),
  ];
  const isRefused = payer === "credits" && state.aiGateway.settings?.ownKeysOnly === true;
  return (
    <div className="stack">
      <Options
        legend={said.payer}
        isWeighty
        value={payer}
        options={ways}
        onChoose={(value) => void send({ type: "provider.pays", provider: slug, payer: value })}
      />
      {isRefused && (
        <p className="small caution">
          <ToneMark tone="amber" size={12} />
          {said.ownKeysOnly}
        </p>
      )}
      <Problem refusal={refusal} />
      {payer === "stored" && <AliasForm key={provider.alias} provider={provider} />}
      {payer === "key" && (
        <div className="rows">
          <KeyRow kind="provider" provider={slug} isOpen={false} />
        </div>
      )}
    </div>
  );
}

/** Which of the keys stored at Cloudflare; those it named are offered. */
function AliasForm({ provider }: { readonly provider: ProviderInfo }): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const list = useId();
  const inForce = provider.alias ?? "default";
  const [typed, setTyped] = useState(inForce);
  const [wasTried, setTried] = useState(false);
  const said = words.gateway.providers;
  const stored = state.aiGateway.storedKeys;
  const aliases = (stored ?? []).flatMap((key) =>
    key.provider === provider.slug ? [key.alias] : [],
  );
  const alias = typed.trim();
  const isUnknown = stored !== null && !aliases.includes(inForce);

  async function save(): Promise<void> {
    setTried(true);
    if (!isAlias(alias)) return;
    // Without one it is the default.
    const which = alias === "default" ? {} : { alias };
    await send({ type: "provider.pays", provider: provider.slug, payer: "stored", ...which });
  }

  return (
    <Form onSubmit={save}>
      <Field
        label={said.alias}
        hint={said.aliasHint}
        fault={wasTried && !isAlias(alias) ? said.aliasWrong : undefined}
        list={list}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <datalist id={list}>
        {aliases.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      {isUnknown && (
        <p className="small caution">
          <ToneMark tone="amber" size={12} />
          {said.aliasUnknown}
        </p>
      )}
      <Problem refusal={refusal} />
      {alias !== inForce && (
        <div className="actions">
          <Button type="submit" isBusy={isBusy}>
            {words.secret.save}
          </Button>
        </div>
      )}
    </Form>
  );
}
