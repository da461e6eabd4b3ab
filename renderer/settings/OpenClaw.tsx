/** OpenClaw in the settings: how it stands, what Sluice changed in its file and the way back, and what it is left with on quit. */
import { type ReactNode, useState } from "react";
import type { LinkState } from "../../preload/contract/openclaw.ts";
import { providerName } from "../copy/provider.ts";
import { ClosedGroup } from "../openclaw/Closed.tsx";
import { kindWord, progressOf } from "../openclaw/kind.ts";
import { factsOf, statusOf } from "../openclaw/standing.ts";
import { type Face, useFace } from "../page-face.ts";
import { AskRow } from "../ui/AskRow.tsx";
import { Button } from "../ui/Button.tsx";
import { Group } from "../ui/Group.tsx";
import { WithPath } from "../ui/WithPath.tsx";

export function OpenClawGroup(): ReactNode {
  const face = useFace();
  const { openOpenClaw, state, words } = face;
  const { link, overlays } = state.openclaw;
  const { links } = words.more;
  const apart = overlays.filter(
    ({ slug }) => link?.kind === "own" || !link?.providers.includes(slug),
  );
  return (
    <>
      <Group title={links.title} place="openclaw">
        <div className="row">
          <div className="grow">
            <p>{[words.openclaw.status[statusOf(state.openclaw)], ...factsOf(face)].join(", ")}</p>
            {!link && <p className="small two">{words.route.notLinked}</p>}
          </div>
          <Button onClick={openOpenClaw}>{words.actions.openclaw}</Button>
        </div>
        {link && (
          <div className="slot wide">
            <LinkRow link={link} />
          </div>
        )}
        {apart.map(({ id, refusal, slug }) => (
          <div key={id} className="row">
            <div className="grow">
              <p>{providerName(slug)}</p>
              <p className="small two">
                {refusal === null ? links.notLinked : words.codes[refusal].head}
              </p>
            </div>
            {refusal === null && (
              <Button aria-label={`${links.link} ${providerName(slug)}`} onClick={openOpenClaw}>
                {links.link}
              </Button>
            )}
          </div>
        ))}
      </Group>
      {link && <ClosedGroup />}
    </>
  );
}

/** What stands in OpenClaw's file because of Sluice, and its undoing. */
function LinkRow({ link }: { readonly link: LinkState }): ReactNode {
  const face = useFace();
  const { state, words } = face;
  const [isShown, setShown] = useState(false);
  const { configPath, daemon } = state.openclaw;
  const { links } = words.more;
  return (
    <AskRow
      name={links.undoTitle}
      ask={links.undo}
      confirm={links.undoAct}
      command={{ type: "openclaw.unlink" }}
      beside={
        <Button aria-expanded={isShown} onClick={() => setShown(!isShown)}>
          {isShown ? links.hide : links.show}
        </Button>
      }
      sheet={
        <>
          <h3 className="strong">{links.undoTitle}</h3>
          <p className="small two">{words.openclaw.link.disconnectLede}</p>
          <p className="small two path">{configPath}</p>
        </>
      }
    >
      <p>{kindWord(face, link)}</p>
      <p className="small two">
        <WithPath say={words.setup[progressOf(link, daemon)]} path={configPath} />
      </p>
      {isShown && (
        <ul className="changes small shown-changes">
          {changesOf(link, face).map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
    </AskRow>
  );
}

/** As it was announced before it was written. */
function changesOf({ kind, providers }: LinkState, { state, words }: Face): readonly string[] {
  const { more, openclaw, setup } = words;
  const names = providers.map(providerName);
  if (kind === "overlay") return [...names.map(openclaw.link.entry), openclaw.link.header];
  if (kind === "edge")
    return [...names.map(more.links.edge), more.links.edgeKeys[state.settings.edgeKeys]];
  return [
    setup.connectEntry,
    setup.connectPlugin,
    setup.connectModel(state.models.selected.model),
    setup.connectMerge,
  ];
}
