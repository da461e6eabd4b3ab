/** What is missing before requests can pass, one step open at a time; nothing is changed by looking. */
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { useFace } from "../face.ts";
import { canOverlay } from "../openclaw/kind.ts";
import { Offer } from "../openclaw/Offer.tsx";
import { offerOf } from "../openclaw/standing.ts";
import { Button } from "../ui/Button.tsx";
import { Tick } from "../ui/Marks.tsx";
import { masked } from "./address.ts";
import { ConnectStep } from "./ConnectStep.tsx";
import { ProfileForm } from "./ProfileForm.tsx";
import { SecretForm } from "./SecretForm.tsx";
import { type Step, type StepName, secretOf, stepsOf } from "./steps.ts";

export function Setup(): ReactNode {
  const { state, words } = useFace();
  const [skipped, setSkipped] = useState<readonly StepName[]>([]);
  /** A finished step the person came back to. */
  const [reopened, setReopened] = useState<StepName | null>(null);
  const steps = stepsOf(state, skipped);
  const close = () => setReopened(null);
  const open = reopened ?? steps.find(({ status }) => status === "open")?.name;
  const list = useFocusOn(open);
  return (
    <section className="block setup" aria-labelledby="setup">
      <h2 className="lead" id="setup">
        {words.setup.title}
      </h2>
      {offerOf(state) && (
        <div className="sheet">
          <h3 className="strong">{words.openclaw.offer.head}</h3>
          <Offer />
        </div>
      )}
      <ol className="steps" ref={list}>
        {steps.map((step) => {
          const isOpen = step.name === open;
          return (
            <li key={step.name} aria-current={isOpen ? "step" : undefined}>
              <StepHead step={step} isOpen={isOpen} onReopen={() => setReopened(step.name)} />
              {isOpen && (
                <div className="step-body">
                  <StepBody
                    name={step.name}
                    onDone={close}
                    onSkip={() => {
                      setSkipped([...skipped, step.name]);
                      close();
                    }}
                  />
                </div>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** The focus goes on to the next step when one is done, unless the person is somewhere else. */
function useFocusOn(open: StepName | undefined): RefObject<HTMLOListElement | null> {
  const list = useRef<HTMLOListElement>(null);
  const before = useRef(open);
  useEffect(() => {
    if (before.current === open) return;
    before.current = open;
    const { activeElement, body } = document;
    if (activeElement === body || list.current?.contains(activeElement))
      list.current
        ?.querySelector<HTMLElement>("[aria-current] .step-body :is(input, .primary)")
        ?.focus();
  }, [open]);
  return list;
}

function StepHead(props: {
  readonly step: Step;
  readonly isOpen: boolean;
  readonly onReopen: () => void;
}): ReactNode {
  const { state, words } = useFace();
  const { isOpen, step } = props;
  const { name, status } = step;
  const isPast = status === "done" || status === "skipped";
  const isDone = status === "done";
  const aside = isDone
    ? summaryOf(name, state, words)
    : name === "gatewayToken"
      ? words.setup.optional
      : null;
  return (
    <div className={`step-head ${status === "later" ? "three" : ""}`}>
      <span className={`step-mark ${status}`}>{isDone && <Tick />}</span>
      <span className={isOpen ? "strong" : undefined}>{titles[name](words)}</span>
      <span className="small three grow clip" title={aside ?? undefined}>
        {aside}
      </span>
      {isPast && !isOpen && (
        <Button
          look="quiet"
          aria-label={`${words.setup.change}, ${titles[name](words)}`}
          onClick={props.onReopen}
        >
          {words.setup.change}
        </Button>
      )}
    </div>
  );
}

type Face = ReturnType<typeof useFace>;

const titles: Readonly<Record<StepName, (words: Face["words"]) => string>> = {
  account: ({ setup }) => setup.account,
  modelKey: ({ keys }) => keys.provider,
  gatewayToken: ({ keys }) => keys.aiGateway,
  connect: ({ setup }) => setup.connect,
};

function summaryOf(name: StepName, state: Face["state"], words: Face["words"]): string {
  if (name === "account" && state.profile)
    return `${state.profile.aiGatewayId}, ${masked(state.profile.accountId)}`;
  const secret = secretOf(state, name === "modelKey" ? "provider" : "aiGateway");
  return name !== "connect" && secret ? masked(secret.tail) : words.setup.done;
}

function StepBody(props: {
  readonly name: StepName;
  readonly onDone: () => void;
  readonly onSkip: () => void;
}): ReactNode {
  const { state, words } = useFace();
  switch (props.name) {
    case "account":
      return <ProfileForm onDone={props.onDone} />;
    case "modelKey":
      return (
        <SecretForm kind="provider" onDone={props.onDone}>
          {/* On top of a provider that has a key already, none is needed here. */}
          {canOverlay(state.openclaw.overlays) && (
            <Button look="quiet" onClick={props.onSkip}>
              {words.openclaw.link.overlay}
            </Button>
          )}
        </SecretForm>
      );
    case "gatewayToken":
      return (
        <SecretForm kind="aiGateway" onDone={props.onDone}>
          <Button look="quiet" onClick={props.onSkip}>
            {words.setup.skip}
          </Button>
        </SecretForm>
      );
    case "connect":
      return <ConnectStep />;
  }
}
