/** What Cloudflare is told with each request: for all models, for single ones, and the exact headers that come of it. */
import { type ReactNode, useId, useState } from "react";
import type { Dial } from "../../preload/contract/dials.ts";
import { locales } from "../copy/language.ts";
import { useSender } from "../face.ts";
import { isCached, skipOf } from "../model-dial.ts";
import { type Face, useFace } from "../page-face.ts";
import { SwitchRow } from "../settings/Choose.tsx";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Group } from "../ui/Group.tsx";
import { ToneMark } from "../ui/Marks.tsx";
import { Problem } from "../ui/Problem.tsx";
import { useUnfolding } from "../ui/unfold.ts";
import { DialForm } from "./DialForm.tsx";
import { asksCache, dialsOf, isModel, modelsOf } from "./dial.ts";
import { Headers } from "./Headers.tsx";
import { spanWord } from "./typed.ts";

export function ToldGroup(): ReactNode {
  const { state, words } = useFace();
  const { told } = words.gateway;
  const { profile } = state;
  // What is told belongs to a profile.
  if (profile === null) return null;
  const { all, models } = dialsOf(profile);
  return (
    <Group title={told.title}>
      <div className="row stack tight">
        <p className="small two">{told.lede}</p>
        {asksCache(profile) && (
          <p className="small caution">
            <ToneMark tone="amber" size={12} />
            {told.keptText}
          </p>
        )}
      </div>
      <DialRow key={profile.id} name={told.all} dial={all} />
      {Object.entries(models).map(([model, dial]) => (
        <DialRow key={`${profile.id} ${model}`} name={model} model={model} dial={dial} />
      ))}
      <AddRow key={`${profile.id} add`} />
      <PayloadRow />
      <Headers />
    </Group>
  );
}

/** One dial in words; in its place the form that changes it. */
function DialRow(props: {
  readonly name: string;
  /** Left out: for all of them. */
  readonly model?: string;
  readonly dial: Dial;
}): ReactNode {
  const face = useFace();
  const { state, words } = face;
  const { isBusy, refusal, send } = useSender();
  const [isOpen, setOpen] = useState(false);
  const row = useUnfolding(
    isOpen,
    () => setOpen(false),
    isOpen ? "input, select, button" : "[data-opens]",
  );
  const { told } = words.gateway;
  const { dial, model, name } = props;
  const facts = factsOf(dial, model !== undefined, face);
  const which = model === undefined ? {} : { model };
  const set = (next: Dial | null) => send({ type: "dials.set", ...which, dial: next });

  return (
    <div className="row roomy" data-dial={model ?? "all"} ref={row}>
      <div className="grow">
        <h3 className={model === undefined ? "strong" : "strong path"}>{name}</h3>
        {!isOpen && (
          <dl className="before-after">
            {facts.map(([label, text]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        )}
        {!isOpen && <Problem refusal={refusal} />}
      </div>
      {isOpen ? (
        <DialForm
          dial={dial}
          isOfModel={model !== undefined}
          isBusy={isBusy}
          refusal={refusal}
          onCancel={() => setOpen(false)}
          onSave={(next) => void set(next).then(({ ok }) => ok && setOpen(false))}
        />
      ) : (
        <div className="actions">
          <Button
            data-opens=""
            aria-label={told.change(name)}
            isBusy={isBusy}
            onClick={() => setOpen(true)}
          >
            {words.gateway.ours.change}
          </Button>
          {model !== undefined && isCached(state, model) && (
            <Button isBusy={isBusy} onClick={() => void send(skipOf(state, model))}>
              {told.skip}
            </Button>
          )}
          {Object.keys(dial).length > 0 && (
            <Button
              look="quiet"
              isBusy={isBusy}
              aria-label={told.remove(name)}
              onClick={() => void set(null)}
            >
              {told.removeWord}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** Of one model only what is its own; of all of them the whole. */
function factsOf(
  { attempts, backoff, cache, retryDelayMs, timeoutMs }: Dial,
  isOfModel: boolean,
  { format, language, words }: Face,
): readonly (readonly [label: string, text: string])[] {
  const { ours, told } = words.gateway;
  const kept = isOfModel ? cache : (cache ?? "skip");
  const facts: readonly (readonly [string, string | false])[] = [
    [
      told.cache,
      kept !== undefined &&
        (typeof kept === "number"
          ? told.cacheIs.keep(spanWord(kept, locales[language]))
          : told.cacheIs[kept]),
    ],
    [told.attempts, attempts !== undefined && told.attemptsOf(attempts)],
    [told.delay, retryDelayMs !== undefined && format.milliseconds(retryDelayMs)],
    [told.backoff, backoff !== undefined && ours.backoffs[backoff]],
    [
      told.timeout,
      timeoutMs !== undefined && told.timeoutAfter(timeWord(timeoutMs, format, language)),
    ],
  ];
  return facts.flatMap(([label, text]) => {
    if (text !== false) return [[label, text] as const];
    return isOfModel || label === told.delay || label === told.backoff
      ? []
      : [[label, told.asSet] as const];
  });
}

const timeWord = (ms: number, format: Face["format"], language: Face["language"]): string =>
  ms % 1000 === 0 ? spanWord(ms / 1000, locales[language]) : format.seconds(ms);

/** First the model, then what is said for it. */
function AddRow(): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState<"modelWrong" | "modelTaken" | null>(null);
  const list = useId();
  const row = useUnfolding(isOpen, () => setOpen(false));
  const { told } = words.gateway;
  const { models } = dialsOf(state.profile);

  function save(dial: Dial): void {
    const model = typed.trim();
    const isTaken = Object.hasOwn(models, model);
    const wrong = !isModel(model, state) ? "modelWrong" : isTaken ? "modelTaken" : null;
    setFault(wrong);
    if (wrong !== null) return;
    void send({ type: "dials.set", model, dial }).then(({ ok }) => {
      if (!ok) return;
      setOpen(false);
      setTyped("");
    });
  }

  return (
    <div className="row" ref={row}>
      {isOpen ? (
        <DialForm
          dial={{ cache: "skip" }}
          isOfModel
          isBusy={isBusy}
          refusal={refusal}
          onCancel={() => setOpen(false)}
          onSave={save}
        >
          <Field
            label={told.model}
            hint={told.modelHint}
            fault={fault === null ? undefined : told[fault]}
            list={list}
            value={typed}
            onChange={({ target }) => {
              setTyped(target.value);
              setFault(null);
            }}
          />
          <datalist id={list}>
            {modelsOf(state).map((model) => (
              <option key={model} value={model} />
            ))}
          </datalist>
        </DialForm>
      ) : (
        <Button data-opens="" onClick={() => setOpen(true)}>
          {told.add}
        </Button>
      )}
    </div>
  );
}

function PayloadRow(): ReactNode {
  const { state, words } = useFace();
  const gate = words.more.aiGateway;
  const { logPayloads } = state.settings;
  return (
    <SwitchRow
      label={gate.payloads}
      isOn={logPayloads}
      patchOf={(isOn) => ({ logPayloads: isOn })}
      note={
        logPayloads ? (
          <p className="caution">
            <ToneMark tone="amber" size={12} />
            {gate.payloadsOn}
          </p>
        ) : (
          <p>{gate.payloadsOff}</p>
        )
      }
    />
  );
}
