/** One field for another model: chosen from what OpenClaw knows, or written by its name. */
import { type ReactNode, useId, useState } from "react";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Form } from "../ui/Form.tsx";
import { isRef } from "./order.ts";

export function AddModel(props: {
  readonly order: readonly string[];
  /** Tells whether it was taken. */
  readonly add: (ref: string) => Promise<boolean>;
}): ReactNode {
  const { state, words } = useFace();
  const { models } = words.openclaw;
  const id = useId();
  const [ref, setRef] = useState("");
  const [isWrong, setWrong] = useState(false);
  const list = (state.models.openclaw?.list ?? []).filter(
    (model) => !props.order.includes(model.ref),
  );

  async function add(): Promise<void> {
    const wanted = ref.trim();
    if (!isRef(wanted) || props.order.includes(wanted)) return setWrong(true);
    if (await props.add(wanted)) setRef("");
  }

  return (
    <Form onSubmit={add}>
      <Field
        label={models.add}
        hint={models.addHint}
        fault={isWrong ? models.wrong : undefined}
        list={id}
        value={ref}
        onChange={({ target }) => {
          setRef(target.value);
          setWrong(false);
        }}
      />
      <datalist id={id}>
        {list.map((model) => (
          <option key={model.ref} value={model.ref}>
            {model.name}, {models.route[model.route]}
          </option>
        ))}
      </datalist>
      <div className="actions">
        <Button type="submit">{words.secret.add}</Button>
      </div>
    </Form>
  );
}
