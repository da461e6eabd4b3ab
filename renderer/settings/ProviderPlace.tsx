/** The person's own part of a provider's address: a resource, a region. */
import { type ReactNode, useState } from "react";
import type { ProviderInfo } from "../../preload/contract/state.ts";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Form } from "../ui/Form.tsx";
import { Problem } from "../ui/Problem.tsx";

export function PlaceForm(props: {
  readonly slug: string;
  readonly place: NonNullable<ProviderInfo["place"]>;
}): ReactNode {
  const { words } = useFace();
  const { forget, isBusy, refusal, send } = useSender();
  const { place, slug } = props;
  const [typed, setTyped] = useState(place.value ?? "");
  const said = words.gateway.providers;
  const meant = typed.trim() === "" ? null : typed.trim();
  return (
    <Form
      onSubmit={async () => {
        await send({ type: "provider.place", provider: slug, place: meant });
      }}
    >
      <Field
        label={said.place}
        hint={said.placeHint(place.example)}
        maxLength={63}
        isWrong={refusal !== null}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          forget();
        }}
      />
      <Problem refusal={refusal} />
      {meant !== place.value && (
        <div className="actions">
          <Button type="submit" isBusy={isBusy}>
            {words.secret.save}
          </Button>
        </div>
      )}
    </Form>
  );
}
