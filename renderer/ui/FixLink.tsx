/** The page outside where a code is put right; where it is not Cloudflare's, it is called by its host. */
import type { ReactNode } from "react";
import { dashLinkOf } from "../copy/dash-links.ts";
import type { Code } from "../copy/language.ts";
import { useFace } from "../face.ts";
import { remedyOf } from "../remedy.ts";

export function FixLink({ code }: { readonly code: Code }): ReactNode {
  const { state, words } = useFace();
  const page = dashLinkOf(code, state.profile, state.models.selected.provider);
  if (page === null) return null;
  const isFixedThere = remedyOf(code).action === "fixAtCloudflare";
  return (
    <a className="link small whole-word" href={page} target="_blank" rel="noreferrer">
      {isFixedThere ? words.actions.fixAtCloudflare : new URL(page).host} ↗
    </a>
  );
}
