/** What there is at the AI Gateway beside its settings: named, and changed in Cloudflare's dashboard alone. */
import type { ReactNode } from "react";
import { logpushPage, routingPageOf, workersPage } from "../copy/dash-links.ts";
import { providerName } from "../copy/provider.ts";
import { useFace } from "../page-face.ts";
import { Group } from "../ui/Group.tsx";

export function BesideGroup(): ReactNode {
  const { state, words } = useFace();
  const { routes, settings, storedKeys } = state.aiGateway;
  const { beside } = words.gateway;
  // Nothing is known of an AI Gateway nobody has read.
  if (state.profile === null || settings === null) return null;
  const names: Readonly<Record<string, string>> = beside.set;
  const also = settings.alsoSet.map((name) => names[name] ?? name);
  return (
    <Group title={beside.title}>
      <div className="row stack tight">
        <h3 className="strong">{beside.also}</h3>
        <List items={also} none={beside.alsoNone} />
        {also.length > 0 && <p className="small two">{beside.alsoText}</p>}
      </div>
      <div className="row roomy">
        <div className="grow">
          <h3 className="strong">{beside.routes}</h3>
          <List items={routes?.map(({ name }) => name) ?? null} none={beside.none} />
          <p className="small two">{beside.routesText}</p>
        </div>
        <Outside to={routingPageOf(state.profile)}>{beside.routesPage}</Outside>
      </div>
      <div className="row stack tight">
        <h3 className="strong">{beside.keys}</h3>
        <List
          items={
            storedKeys?.map(({ alias, provider }) => beside.key(providerName(provider), alias)) ??
            null
          }
          none={beside.none}
        />
        <p className="small two">{beside.keysText}</p>
      </div>
      <div className="row roomy">
        <div className="grow">
          <h3 className="strong">{beside.links}</h3>
          <p className="small two">{beside.linksText}</p>
        </div>
        <Outside to={logpushPage}>{beside.logpush}</Outside>
        <Outside to={workersPage}>{beside.workers}</Outside>
      </div>
    </Group>
  );
}

function Outside(props: { readonly to: string; readonly children: string }): ReactNode {
  return (
    <a className="link whole-word" href={props.to} target="_blank" rel="noreferrer">
      {props.children} ↗
    </a>
  );
}

/** Null: not known. */
function List(props: {
  readonly items: readonly string[] | null;
  readonly none: string;
}): ReactNode {
  const { state, words } = useFace();
  const { beside, ours } = words.gateway;
  const { items } = props;
  if (items === null)
    return (
      <p className="small two">
        {state.aiGateway.status === "reading" ? ours.reading : beside.unknown}
      </p>
    );
  if (items.length === 0) return <p className="small two">{props.none}</p>;
  return (
    <ul className="named">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
