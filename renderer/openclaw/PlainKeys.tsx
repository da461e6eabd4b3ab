/** Keys that stand readable in OpenClaw's files, and the way of each into the keychain. */
import type { ReactNode } from "react";
import type { PlaintextKey } from "../../preload/contract/openclaw.ts";
import { providerName } from "../copy/provider.ts";
import { useFace } from "../page-face.ts";
import { AskRow } from "../ui/AskRow.tsx";
import { Group } from "../ui/Group.tsx";

export function PlainKeysGroup(): ReactNode {
  const { state, words } = useFace();
  const keys = state.openclaw.environment?.plaintext ?? [];
  if (keys.length === 0) return null;
  const { kind } = state.vault;
  return (
    <Group title={words.openclaw.plain.title}>
      {keys.map((key) => (
        <PlainKey key={key.id} found={key} canMove={kind === "keychain" || kind === "locked"} />
      ))}
      {(kind === "session" || kind === "none") && (
        <p className="row small two">{words.openclaw.plain.nowhere}</p>
      )}
    </Group>
  );
}

function PlainKey({
  canMove,
  found,
}: {
  readonly canMove: boolean;
  readonly found: PlaintextKey;
}): ReactNode {
  const { format, words } = useFace();
  const { copies, file, id, kind, place, provider, tail } = found;
  const { plain } = words.openclaw;
  const name = words.keys[kind] + (provider === null ? "" : `, ${providerName(provider)}`);
  const said = (
    <>
      <p>
        {name} <span className="path three">••••{tail}</span>
      </p>
      <p className="small two path">
        {file} · {place}
      </p>
      {copies.length > 0 && <p className="small two">{plain.copies(format.list(copies))}</p>}
    </>
  );
  // There is nowhere to move it to.
  if (!canMove)
    return (
      <div className="row">
        <div className="grow">{said}</div>
      </div>
    );
  return (
    <AskRow
      name={`${name}, ${place}`}
      ask={plain.move}
      confirm={plain.act}
      command={{ type: "key.move", id }}
      sheet={
        <>
          <p className="small two">{plain.lede}</p>
          {copies.length > 0 && <p className="small two">{plain.stay}</p>}
        </>
      }
    >
      {said}
    </AskRow>
  );
}
