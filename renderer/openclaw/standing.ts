/** How OpenClaw stands, in words: what it is doing, the facts beside it, and the one thing about it that needs the person. */
import type { ErrorCode } from "../../preload/contract/error.ts";
import type { DaemonState, ImportOffer, OpenClawState } from "../../preload/contract/openclaw.ts";
import type { AppState } from "../../preload/contract/state.ts";
import type { HomeWords, Words } from "../copy/en.ts";
import { providerName } from "../copy/provider.ts";
import type { Face } from "../page-face.ts";
import { remedyOf, type Tone } from "../remedy.ts";

export type Status = keyof Words["openclaw"]["status"];

/** What answers is running, wherever its program lies; what does not answer may not be there at all. */
export function statusOf({ daemon, installs }: OpenClawState): Status {
  if (daemon && daemon.status !== "stopped") return daemon.status;
  if (installs?.length === 0) return "notInstalled";
  return daemon?.status ?? "unknown";
}

/** Without a file yet it is there all the same when it runs, or lies on the disk. */
export function presenceOf({ daemon, installs, status }: OpenClawState): OpenClawState["status"] {
  const isSeen = (daemon !== null && daemon.status !== "stopped") || (installs?.length ?? 0) > 0;
  return status === "notFound" && isSeen ? "found" : status;
}

/** Version, since when, port: what is known of it. */
export function factsOf({ format, now, state, words }: Face): string[] {
  const { daemon, version } = state.openclaw;
  const { openclaw } = words;
  const facts: string[] = [];
  if (version !== null) facts.push(openclaw.version(version));
  if (!daemon || daemon.status === "stopped") return facts;
  const { startedAt } = daemon;
  if (startedAt !== null) {
    const clock = format.clock(startedAt);
    const isToday = format.dayOf(startedAt) === format.dayOf(now);
    facts.push(openclaw.since(isToday ? clock : `${format.date(startedAt)}, ${clock}`));
  }
  facts.push(openclaw.port(daemon.port));
  return facts;
}

/** "provider:anthropic" is Anthropic; anything else keeps its own name. */
export function ownerName(owner: string): string {
  const [kind, ...rest] = owner.split(":");
  return kind === "provider" ? providerName(rest.join(":")) : owner;
}

/** What keeps OpenClaw from starting, and does not mend itself. */
const standstills: ReadonlySet<ErrorCode> = new Set([
  "openclaw.startsSpent",
  "openclaw.startFailed",
  "openclaw.configInvalid",
  "openclaw.stateTaken",
] satisfies ErrorCode[]);

export type Need = { readonly tone: Tone; say(words: HomeWords): string };

const ofCode = (code: ErrorCode): Need => ({
  tone: remedyOf(code).tone,
  say: ({ codes }) => codes[code].head,
});

/** What Home says of OpenClaw besides the switch; null while nothing needs the person. */
export function needOf({ openclaw, route }: Pick<AppState, "openclaw" | "route">): Need | null {
  const { daemon, environment, installs, link } = openclaw;
  if (link === null) return null;
  // A request of its own came through: then it is somewhere, if not where Sluice looks.
  const isSeen = route.verified?.by === "openclaw";
  if (environment?.proxied) return ofCode("link.proxied");
  if (daemon?.problem && standstills.has(daemon.problem)) return ofCode(daemon.problem);
  const [owner] = daemon?.degraded ?? [];
  if (owner !== undefined)
    return { tone: "red", say: (words) => words.need.degraded(ownerName(owner)) };
  if (statusOf(openclaw) === "notInstalled") return isSeen ? null : ofCode("openclaw.notInstalled");
  if (daemon?.status === "stopped" && installs !== null) return ofCode("openclaw.notRunning");
  return needsRestart(openclaw) ? { tone: "amber", say: (words) => words.need.stale } : null;
}

const needsRestart = ({ daemon, environment }: OpenClawState): boolean =>
  daemon?.status === "running" && (environment?.variables ?? []).some(({ isStale }) => isStale);

/** What OpenClaw has and Sluice has not: once taken over it is no offer any more. */
export function offerOf({ openclaw, profile, secrets }: AppState): ImportOffer | null {
  const { offer } = openclaw;
  if (offer === null) return null;
  const isSaved =
    offer.tail === null ||
    secrets.some(({ provider, tail }) => provider === offer.provider && tail === offer.tail);
  const isKnown =
    profile?.accountId === offer.accountId && profile.aiGatewayId === offer.aiGatewayId;
  return isKnown && isSaved ? null : offer;
}

/** Whether this OpenClaw can be started or restarted from here. */
export const isHere = (daemon: DaemonState | null): boolean =>
  daemon === null || daemon.place === "here";
