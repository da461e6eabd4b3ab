/** What Sluice does, on the way a request takes; OpenClaw is looked for meanwhile. */
import type { ReactNode } from "react";
import { providerName } from "../copy/provider.ts";
import { presenceOf, statusOf } from "../openclaw/standing.ts";
import { useFace } from "../page-face.ts";
import { masked } from "../setup/address.ts";
import { isKept, secretOf } from "../setup/steps.ts";
import { StatusMark } from "../ui/Marks.tsx";
import { Screen } from "./Screen.tsx";
import { Way } from "./Way.tsx";

export function WelcomeScreen(): ReactNode {
  const { state, words } = useFace();
  const { welcome } = words.firstRun;
  return (
    <Screen step="welcome" title={welcome.title} lede={welcome.lede}>
      <Way />
      <p className="fr-measure">
        <span className="strong">{welcome.notProvider}</span> <Key />
      </p>
      <p className="fr-last" role="status">
        <StatusMark status={statusOf(state.openclaw)} />
        <Found /> <span className="three">{welcome.unchanged}</span>
      </p>
    </Screen>
  );
}

/** The key that is needed, or where one is already. */
function Key(): string {
  const { format, state, words } = useFace();
  const { welcome } = words.firstRun;
  const kept = secretOf(state, "provider");
  const theirs = state.openclaw.overlays.flatMap(({ refusal, slug }) =>
    refusal === null ? [providerName(slug)] : [],
  );
  if (isKept(kept)) return welcome.ours(masked(kept.tail));
  if (theirs.length > 0) return welcome.theirs(format.list(theirs));
  return welcome.stillNeeded(providerName(state.models.selected.provider));
}

function Found(): string {
  const { state, words } = useFace();
  const { welcome } = words.firstRun;
  const { openclaw } = state;
  const status = statusOf(openclaw);
  const version = openclaw.version ?? welcome.someVersion;
  if (status === "running") return welcome.foundRunning(version);
  if (presenceOf(openclaw) !== "notFound") return welcome.found(version);
  return openclaw.installs === null ? `${words.openclaw.status.unknown}.` : welcome.notFound;
}
