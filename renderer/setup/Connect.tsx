/** Connecting OpenClaw: which way, the file, what will change in it and the way back, before anything is written. */
import { type ReactNode, useState } from "react";
import type { AppState } from "../../preload/contract/state.ts";
import { providerName } from "../copy/provider.ts";
import { useSender } from "../face.ts";
import { canOverlay, isTooOld, type Kind, obstacleOf } from "../openclaw/kind.ts";
import { Snippet } from "../openclaw/Snippet.tsx";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Options, TickOption } from "../ui/Options.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Said } from "../ui/Said.tsx";
import { WithPath } from "../ui/WithPath.tsx";
import { hasModelKey } from "./steps.ts";

const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each) => b.includes(each));

/** By whose key is to pay: nothing pays for Sluice's own provider before there is one here, and theirs are paid for. */
export const firstKindOf = (state: AppState): Kind =>
  isTooOld(state.openclaw) || (!hasModelKey(state) && canOverlay(state.openclaw.overlays))
    ? "overlay"
    : "own";

export function Connect({
  isFirst = false,
}: {
  /** Nothing is routed by connecting alone: the switch comes later, and is the person's. Whose key pays has been chosen before. */
  readonly isFirst?: boolean;
}): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const { link, overlays, snippet } = state.openclaw;
  const obstacle = obstacleOf(state.openclaw);
  const isOld = isTooOld(state.openclaw);
  const [wish, setWish] = useState<Kind | null>(null);
  const [ticked, setTicked] = useState<readonly string[] | null>(null);
  const inForce = link?.kind === "overlay" ? "overlay" : "own";
  const kind = wish ?? (link && !isOld ? inForce : firstKindOf(state));
  const possible = overlays.filter((overlay) => overlay.refusal === null).map(({ slug }) => slug);
  const before = link?.kind === "overlay" ? link.providers : possible;
  const providers = possible.filter((slug) => (ticked ?? before).includes(slug));
  const isInForce =
    link?.applied === true &&
    link.kind === kind &&
    (kind === "own" || ticked === null || isSameSet(link.providers, ticked));
  // Once the link stands, what was to be pasted is not wanted any more; unless it was for another one, just refused.
  const isToPaste = snippet !== null && (refusal !== null || link?.applied !== true);
  async function connect(): Promise<void> {
    // Being connected is no wish to be routed: the switch is the person's. Practice has nothing to lose.
    const isUnasked = link === null && (isFirst || !state.practice);
    if (isUnasked && state.route.asked === "cloudflare") {
      const waiting = await send({ type: "route.set", route: "direct" });
      if (!waiting.ok) return;
    }
    await send({ type: "openclaw.link", kind, ...(kind === "overlay" && { providers }) });
  }

  if (obstacle) return <Said code={obstacle} />;
  return (
    <div className="stack">
      {!isOld && !isFirst && (overlays.length > 0 || link?.kind === "overlay") && (
        <Options
          legend={words.openclaw.link.title}
          isLegendHidden
          value={kind}
          options={[
            {
              value: "own",
              name: words.openclaw.link.own,
              text: words.openclaw.link.ownText,
            },
            {
              value: "overlay",
              name: words.openclaw.link.overlay,
              text: words.openclaw.link.overlayText,
            },
          ]}
          onChoose={setWish}
        />
      )}
      {kind === "overlay" && (
        <Overlays
          chosen={providers}
          onToggle={(slug) =>
            setTicked(
              providers.includes(slug)
                ? providers.filter((each) => each !== slug)
                : [...providers, slug],
            )
          }
        />
      )}
      {!isInForce && (
        <>
          {kind === "own" ? <OwnChanges /> : <OverlayChanges providers={providers} />}
          <Problem refusal={refusal} />
          {isToPaste && <Snippet path={snippet} />}
          {(kind === "own" || providers.length > 0) && (
            <div className="actions">
              <Button look="primary" isBusy={isBusy} onClick={() => void connect()}>
                {link === null
                  ? words.setup.connect
                  : link.kind === kind
                    ? words.setup.connectAgain
                    : words.openclaw.link.changeOver}
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  );
}

/** Which of the person's own providers Sluice stands in front of, and why it cannot before some. */
function Overlays(props: {
  readonly chosen: readonly string[];
  readonly onToggle: (slug: string) => void;
}): ReactNode {
  const { state, words } = useFace();
  const { overlays } = state.openclaw;
  return (
    <fieldset className="options within">
      <legend className="small two">{words.openclaw.link.which}</legend>
      {overlays.map(({ id, refusal, slug }) =>
        refusal === null ? (
          <TickOption
            key={id}
            name={providerName(slug)}
            isTicked={props.chosen.includes(slug)}
            onToggle={() => props.onToggle(slug)}
          />
        ) : (
          <div key={id} className="option">
            <span className="cannot" aria-hidden="true" />
            <span className="grow">
              <span className="option-name">{providerName(slug)}</span>
              <span className="small two">
                {words.codes[refusal].head}. {words.codes[refusal].text}
              </span>
            </span>
          </div>
        ),
      )}
      {!canOverlay(overlays) && (
        <p className="small two">{words.codes["link.nothingToOverlay"].text}</p>
      )}
    </fieldset>
  );
}

function OwnChanges(): ReactNode {
  const { state, words } = useFace();
  const isNew = state.openclaw.status === "notFound";
  return (
    <Changes>
      <li>{words.setup.connectEntry}</li>
      <li>{words.setup.connectPlugin}</li>
      <li>{words.setup.connectModel(state.models.selected.model)}</li>
      <li>{words.setup.connectMerge}</li>
      {isNew && <li>{words.setup.connectStart}</li>}
    </Changes>
  );
}

function OverlayChanges(props: { readonly providers: readonly string[] }): ReactNode {
  const { words } = useFace();
  const { link } = words.openclaw;
  if (props.providers.length === 0) return null;
  return (
    <Changes>
      {props.providers.map((slug) => (
        <li key={slug}>{link.entry(providerName(slug))}</li>
      ))}
      <li>{link.header}</li>
    </Changes>
  );
}

/** The file, the lines, the way back. */
function Changes(props: { readonly children: ReactNode }): ReactNode {
  const { state, words } = useFace();
  const { configPath, status } = state.openclaw;
  const isNew = status === "notFound";
  return (
    <div className="sheet">
      <h3 className="strong">{words.setup.connectTitle}</h3>
      <p className="small two">
        <WithPath
          say={isNew ? words.setup.connectNewFile : words.setup.connectFile}
          path={configPath}
        />
      </p>
      <ul className="changes small">{props.children}</ul>
      <p className="small two">
        {isNew ? words.openclaw.link.restoreNew : words.setup.connectBack}
      </p>
    </div>
  );
}
