/** One setting of the AI Gateway: how it is set, and in its place the form that changes it, or what would be written. */
import { type ReactNode, useId, useState } from "react";
import type { AiGatewayChange, AiGatewaySettings } from "../../preload/contract/ai-gateway.ts";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { ToneMark } from "../ui/Marks.tsx";
import { Problem } from "../ui/Problem.tsx";
import { useUnfolding } from "../ui/unfold.ts";
import type { EditorProps } from "./Editor.tsx";
import { CacheEditor, RateEditor, RetryEditor, StorageEditor } from "./Editors.tsx";
import { Lines, Proposal } from "./Proposal.tsx";
import { SpendEditor } from "./SpendEditor.tsx";
import { linesOf, type SettingName } from "./setting-words.ts";

type Flag = "authentication" | "ownKeysOnly" | "collectsLogs";
const flags: readonly SettingName[] = [
  "authentication",
  "ownKeysOnly",
  "collectsLogs",
] satisfies Flag[];
const isFlag = (name: SettingName): name is Flag => flags.includes(name);

export function SettingRow({
  name,
  settings,
}: {
  readonly name: SettingName;
  readonly settings: AiGatewaySettings;
}): ReactNode {
  const face = useFace();
  const { openSettings, state, words } = face;
  const { forget, isBusy, refusal, send } = useSender();
  const [isOpen, setOpen] = useState(false);
  const [isWriting, setWriting] = useState(false);
  const [isLed, setLed] = useState(false);
  const note = useId();
  const { ours } = words.gateway;
  const { proposal } = state.aiGateway;
  // A change of several things stands at the first of them.
  const shown = proposal?.lines[0]?.name === name ? proposal : null;
  const drop = (): void => void send({ type: "aiGateway.drop" });
  const close = (): void => {
    forget();
    if (isOpen) setOpen(false);
    // Under way, it is no longer a question.
    else if (!isWriting) drop();
  };
  const row = useUnfolding(
    // One that stood there already is nothing the person has just opened.
    isOpen || (shown !== null && isLed),
    close,
    shown ? "section.sheet" : isOpen ? "input, select, button" : "[data-opens]",
  );
  const value = settings[name];

  async function propose(change: AiGatewayChange): Promise<void> {
    setLed(true);
    const { ok } = await send({ type: "aiGateway.propose", change });
    if (ok) setOpen(false);
  }

  const editing = { isBusy, refusal, propose, onCancel: close } satisfies Omit<
    EditorProps<unknown>,
    "value"
  >;
  return (
    <div className="row roomy setting" data-setting={name} ref={row}>
      <div className="grow">
        <h3 className="strong">{ours.name[name]}</h3>
        <p className={value === "unreadable" ? "caution" : "value"}>
          {value === "unreadable" && <ToneMark tone="amber" size={12} />}
          <Lines lines={linesOf(name, value, face)} />
        </p>
        <div className="small two" id={note}>
          <p>{ours.about[name]}</p>
          <More name={name} settings={settings} />
        </div>
        {name === "spendLimits" && (
          <div className="actions">
            <Button look="quiet" onClick={() => openSettings("allowance")}>
              {ours.allowance}
            </Button>
          </div>
        )}
        {!isOpen && shown === null && <Problem refusal={refusal} />}
      </div>
      {shown ? (
        <Proposal proposal={shown} isLed={isLed} onBusy={setWriting} onDrop={drop} />
      ) : isOpen ? (
        <EditorOf name={name} settings={settings} {...editing} />
      ) : (
        value !== "unreadable" && (
          <Button
            data-opens=""
            data-flag={isFlag(name) ? "" : undefined}
            isBusy={isBusy}
            aria-label={`${wordOf()} ${ours.name[name]}`}
            aria-describedby={note}
            onClick={() =>
              isFlag(name) ? void propose({ [name]: value !== true }) : setOpen(true)
            }
          >
            {wordOf()}
          </Button>
        )
      )}
    </div>
  );

  function wordOf(): string {
    if (!isFlag(name)) return ours.change;
    return value === true ? ours.turnItOff : ours.turnOn;
  }
}

/** What is known beside the setting itself. */
function More({
  name,
  settings,
}: {
  readonly name: SettingName;
  readonly settings: AiGatewaySettings;
}): ReactNode {
  const { state, words } = useFace();
  const { ours, proposal } = words.gateway;
  const { logRows } = state.aiGateway;
  const caution = (text: string): ReactNode => (
    <p className="caution">
      <ToneMark tone="amber" size={12} />
      {text}
    </p>
  );
  if (name === "authentication" && settings.authentication === false) return caution(ours.open);
  if (name === "collectsLogs" && settings.collectsLogs === false) return caution(proposal.noLogs);
  if (name === "logStorage" && logRows !== null) return <p>{ours.rows(logRows)}</p>;
  if (name === "rateLimit" && isTechnique(settings.rateLimit))
    return <p>{ours.techniqueText[settings.rateLimit.technique]}</p>;
  return (
    name === "spendLimits" &&
    settings.otherSpendRules > 0 && <p>{ours.others(settings.otherSpendRules)}</p>
  );
}

const isTechnique = (
  value: AiGatewaySettings["rateLimit"],
): value is Exclude<AiGatewaySettings["rateLimit"], "unreadable" | null> =>
  value !== null && value !== "unreadable";

function EditorOf({
  name,
  settings,
  ...editing
}: Omit<EditorProps<unknown>, "value"> & {
  readonly name: SettingName;
  readonly settings: AiGatewaySettings;
}): ReactNode {
  const { cacheSeconds, logStorage, rateLimit, retries, spendLimits } = settings;
  if (name === "cacheSeconds" && cacheSeconds !== "unreadable")
    return <CacheEditor {...editing} value={cacheSeconds} />;
  if (name === "rateLimit" && rateLimit !== "unreadable")
    return <RateEditor {...editing} value={rateLimit} />;
  if (name === "retries" && retries !== "unreadable")
    return <RetryEditor {...editing} value={retries} />;
  if (name === "logStorage" && logStorage !== "unreadable")
    return <StorageEditor {...editing} value={logStorage} />;
  if (name === "spendLimits" && spendLimits !== "unreadable")
    return <SpendEditor {...editing} value={spendLimits} />;
  return null;
}
