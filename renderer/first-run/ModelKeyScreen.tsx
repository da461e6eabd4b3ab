/** The key that pays for answers: the one OpenClaw has already, or one that is pasted, shown to the provider and kept. */
import { type ReactNode, useId, useState } from "react";
import { keyPageOf } from "../copy/dash-links.ts";
import { providerName } from "../copy/provider.ts";
import { useSender } from "../face.ts";
import { useFocusOnTurn } from "../focus.ts";
import { type Face, useFace } from "../page-face.ts";
import { masked } from "../setup/address.ts";
import { type SecretField, SecretForm } from "../setup/SecretForm.tsx";
import { isKept, secretOf } from "../setup/steps.ts";
import { Button } from "../ui/Button.tsx";
import { DoneMark } from "../ui/Marks.tsx";
import { Options } from "../ui/Options.tsx";
import { Problem } from "../ui/Problem.tsx";
import { type Forward, Screen } from "./Screen.tsx";
import { Vault } from "./Vault.tsx";

type Source = "theirs" | "paste";

export function ModelKeyScreen(): ReactNode {
  const face = useFace();
  const { state, words } = face;
  const said = words.firstRun.modelKey;
  const id = useId();
  const { provider } = state.models.selected;
  const kept = secretOf(state, "provider");
  // Connected as Sluice's own provider, OpenClaw asks with a key of Sluice's, and not with its own.
  const isOwn = state.openclaw.link?.kind === "own";
  const theirs = isOwn ? [] : state.openclaw.overlays.filter(({ refusal }) => refusal === null);
  const [wish, setWish] = useState<Source | null>(null);
  const [isReplacing, setReplacing] = useState(false);
  const [isFilled, setFilled] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const removal = useSender();
  const isSaved = isKept(kept) && !isReplacing;
  const place = useFocusOnTurn(isReplacing, "input:checked, input[type=password], button");
  // A key that is kept is the one that was chosen, until another choice is gone through with.
  const source = wish ?? (theirs.length > 0 && !isKept(kept) ? "theirs" : "paste");
  const isPasting = !isSaved && source === "paste";
  const givesUp = !isSaved && source === "theirs" && isKept(kept);
  const cancel = () => {
    setReplacing(false);
    setWish(null);
    setFilled(false);
    removal.forget();
  };

  async function giveUp(): Promise<void> {
    const gone = await removal.send({ type: "secret.remove", kind: "provider", provider });
    if (gone.ok) await removal.send({ type: "setup.go", step: "cloudflare" });
  }

  function forward(): Forward {
    if (givesUp)
      return {
        label: words.firstRun.next,
        missing: null,
        isBusy: removal.isBusy,
        onPress: () => void giveUp(),
      };
    if (!isPasting) return { label: words.firstRun.next, missing: null };
    const canSkip = !isReplacing;
    return {
      label: said.check,
      missing: isFilled ? null : said.missing,
      isBusy,
      form: id,
      canSkip,
    };
  }
  return (
    <Screen
      step="modelKey"
      title={said.title(providerName(provider))}
      lede={
        isSaved || isPasting
          ? words.setup.modelKeyLede(providerName(provider))
          : said.theirsLede(providerName(provider))
      }
      forward={forward()}
    >
      <div className="stack" ref={place}>
        {isSaved && (
          <div className="fr-line">
            <p className="grow" role="status">
              <DoneMark />
              {said.saved(masked(kept.tail))}
            </p>
            <Button onClick={() => setReplacing(true)}>{words.secret.replace}</Button>
          </div>
        )}
        {!isSaved && theirs.length > 0 && (
          <Options
            legend={said.title(providerName(provider))}
            isLegendHidden
            value={source}
            options={[
              {
                value: "theirs",
                name: said.theirs,
                text: [
                  theirsText(
                    face,
                    theirs.map(({ slug }) => slug),
                  ),
                  givesUp && said.givesUp(masked(kept.tail)),
                ]
                  .filter(Boolean)
                  .join(" "),
              },
              { value: "paste", name: said.paste, text: said.pasteText },
            ]}
            onChoose={(value) => {
              setWish(value);
              setFilled(false);
              removal.forget();
            }}
          />
        )}
        {isPasting && (
          <>
            <Vault />
            <SecretForm
              kind="provider"
              isTried
              isVaultSaid
              id={id}
              submit={null}
              label={said.paste}
              onFilled={setFilled}
              onBusy={setBusy}
              swapWay={(field) => <KeepForNext field={field} />}
              // A first one is kept before that is answered, and may be replaced again by then.
              onDone={() => isReplacing && cancel()}
            >
              {isReplacing && <Cancel onPress={cancel} />}
              <KeyPage provider={provider} />
            </SecretForm>
            <p className="small two" role="status">
              {isBusy && (
                <>
                  <span className="ring" />
                  {said.checking}
                </>
              )}
            </p>
          </>
        )}
        {givesUp && (
          <div className="actions">
            <Cancel onPress={cancel} />
          </div>
        )}
      </div>
      <Problem refusal={removal.refusal} />
      <KeptForNext />
    </Screen>
  );
}

function Cancel({ onPress }: { readonly onPress: () => void }): ReactNode {
  return (
    <Button look="quiet" onClick={onPress}>
      {useFace().words.secret.cancel}
    </Button>
  );
}

/** What is known of the keys OpenClaw has: whose they are, and the end of those that stand readable in its files. */
function theirsText({ format, state, words }: Face, slugs: readonly string[]): string {
  const said = words.firstRun.modelKey;
  const tails = (state.openclaw.environment?.plaintext ?? []).flatMap(({ kind, provider, tail }) =>
    kind === "provider" && provider !== null && slugs.includes(provider)
      ? [said.theirsTail(providerName(provider), masked(tail))]
      : [],
  );
  return [said.theirsText(format.list(slugs.map(providerName))), ...new Set(tails)].join(" ");
}

function KeyPage({ provider }: { readonly provider: string }): ReactNode {
  const { words } = useFace();
  const page = keyPageOf(provider);
  if (page === null) return null;
  return (
    <a className="link small whole-word" href={page} target="_blank" rel="noreferrer">
      {words.firstRun.modelKey.getOne(providerName(provider))} ↗
    </a>
  );
}

const hasToken = (state: Face["state"]): boolean => isKept(secretOf(state, "analytics"));

/** From the field into the keychain, where the next screen finds it; one that is there already is not overwritten unasked. */
function KeepForNext({ field }: { readonly field: SecretField }): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  if (hasToken(state)) return null;
  const keep = async () => {
    const kept = await send({ type: "secret.save", kind: "analytics", secret: field.read() });
    if (kept.ok) field.empty();
  };
  return (
    <>
      <Button look="primary" isBusy={isBusy} onClick={() => void keep()}>
        {words.firstRun.modelKey.keep}
      </Button>
      <Problem refusal={refusal} />
    </>
  );
}

/** Said where it was taken, until the next screen uses it. */
function KeptForNext(): ReactNode {
  const { state, words } = useFace();
  const isWaiting = state.profile === null && hasToken(state);
  return (
    <p className="small two" role="status">
      {isWaiting && (
        <>
          <DoneMark />
          {words.firstRun.modelKey.kept}
        </>
      )}
    </p>
  );
}
