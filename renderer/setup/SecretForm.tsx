/** Takes one key: it stays in its field until it is saved or refused, is in nothing else of the page, and is never shown again. */
import { type FormEvent, type ReactNode, useRef } from "react";
import type { ErrorCode } from "../../preload/contract/error.ts";
import type { SecretKind, VaultState } from "../../preload/contract/state.ts";
import type { Words } from "../copy/en.ts";
import { useFace, useSender } from "../face.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Problem } from "../ui/Problem.tsx";
import { SwappedKey } from "./SwappedKey.tsx";
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
  readonly label: string;
  readonly onFilled?: (isFilled: boolean) => void;
  readonly onBusy?: (isBusy: boolean) => void;
  /** What can be done with a Cloudflare token that stands in a model key's field. */
  readonly swapWay?: (field: SecretField) => ReactNode;
  readonly children?: ReactNode;
}): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const form = useRef<HTMLFormElement>(null);
  const { kind, submit = words.secret.save } = props;
  const { provider = state.models.selected.provider } = props;
  const typed = useTyped({ kind, provider, onFilled: props.onFilled });

  // Never in React's state: the field itself is the only place that has it.
  const read = (): string => String(new FormData(form.current ?? undefined).get("secret") ?? "");
  const empty = () => {
    form.current?.reset();
    typed.look("");
  };

  async function save(isTried: boolean): Promise<void> {
    const secret = read();
    if (secret.trim() === "" || isBusy || typed.look(secret) !== null) return;
    props.onBusy?.(true);
    const reply = await tryAndSave(secret, isTried);
    props.onBusy?.(false);
    if (reply.ok || !isWorthKeeping(reply.error.code)) empty();
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
    <form
      className="stack"
      noValidate
      id={props.id}
      ref={form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void save(props.isTried ?? false);
      }}
    >
      <Field
        label={props.label}
        name="secret"
        type="password"
        readOnly={isBusy}
        isWrong={typed.swap !== null}
        hint={hints[state.vault.kind]?.(words)}
        onInput={({ currentTarget }) => typed.type(currentTarget.value)}
      />
      <SwappedKey swap={typed.swap} onClear={empty}>
        {typed.swap === "cloudflare" && props.swapWay?.({ read, empty })}
      </SwappedKey>
      <Problem
        refusal={refusal}
        head={refusal?.code === "secret.wrongKind" ? words.secret.isNot[kind] : undefined}
      />
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
    </form>
  );
}
