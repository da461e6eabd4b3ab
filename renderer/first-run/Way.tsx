/** The live picture of a request's way: four stops, what stands at each now, and the two keys where they are used. */
import type { ReactNode } from "react";
import { providerName } from "../copy/provider.ts";
import { canOverlay } from "../openclaw/kind.ts";
import { presenceOf } from "../openclaw/standing.ts";
import { type Face, useFace } from "../page-face.ts";
import { masked } from "../setup/address.ts";
import { isKept, secretOf } from "../setup/steps.ts";
import { KeyMark } from "../ui/Marks.tsx";

type Stop = {
  readonly name: string;
  readonly sub: string;
  readonly note: string;
  /** there: its part is done · found: it can be seen · absent: nothing is known of it yet. Said in `sub` and `key` as well. */
  readonly is: "there" | "found" | "absent";
  readonly key?: { readonly name: string; readonly state: string; readonly isThere: boolean };
};

export function Way(): ReactNode {
  const face = useFace();
  const stops = stopsOf(face);
  return (
    <ol
      className="way"
      aria-label={face.words.firstRun.way.name(stops.map(({ name }) => name).join(", "))}
    >
      {stops.map(({ is, key, name, note, sub }) => (
        <li key={name} className={is}>
          <span className="way-stop">
            <span className="strong">{name}</span>
            <span className="small two">{sub}</span>
          </span>
          <span className="way-note small two">
            {key && (
              <span className={`way-key ${key.isThere ? "accent" : "two"}`}>
                <KeyMark />
                <span>
                  <span className="strong">{key.name}</span> {key.state}
                </span>
              </span>
            )}
            {note}
          </span>
        </li>
      ))}
    </ol>
  );
}

const memory = {
  keychain: "sluiceNote",
  locked: "sluiceNote",
  session: "sluiceNoteMemory",
  none: "sluiceNoteNone",
} as const;

function stopsOf({ state, words }: Face): readonly Stop[] {
  const { openclaw, profile, vault } = state;
  const { way } = words.firstRun;
  const token = secretOf(state, "aiGateway");
  const modelKey = secretOf(state, "provider");
  const isTheirs = !isKept(modelKey) && canOverlay(openclaw.overlays);
  return [
    {
      name: "OpenClaw",
      sub: openclawWord(state, words),
      note: way.openclawNote,
      is: openclaw.link?.applied
        ? "there"
        : presenceOf(openclaw) === "notFound"
          ? "absent"
          : "found",
    },
    { name: "Sluice", sub: way.sluice, note: way[memory[vault.kind]], is: "there" },
    {
      name: "Cloudflare",
      sub: profile ? profile.aiGatewayId : way.cloudflare,
      note: way.gatewayNote,
      is: profile ? "there" : "absent",
      key: {
        name: words.keys.aiGateway,
        state: isKept(token) ? way.kept(masked(token.tail)) : way.inStep(4),
        isThere: isKept(token),
      },
    },
    {
      name: providerName(state.models.selected.provider),
      sub: way.provider,
      note: way.modelNote,
      is: isKept(modelKey) || isTheirs ? "there" : "absent",
      key: {
        name: words.keys.provider,
        state: isKept(modelKey)
          ? way.kept(masked(modelKey.tail))
          : isTheirs
            ? way.theirs
            : way.inStep(3),
        isThere: isKept(modelKey) || isTheirs,
      },
    },
  ];
}

function openclawWord({ openclaw }: Face["state"], words: Face["words"]): string {
  const { daemon, installs } = openclaw;
  if (daemon && daemon.status !== "stopped") return words.flow[daemon.status];
  if (presenceOf(openclaw) === "notFound")
    return installs === null ? words.firstRun.way.looking : words.flow.notFound;
  return daemon ? words.flow.stopped : words.firstRun.way.looking;
}
