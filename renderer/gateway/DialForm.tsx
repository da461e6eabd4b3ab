/** The form of one dial: what is left as it is says nothing to Cloudflare. */
import { type ReactNode, useState } from "react";
import type { Dial } from "../../preload/contract/dials.ts";
import type { Refusal } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Form } from "../ui/Form.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Select } from "../ui/Select.tsx";
import { type DialDraft, type DialFault, draftOf, readDial } from "./dial.ts";
import { BackoffSelect, bounds, useFaults } from "./Editors.tsx";
import { SpanField } from "./SpanField.tsx";

const isDial = (read: ReturnType<typeof readDial>): read is Dial => !Array.isArray(read);

export function DialForm(props: {
  readonly dial: Dial;
  /** It lies over what is said for all of them. */
  readonly isOfModel: boolean;
  readonly isBusy: boolean;
  readonly refusal: Refusal | null;
  readonly onSave: (dial: Dial) => void;
  readonly onCancel: () => void;
  /** Fields before these. */
  readonly children?: ReactNode;
}): ReactNode {
  const { format, words } = useFace();
  const { ours, told } = words.gateway;
  const says = useFaults();
  const [draft, setDraft] = useState<DialDraft>(draftOf(props.dial));
  const [wasTried, setTried] = useState(false);
  const { isOfModel } = props;
  const asIs = isOfModel ? told.asAll : told.asSet;
  const empty = isOfModel ? told.emptyModel : told.empty;
  const read = readDial(draft);
  const change = (patch: Partial<DialDraft>): void => setDraft({ ...draft, ...patch });
  const faultOf = (name: DialFault, text: string): string | undefined =>
    wasTried && !isDial(read) && read.includes(name) ? text : undefined;

  function save(): void {
    setTried(true);
    if (isDial(read)) props.onSave(read);
  }

  return (
    <Form className="sheet whole stack" onSubmit={save}>
      {props.children}
      <Select
        label={told.cache}
        value={!isOfModel && draft.cache === "" ? "skip" : draft.cache}
        onChange={({ target }) =>
          change({
            cache: (["skip", "asSet", "keep"] as const).find((each) => each === target.value) ?? "",
          })
        }
      >
        {isOfModel && <option value="">{told.asAll}</option>}
        <option value="skip">{told.cacheChoice.skip}</option>
        <option value="asSet">{told.cacheChoice.asSet}</option>
        <option value="keep">{told.cacheChoice.keep}</option>
      </Select>
      {draft.cache === "keep" && (
        <SpanField
          label={ours.field.keep}
          value={draft.keep}
          units={["minute", "hour", "day"]}
          fault={faultOf("keep", says.span(bounds.keep))}
          onChange={(keep) => change({ keep })}
        />
      )}
      <p className="small two">{told.cacheText}</p>
      <Select
        label={ours.field.attempts}
        value={draft.attempts}
        onChange={({ target }) => change({ attempts: target.value })}
      >
        <option value="">{asIs}</option>
        {[1, 2, 3, 4, 5].map((each) => (
          <option key={each} value={each}>
            {format.count(each)}
          </option>
        ))}
      </Select>
      <Field
        label={told.delayField}
        hint={empty}
        fault={faultOf("delay", says.count(bounds.delay))}
        inputMode="numeric"
        value={draft.delay}
        onChange={({ target }) => change({ delay: target.value })}
      />
      <BackoffSelect
        label={ours.field.backoff}
        none={asIs}
        value={draft.backoff}
        names={ours.backoffs}
        onChoose={(backoff) => change({ backoff })}
      />
      <Field
        label={told.timeoutField}
        hint={empty}
        fault={faultOf("timeout", told.wrongTimeout)}
        inputMode="decimal"
        value={draft.timeout}
        onChange={({ target }) => change({ timeout: target.value })}
      />
      <Problem refusal={props.refusal} />
      <div className="actions">
        <Button type="submit" isBusy={props.isBusy}>
          {words.secret.save}
        </Button>
        <Button look="quiet" onClick={props.onCancel}>
          {words.secret.cancel}
        </Button>
      </div>
    </Form>
  );
}
