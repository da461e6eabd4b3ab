/** Makes an AI Gateway with safe settings; where the token may not, another one is used this once. */
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { tokenPages } from "../copy/dash-links.ts";
import { useFace, useSender } from "../face.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Problem } from "../ui/Problem.tsx";

/** Stands for one that is still to be made: Cloudflare gives out no such name. */
export const makeOne = "+";

/** As the contract has it. */
const isName = (text: string): boolean => /^(?=.{1,64}$)[a-z0-9_]+(?:-[a-z0-9_]+)*$/.test(text);

export function MakeGateway(props: {
  readonly accountId: string;
  readonly onMade: (aiGatewayId: string) => void;
}): ReactNode {
  const { state, words } = useFace();
  const said = words.firstRun.cloudflare;
  const { isBusy, refusal, send } = useSender();
  const taken = state.cloudflare.aiGateways ?? [];
  const [name, setName] = useState(
    taken.some(({ id }) => id === "openclaw") ? "openclaw-sluice" : "openclaw",
  );
  const form = useRef<HTMLFormElement>(null);
  const mayNot =
    state.cloudflare.capabilities.edit.status === "no" ||
    refusal?.code === "cloudflare.needsAiGatewayEdit";

  async function make(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!isName(name) || isBusy) return;
    // From its field straight to the app; it is not kept anywhere.
    const token = String(new FormData(form.current ?? undefined).get("secret") ?? "").trim();
    form.current?.reset();
    const made = await send({
      type: "cloudflare.create",
      accountId: props.accountId,
      id: name,
      ...(token !== "" && { token }),
    });
    if (made.ok) props.onMade(made.id ?? name);
  }

  return (
    <form className="fr-part stack" noValidate ref={form} onSubmit={make}>
      <Field
        label={said.makeName}
        fault={isName(name) ? undefined : said.makeNameWrong}
        value={name}
        onChange={({ target }) => setName(target.value.trim())}
      />
      {mayNot && (
        <>
          <Field label={said.editToken} name="secret" type="password" hint={said.editTokenHint} />
          <a
            className="link small whole-word"
            href={tokenPages.edit}
            target="_blank"
            rel="noreferrer"
          >
            {said.editPage} ↗
          </a>
        </>
      )}
      <Problem refusal={refusal} />
      <div className="actions">
        <Button type="submit" look="primary" isBusy={isBusy}>
          {said.makeAct}
        </Button>
      </div>
    </form>
  );
}
