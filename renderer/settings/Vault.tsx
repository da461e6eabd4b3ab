/** Who keeps the keys, and what can be done where nobody can. */
import type { ReactNode } from "react";
import { Vault } from "../first-run/Vault.tsx";
import { useFace } from "../page-face.ts";

export function VaultRow({ lede }: { readonly lede: string }): ReactNode {
  const { state, words } = useFace();
  const { backend, kind } = state.vault;
  const { keys } = words.more;
  const kept =
    kind === "session" ? keys.session : kind === "keychain" && backend ? keys.backend(backend) : "";
  return (
    <div className="row stack tight">
      <p className="small two">
        {lede} {kept}
      </p>
      {(kind === "locked" || kind === "none") && <Vault />}
    </div>
  );
}
