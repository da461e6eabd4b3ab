/** Makes an AI Gateway with safe settings; where the token may not, another one is used this once, and what is wrong with that one is said of that one. */
import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from "react";
import type { ErrorCode } from "../../preload/contract/error.ts";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { EditTokenField, editFaults } from "../setup/EditToken.tsx";
import { useTyped } from "../setup/typed.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Form } from "../ui/Form.tsx";
import { Problem } from "../ui/Problem.tsx";

/** Stands for one that is still to be made: Cloudflare gives out no such name. */
export const makeOne = "+";

/** As the contract has it. */
const isName = (text: string): boolean => /^(?=.{1,64}$)[a-z0-9_]+(?:-[a-z0-9_]+)*$/.test(text);

/** Refusals that another name would help against. */
const isOfName = (code: ErrorCode): boolean =>
  code === "cloudflare.aiGatewayExists" || code === "cloudflare.inputInvalid";

const fieldOf = (form: RefObject<HTMLFormElement | null>, name: "id" | "secret") =>
  form.current?.querySelector<HTMLInputElement>(`input[name=${name}]`) ?? null;

export function MakeGateway(props: {
  readonly accountId: string;
  readonly onMade: (aiGatewayId: string) => void;
}): ReactNode {
  const { state, words } = useFace();
  const said = words.firstRun.cloudflare;
  const { forget, isBusy, refusal, send } = useSender();
  const taken = state.cloudflare.aiGateways ?? [];
  const [name, setName] = useState(
    taken.some(({ id }) => id === "openclaw") ? "openclaw-sluice" : "openclaw",
  );
  const swapId = useId();
  const faultId = useId();
  const form = useRef<HTMLFormElement>(null);
  const typed = useTyped({ kind: "analytics", provider: "", onFilled: undefined });
  /** Once another token was asked for, its field stays. */
  const [wasAsked, setAsked] = useState(state.cloudflare.capabilities.edit.status === "no");
  /** Whose refusal it is: the pasted token's, or that of the one that is saved. */
  const [isPasted, setPasted] = useState(false);
  const mayNot = wasAsked || refusal?.code === "cloudflare.needsAiGatewayEdit";
  const fault = (isPasted && refusal && editFaults[refusal.code]) || null;

  /** The way to a token that may stands beside its field. */
  const textOf = (code: ErrorCode): string | undefined => {
    if (fault) return `${said.editFault[fault].text} ${said.editFaultElse}`;
    return code === "cloudflare.needsAiGatewayEdit" ? words.codes[code].text : undefined;
  };

  function empty(): void {
    const secret = fieldOf(form, "secret");
    if (secret) secret.value = "";
    typed.look("");
  }

  // Where it can be put right.
  useEffect(() => {
    if (refusal === null) return;
    fieldOf(form, isOfName(refusal.code) ? "id" : "secret")?.focus();
    form.current?.querySelector("[role=alert]")?.scrollIntoView({ block: "nearest" });
  }, [refusal]);

  async function make(): Promise<void> {
    // From its field straight to the app; it is not kept anywhere.
    const token = fieldOf(form, "secret")?.value.trim() ?? "";
    if (!isName(name) || isBusy || typed.look(token) !== null) return;
    setPasted(token !== "");
    const made = await send({
      type: "cloudflare.create",
      accountId: props.accountId,
      id: name,
      ...(token !== "" && { token }),
    });
    const isRefused = !made.ok && made.error.code in editFaults;
    if (made.ok || isRefused) empty();
    if (isRefused) setAsked(true);
    if (made.ok) props.onMade(made.id ?? name);
  }

  return (
    <Form className="fr-part stack" ref={form} onSubmit={make}>
      <Field
        label={said.makeName}
        name="id"
        fault={isName(name) ? undefined : said.makeNameWrong}
        value={name}
        onChange={({ target }) => {
          setName(target.value.trim());
          forget();
        }}
      />
      {mayNot && (
        <EditTokenField
          typed={typed}
          isBusy={isBusy}
          isWrong={fault !== null}
          swapId={swapId}
          faultId={faultId}
          onType={forget}
          onClear={empty}
        />
      )}
      {refusal && (
        <div id={faultId}>
          <Problem
            refusal={refusal}
            head={fault ? said.editFault[fault].head : undefined}
            text={textOf(refusal.code)}
          />
        </div>
      )}
      <div className="actions">
        <Button type="submit" look="primary" isBusy={isBusy}>
          {said.makeAct}
        </Button>
      </div>
    </Form>
  );
}
