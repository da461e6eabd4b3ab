/** Takes one key: it stays in its field until it is saved or refused, is in nothing else of the page, and is never shown again. */
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { ErrorCode } from "../../preload/contract/error.ts";
import type { SecretKind, VaultState } from "../../preload/contract/state.ts";
import type { Words } from "../copy/en.ts";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Form } from "../ui/Form.tsx";
import { Problem } from "../ui/Problem.tsx";
import { SwappedKey } from "./SwappedKey.tsx";
import { isKept, secretOf } from "./steps.ts";
import { useTyped } from "./typed.ts";

/** Where the key will be; nothing is promised of a keychain that is not there. */
const hints: Readonly<Record<VaultState["kind"], ((words: Words) => string) | null>> = {
  keychain: ({ secret }) => secret.inKeychain,
  locked: ({ secret }) => secret.inKeychain,
  session: ({ secret }) => secret.inMemory,
  none: null,
};

/** Nothing is wrong with the key: the same one may be sent again. */
const isWorthKeeping = (code: ErrorCode): boolean =>
  code === "secret.unproven" || code.startsWith("vault.");

/** Cloudflare knows the token and will not have it, or does not know it. */
const isTokenRefused = (code: ErrorCode): boolean =>
  /^cloudflare\.token(?:Invalid|Expired|Disabled|Malformed)$/.test(code);

/** The field alone holds what was typed; whoever has taken care of it empties it. */
export type SecretField = { readonly read: () => string; readonly empty: () => void };

export function SecretForm(props: {
  readonly kind: SecretKind;
  /** The slug a model key is for; the chosen model's unless it is said. */
  readonly provider?: string | undefined;
  readonly onDone: () => void;
  /** Shown to the far end first: what that refuses is not kept. */
  readonly isTried?: boolean;
  /** The form has a button elsewhere, which submits it by this id. */
  readonly id?: string;
  /** Null: the form has no button of its own. */
  readonly submit?: string | null;
  /** False where something else on the screen is the thing to do. */
  readonly isPrimary?: boolean;
  /** What is the matter with the keychain stands on the screen already. */
  readonly isVaultSaid?: boolean;
  readonly label: string;
  readonly onFilled?: (isFilled: boolean) => void;
  readonly onBusy?: (isBusy: boolean) => void;
  /** What can be done with a Cloudflare token that stands in a model key's field. */
  readonly swapWay?: (field: SecretField) => ReactNode;
  readonly children?: ReactNode;
}): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send, forget } = useSender();
  const form = useRef<HTMLFormElement>(null);
  const swapId = useId();
  const refusalId = useId();
  const [isMissing, setMissing] = useState(false);
  const { kind, submit = words.secret.save } = props;
  const { provider = state.models.selected.provider } = props;
  const typed = useTyped({ kind, provider, onFilled: props.onFilled });

  const vault = state.vault.kind;
  const isOpen = vault === "keychain" || vault === "session";
  useEffect(() => {
    if (isOpen) forget();
  }, [forget, isOpen]);
  // There is no former one it could have taken the place of.
  const isFirstUnknown =
    refusal?.code === "cloudflare.tokenInvalid" && !isKept(secretOf(state, kind));
  const isSaidAlready = props.isVaultSaid && refusal?.code === `vault.${vault}`;

  // Never in React's state: the field itself is the only place that has it.
  const read = (): string => String(new FormData(form.current ?? undefined).get("secret") ?? "");
  const empty = () => {
    form.current?.reset();
    typed.look("");
  };

  async function save(isTried: boolean): Promise<void> {
    const secret = read();
    setMissing(secret.trim() === "");
    if (secret.trim() === "" || isBusy || typed.look(secret) !== null) return;
    props.onBusy?.(true);
    const reply = await tryAndSave(secret, isTried);
    props.onBusy?.(false);
    const isLost = !reply.ok && !isWorthKeeping(reply.error.code);
    if (reply.ok || isLost) empty();
    if (isLost) form.current?.querySelector("input")?.focus();
    if (reply.ok) props.onDone();
  }

  async function tryAndSave(secret: string, isTried: boolean) {
    if (isTried && kind === "analytics") {
      const seen = await send({ type: "cloudflare.look", token: secret.trim() });
      if (!seen.ok && isTokenRefused(seen.error.code)) return seen;
    }
    return send({
      type: "secret.save",
      kind,
      secret,
      ...(kind === "provider" && { provider }),
      ...(kind === "provider" && isTried && { prove: true }),
    });
  }

  return (
    <Form id={props.id} ref={form} onSubmit={() => save(props.isTried ?? false)}>
      <Field
        label={props.label}
        name="secret"
        type="password"
        readOnly={isBusy}
        isWrong={typed.swap !== null}
        fault={isMissing ? words.setup.fillIn : undefined}
        aria-describedby={typed.swap !== null ? swapId : refusal ? refusalId : undefined}
        hint={hints[vault]?.(words)}
        onInput={({ currentTarget }) => {
          typed.type(currentTarget.value);
          setMissing(false);
          forget();
        }}
      />
      <SwappedKey id={swapId} swap={typed.swap} onClear={empty}>
        {typed.swap === "cloudflare" && props.swapWay?.({ read, empty })}
      </SwappedKey>
      {isSaidAlready ? (
        <p className="small caution" id={refusalId} role="alert">
          {words.firstRun.modelKey.notSaved}
        </p>
      ) : (
        refusal && (
          <div id={refusalId}>
            <Problem
              refusal={refusal}
              head={refusal.code === "secret.wrongKind" ? words.secret.isNot[kind] : undefined}
              text={isFirstUnknown ? words.firstRun.cloudflare.editFault.unknown.text : undefined}
            />
          </div>
        )
      )}
      <div className="actions">
        {submit !== null && (
          <Button
            type="submit"
            look={props.isPrimary === false ? "outline" : "primary"}
            isBusy={isBusy}
          >
            {submit}
          </Button>
        )}
        {refusal?.code === "secret.unproven" && (
          <Button isBusy={isBusy} onClick={() => void save(false)}>
            {words.firstRun.modelKey.unchecked}
          </Button>
        )}
        {props.children}
      </div>
    </Form>
  );
}
