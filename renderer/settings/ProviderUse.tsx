/** One provider more in OpenClaw's file: what would be written is shown first, and the way to OpenClaw where that is another matter. */
import type { ReactNode } from "react";
import type { ProviderInfo } from "../../preload/contract/state.ts";
import { providerName } from "../copy/provider.ts";
import { useFace } from "../page-face.ts";
import { AskRow } from "../ui/AskRow.tsx";
import { Button } from "../ui/Button.tsx";
import { WithPath } from "../ui/WithPath.tsx";
import { isLinked } from "./providers.ts";

export function UseRow({ provider }: { readonly provider: ProviderInfo }): ReactNode {
  const { openOpenClaw, state, words } = useFace();
  const said = words.gateway.providers;
  const { configPath, link } = state.openclaw;
  const { slug } = provider;
  const name = providerName(slug);
  if (isLinked(state, slug)) return null;
  // The other ways lead OpenClaw's own providers here: which, stands on its page.
  if (link?.kind !== "own")
    return (
      <div className="rows">
        <div className="row roomy">
          <p className="grow small two">{link === null ? said.notLinked : said.overlaid}</p>
          <Button onClick={openOpenClaw}>{words.actions.openclaw}</Button>
        </div>
      </div>
    );
  return (
    <div className="rows">
      <AskRow
        name={name}
        ask={said.use}
        confirm={said.entryAct}
        command={{ type: "openclaw.link", kind: "own", providers: [...link.providers, slug] }}
        sheet={
          <>
            <p className="strong">{said.entryTitle(name)}</p>
            <p className="small two">
              <WithPath say={said.entryLine} path={configPath} />
            </p>
            <p className="small two">{said.entryBack}</p>
          </>
        }
      >
        <p>{said.entryNone}</p>
      </AskRow>
    </div>
  );
}
