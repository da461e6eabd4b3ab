/** The ways OpenClaw can be connected, and what the one in force is called. */
import type { ErrorCode } from "../../preload/contract/error.ts";
import type {
  DaemonState,
  LinkState,
  OpenClawState,
  OverlayOffer,
} from "../../preload/contract/openclaw.ts";
import { providerName } from "../copy/provider.ts";
import type { Face } from "../page-face.ts";

/** The ones a person chooses between; "edge" is for the time Sluice is closed. */
export type Kind = "own" | "overlay";

export const canOverlay = (overlays: readonly OverlayOffer[]): boolean =>
  overlays.some(({ refusal }) => refusal === null);

/** Only its own providers can be led here: what the other ways write, an old OpenClaw does not understand. */
export const isTooOld = ({ installs }: OpenClawState): boolean => installs?.[0]?.isTooOld === true;

/** Why it cannot be connected now, however one would; null when it can. */
export function obstacleOf({ daemon, environment }: OpenClawState): ErrorCode | null {
  if (daemon && daemon.status !== "stopped" && daemon.place !== "here") return "openclaw.elsewhere";
  return environment?.proxied ? "link.proxied" : null;
}

/** "On top of your providers: Anthropic and OpenAI"; Sluice's own is only named. */
export function kindWord(
  { format, words }: Pick<Face, "format" | "words">,
  { kind, providers }: LinkState,
): string {
  const name = words.openclaw.link[kind];
  return kind === "overlay"
    ? words.openclaw.link.of(name, format.list(providers.map(providerName)))
    : name;
}

/** Not in force is a link that was changed in the file, or one that OpenClaw does not run with yet. */
export function progressOf(link: LinkState, daemon: DaemonState | null) {
  if (link.applied) return "connected";
  return daemon?.isConfigApplied === false ? "written" : "notApplied";
}
