/** The providers of the profile in use: who pays each, where it is, which of its models there are, and whether OpenClaw has it. */
import { type ReactNode, useState } from "react";
import type { ProviderInfo } from "../../preload/contract/state.ts";
import { providerName } from "../copy/provider.ts";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Form } from "../ui/Form.tsx";
import { Group } from "../ui/Group.tsx";
import { Problem } from "../ui/Problem.tsx";
import { useUnfolding } from "../ui/unfold.ts";
import { Models } from "./ProviderModels.tsx";
import { Pays } from "./ProviderPays.tsx";
import { PlaceForm } from "./ProviderPlace.tsx";
import { UseRow } from "./ProviderUse.tsx";
import { customSlugIn, isLinked, isModelId, paysOf, providersOf } from "./providers.ts";

export function ProvidersGroup(): ReactNode {
  const { state, words } = useFace();
  const [isWhole, setWhole] = useState(false);
  const said = words.gateway.providers;
  const { others, used } = providersOf(state);
  // Who pays is the profile's.
  if (state.profile === null) return null;
  return (
    <Group title={said.title}>
      <p className="row small two">{said.lede}</p>
      {[...used, ...(isWhole ? others : [])].map((provider) => (
        <ProviderRow key={provider.slug} provider={provider} />
      ))}
      {others.length > 0 && (
        <div className="row">
          <Button look="quiet" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole ? said.fewer : said.more(others.length)}
          </Button>
        </div>
      )}
      <CustomRow />
    </Group>
  );
}

function ProviderRow({ provider }: { readonly provider: ProviderInfo }): ReactNode {
  const face = useFace();
  const { state, words } = face;
  const [isOpen, setOpen] = useState(false);
  const row = useUnfolding(
    isOpen,
    () => setOpen(false),
    isOpen ? "input, select, button" : "[data-opens]",
  );
  const said = words.gateway.providers;
  const { hasEntry, isDirect, models, place, slug } = provider;
  const name = providerName(slug);
  const facts = [paysOf(provider, face), place?.value, ...models].filter(Boolean);
  return (
    <div className="slot provider" data-provider={slug} ref={row}>
      <div className="row roomy">
        <div className="grow">
          <h3>
            {name} {isLinked(state, slug) && <span className="tag">{said.inUse}</span>}
          </h3>
          {!isOpen && <p className="small two">{facts.join(", ")}</p>}
        </div>
        <Button
          data-opens={isOpen ? undefined : ""}
          aria-expanded={isOpen}
          aria-label={`${isOpen ? said.close : said.change} ${name}`}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? said.close : said.change}
        </Button>
      </div>
      {isOpen && (
        <div className="row stack provider-parts">
          <Pays provider={provider} />
          {!isDirect && <p className="small two">{said.noDirect}</p>}
          {place && <PlaceForm slug={slug} place={place} />}
          {hasEntry && <Models provider={provider} />}
          {hasEntry && <UseRow provider={provider} />}
        </div>
      )}
    </div>
  );
}

/** One Cloudflare knows by a slug of the person's own: naming a model of it is what makes it known here. */
function CustomRow(): ReactNode {
  const { state, words } = useFace();
  const { forget, isBusy, refusal, send } = useSender();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [model, setModel] = useState("");
  const [wasTried, setTried] = useState(false);
  const close = (): void => {
    setOpen(false);
    setTried(false);
    forget();
  };
  const row = useUnfolding(isOpen, close);
  const said = words.gateway.providers;
  const slug = customSlugIn(name);
  const isTaken = slug !== null && state.providers.some((each) => each.slug === slug);

  async function save(): Promise<void> {
    setTried(true);
    if (slug === null || isTaken || !isModelId(model.trim())) return;
    const { ok } = await send({ type: "provider.models", provider: slug, models: [model.trim()] });
    if (!ok) return;
    close();
    setName("");
    setModel("");
  }

  return (
    <div className="row" ref={row}>
      {isOpen ? (
        <Form onSubmit={save}>
          <p className="small two">{said.customText}</p>
          <Field
            label={said.customName}
            hint={said.customHint}
            fault={
              wasTried
                ? slug === null
                  ? said.customWrong
                  : isTaken
                    ? said.customTaken
                    : undefined
                : undefined
            }
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
          <Field
            label={said.model}
            hint={said.modelHint}
            fault={wasTried && !isModelId(model.trim()) ? said.modelWrong : undefined}
            value={model}
            onChange={({ target }) => setModel(target.value)}
          />
          <Problem refusal={refusal} />
          <div className="actions">
            <Button type="submit" isBusy={isBusy}>
              {words.secret.add}
            </Button>
            <Button look="quiet" onClick={close}>
              {words.secret.cancel}
            </Button>
          </div>
        </Form>
      ) : (
        <Button data-opens="" onClick={() => setOpen(true)}>
          {said.custom}
        </Button>
      )}
    </div>
  );
}
