/** The models of a provider the person names: each with its end, and a field for one more. */
import { type ReactNode, useState } from "react";
import type { ProviderInfo } from "../../preload/contract/state.ts";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Form } from "../ui/Form.tsx";
import { Problem } from "../ui/Problem.tsx";
import { isModelId, mostModels } from "./providers.ts";

export function Models({ provider }: { readonly provider: ProviderInfo }): ReactNode {
  const { words } = useFace();
  const { forget, isBusy, refusal, send } = useSender();
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState<"modelWrong" | "modelTaken" | null>(null);
  const said = words.gateway.providers;
  const { models, slug } = provider;
  const keep = (next: readonly string[]) =>
    send({ type: "provider.models", provider: slug, models: [...next] });

  async function add(): Promise<void> {
    const model = typed.trim();
    const wrong = !isModelId(model) ? "modelWrong" : models.includes(model) ? "modelTaken" : null;
    setFault(wrong);
    if (wrong !== null) return;
    const { ok } = await keep([...models, model]);
    if (ok) setTyped("");
  }

  return (
    <div className="stack">
      <div>
        <p className="strong">{said.models}</p>
        <p className="small two">{said.modelsText}</p>
      </div>
      {models.length === 0 ? (
        <p className="small two">{said.modelsNone}</p>
      ) : (
        <ul className="named-models">
          {models.map((model) => (
            <li key={model}>
              <span className="path grow">{model}</span>
              <Button
                look="quiet"
                isBusy={isBusy}
                aria-label={said.removeModel(model)}
                onClick={() => void keep(models.filter((each) => each !== model))}
              >
                {words.secret.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {models.length >= mostModels ? (
        <p className="small two">{said.modelsFull}</p>
      ) : (
        <Form onSubmit={add}>
          <Field
            label={said.model}
            hint={said.modelHint}
            fault={fault === null ? undefined : said[fault]}
            value={typed}
            onChange={({ target }) => {
              setTyped(target.value);
              setFault(null);
              forget();
            }}
          />
          <div className="actions">
            <Button type="submit" isBusy={isBusy}>
              {said.addModel}
            </Button>
          </div>
        </Form>
      )}
      <Problem refusal={refusal} />
    </div>
  );
}
