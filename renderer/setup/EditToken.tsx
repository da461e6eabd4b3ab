/** One field for a Cloudflare token that may change AI Gateways: it is read from there straight into one command, and kept nowhere. */
import type { ReactNode } from "react";
import type { ErrorCode } from "../../preload/contract/error.ts";
import { tokenPages } from "../copy/dash-links.ts";
import type { Words } from "../copy/en.ts";
import { useFace } from "../page-face.ts";
import { Field } from "../ui/Field.tsx";
import { SwappedKey } from "./SwappedKey.tsx";
import type { useTyped } from "./typed.ts";

export type EditFault = keyof Words["firstRun"]["cloudflare"]["editFault"];

/** What can be wrong with the token that was pasted; anything else is not its fault. */
export const editFaults: Partial<Readonly<Record<ErrorCode, EditFault>>> = {
  "cloudflare.tokenInvalid": "unknown",
  "cloudflare.tokenMalformed": "unknown",
  "cloudflare.tokenExpired": "expired",
  "cloudflare.tokenDisabled": "disabled",
  "cloudflare.tokenElsewhere": "elsewhere",
  "cloudflare.accountNotFound": "elsewhere",
  "cloudflare.needsAiGatewayRead": "mayNot",
  "cloudflare.needsAiGatewayEdit": "mayNot",
};

/** To stand in a form, which reads the field named "secret". */
export function EditTokenField(props: {
  readonly typed: ReturnType<typeof useTyped>;
  readonly isBusy: boolean;
  readonly isWrong: boolean;
  /** The ids of what is said of a token that belongs elsewhere, and of one that was refused. */
  readonly swapId: string;
  readonly faultId: string;
  readonly onType: () => void;
  readonly onClear: () => void;
}): ReactNode {
  const said = useFace().words.firstRun.cloudflare;
  const { faultId, isWrong, swapId, typed } = props;
  const isSwapped = typed.swap !== null;
  return (
    <>
      <Field
        label={said.editToken}
        name="secret"
        type="password"
        hint={said.editTokenHint}
        readOnly={props.isBusy}
        isWrong={isWrong || isSwapped}
        aria-describedby={isSwapped ? swapId : isWrong ? faultId : undefined}
        onInput={({ currentTarget }) => {
          typed.type(currentTarget.value);
          props.onType();
        }}
      />
      <SwappedKey id={swapId} swap={typed.swap} onClear={props.onClear}>
        {null}
      </SwappedKey>
      <a className="link small whole-word" href={tokenPages.edit} target="_blank" rel="noreferrer">
        {said.editPage} ↗
      </a>
    </>
  );
}
