/** What every form that changes a setting at Cloudflare ends in: see it first, turn it off, or leave it. */
import type { ReactNode } from "react";
import type { AiGatewayChange } from "../../preload/contract/ai-gateway.ts";
import type { Refusal } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Form } from "../ui/Form.tsx";
import { Problem } from "../ui/Problem.tsx";

export type EditorProps<V> = {
  readonly value: V;
  readonly isBusy: boolean;
  readonly refusal: Refusal | null;
  readonly propose: (change: AiGatewayChange) => void;
  readonly onCancel: () => void;
};

export function Editor(
  props: Pick<EditorProps<unknown>, "isBusy" | "refusal" | "onCancel"> & {
    readonly onSubmit: () => void;
    /** Where it is on. */
    readonly onTurnOff?: (() => void) | undefined;
    readonly children: ReactNode;
  },
): ReactNode {
  const { words } = useFace();
  const { isBusy, onTurnOff } = props;
  return (
    <Form className="sheet whole stack" onSubmit={props.onSubmit}>
      {props.children}
      <Problem refusal={props.refusal} />
      <div className="actions">
        <Button type="submit" isBusy={isBusy}>
          {words.gateway.ours.show}
        </Button>
        {onTurnOff && (
          <Button isBusy={isBusy} onClick={onTurnOff}>
            {words.gateway.ours.turnItOff}
          </Button>
        )}
        <Button look="quiet" onClick={props.onCancel}>
          {words.secret.cancel}
        </Button>
      </div>
    </Form>
  );
}
