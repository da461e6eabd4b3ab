/** What the keychain will ask or cannot do, said before a key is saved, with the way on. */
import type { ReactNode } from "react";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Said } from "../ui/Said.tsx";

export function Vault(): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const { kind } = state.vault;
  // Announced before the first time; afterwards it has been answered.
  if (kind === "keychain")
    return (
      state.secrets.length === 0 && (
        <p className="small two">{words.firstRun.modelKey.prompt[state.desk.platform]}</p>
      )
    );
  if (kind === "session") return null;
  return (
    <div className="stack" role="status">
      <Said code={kind === "locked" ? "vault.locked" : "vault.none"} />
      {refusal?.code === `vault.${kind}` ? (
        <p className="small caution">{words.firstRun.modelKey.still[kind]}</p>
      ) : (
        <Problem refusal={refusal} />
      )}
      <div className="actions">
        <Button isBusy={isBusy} onClick={() => void send({ type: "check.run", name: "vault" })}>
          {words.actions.unlocked}
        </Button>
        {kind === "none" && (
          <Button isBusy={isBusy} onClick={() => void send({ type: "vault.session" })}>
            {words.actions.keepSession}
          </Button>
        )}
      </div>
    </div>
  );
}
