/** What would be written to Cloudflare, as it is now and as it would be then; only a press here writes it. */
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { AiGatewayLine, AiGatewayProposal } from "../../preload/contract/ai-gateway.ts";
import type { ErrorCode } from "../../preload/contract/error.ts";
import type { AppState } from "../../preload/contract/state.ts";
import { providerName } from "../copy/provider.ts";
import { useSender } from "../face.ts";
import { type Face, useFace } from "../page-face.ts";
import { EditTokenField, editFaults } from "../setup/EditToken.tsx";
import { isKept, secretOf } from "../setup/steps.ts";
import { useTyped } from "../setup/typed.ts";
import { Button } from "../ui/Button.tsx";
import { Form } from "../ui/Form.tsx";
import { ToneMark } from "../ui/Marks.tsx";
import { Problem } from "../ui/Problem.tsx";
import { dialsOf } from "./dial.ts";
import { linesOf } from "./setting-words.ts";

export function Proposal(props: {
  readonly proposal: AiGatewayProposal;
  /** The person has just asked for it here. */
  readonly isLed: boolean;
  readonly onBusy: (isBusy: boolean) => void;
  readonly onDrop: () => void;
}): ReactNode {
  const face = useFace();
  const { state, words } = face;
  const { forget, isBusy, refusal, send } = useSender();
  const { onBusy, proposal } = props;
  const said = words.gateway.proposal;
  const create = words.firstRun.cloudflare;
  const id = useId();
  const sheet = useRef<HTMLElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const typed = useTyped({ kind: "analytics", provider: "", onFilled: undefined });
  /** Once another token was asked for, its field stays. */
  const [wasAsked, setAsked] = useState(state.cloudflare.capabilities.edit.status === "no");
  const [isPasted, setPasted] = useState(false);
  const fault = (isPasted && refusal && editFaults[refusal.code]) || null;
  const field = () => form.current?.querySelector<HTMLInputElement>("input[name=secret]") ?? null;

  // Led into it, a voice reads what would change; and again when somebody else has changed what it would be.
  const led = useRef(props.isLed ? null : proposal.id);
  useEffect(() => {
    if (led.current !== proposal.id) sheet.current?.focus();
    led.current = proposal.id;
  }, [proposal.id]);
  // Where it can be put right, once it is there.
  const isTokenAsked = wasAsked && refusal !== null && refusal.code in editFaults;
  useEffect(() => {
    if (isTokenAsked) form.current?.querySelector<HTMLInputElement>("input[name=secret]")?.focus();
  }, [isTokenAsked]);

  function empty(): void {
    const secret = field();
    if (secret) secret.value = "";
    typed.look("");
  }

  async function write(): Promise<void> {
    // From its field straight to the app; it is not kept anywhere.
    const token = field()?.value.trim() ?? "";
    if (isBusy || typed.look(token) !== null) return;
    setPasted(token !== "");
    onBusy(true);
    const reply = await send({
      type: "aiGateway.apply",
      id: proposal.id,
      ...(token !== "" && { token }),
    });
    onBusy(false);
    const isRefused = !reply.ok && reply.error.code in editFaults;
    if (reply.ok || isRefused) empty();
    if (isRefused) setAsked(true);
  }

  return (
    <section
      className="sheet whole stack"
      tabIndex={-1}
      ref={sheet}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-lines`}
    >
      <h4 className="strong" id={`${id}-title`}>
        {said.title}
      </h4>
      <div className="stack" id={`${id}-lines`}>
        {proposal.lines.map((line) => (
          <Line key={line.name} line={line} />
        ))}
        <p className="small two">{said.rest}</p>
      </div>
      <Form ref={form} onSubmit={write}>
        {wasAsked && (
          <>
            <p className="small two">{words.gateway.ours.mayRead}</p>
            <EditTokenField
              typed={typed}
              isBusy={isBusy}
              isWrong={fault !== null}
              swapId={`${id}-swap`}
              faultId={`${id}-fault`}
              onType={forget}
              onClear={empty}
            />
          </>
        )}
        {refusal && (
          <div id={`${id}-fault`}>
            <Problem
              refusal={refusal}
              head={fault ? create.editFault[fault].head : undefined}
              text={textOf(refusal.code)}
            />
          </div>
        )}
        <div className="actions">
          <Button type="submit" look="primary" isBusy={isBusy}>
            {said.write}
          </Button>
          <Button look="quiet" isBusy={isBusy} onClick={props.onDrop}>
            {words.secret.cancel}
          </Button>
        </div>
      </Form>
    </section>
  );

  /** The way to a token that may stands beside its field. */
  function textOf(code: ErrorCode): string | undefined {
    if (fault) return `${create.editFault[fault].text} ${said.notWritten}`;
    return code === "cloudflare.needsAiGatewayEdit" ? words.codes[code].text : undefined;
  }
}

function Line({ line }: { readonly line: AiGatewayLine }): ReactNode {
  const face = useFace();
  const { ours, proposal } = face.words.gateway;
  const warning = warningOf(line, face);
  return (
    <div className="change">
      <p className="strong">{ours.name[line.name]}</p>
      <dl className="before-after">
        <dt>{proposal.before}</dt>
        <dd>
          <Lines lines={linesOf(line.name, line.before, face)} />
        </dd>
        <dt>{proposal.after}</dt>
        <dd className="strong">
          <Lines lines={linesOf(line.name, line.after, face)} />
        </dd>
      </dl>
      {warning !== null && (
        <p className="small caution">
          <ToneMark tone="amber" size={12} />
          {warning}
        </p>
      )}
    </div>
  );
}

export const Lines = ({ lines }: { readonly lines: readonly string[] }): ReactNode => (
  <span className="lines">{lines.join("\n")}</span>
);

/** What else comes of it, where a person would not expect it. */
function warningOf({ after, name }: AiGatewayLine, { format, state, words }: Face): string | null {
  const said = words.gateway.proposal;
  if (name === "authentication" && after === true)
    return isKept(secretOf(state, "aiGateway")) ? null : said.noGatewayToken;
  if (name === "authentication") return said.opens;
  if (name === "collectsLogs" && after === false) return said.noLogs;
  if (name === "ownKeysOnly" && after === true) {
    const paid = onCredits(state).map(providerName);
    return paid.length === 0 ? null : said.noCredits(format.list(paid));
  }
  const isSkipped = (dialsOf(state.profile).all.cache ?? "skip") === "skip";
  return name === "cacheSeconds" && after !== null && isSkipped ? said.stillSkipped : null;
}

const onCredits = ({ providers }: AppState): readonly string[] =>
  providers.flatMap(({ payer, slug }) => (payer === "credits" ? [slug] : []));
