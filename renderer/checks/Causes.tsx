/** Why requests of a trial failed: each reason once, with the requests and the way it holds for. */
import type { ReactNode } from "react";
import type { Trial } from "../../preload/contract/desk.ts";
import { useFace } from "../page-face.ts";
import { remedyOf } from "../remedy.ts";
import { FixLink } from "../ui/FixLink.tsx";
import { ToneMark } from "../ui/Marks.tsx";
import { type Cause, causesOf } from "./trial.ts";

export function Causes({ trial }: { readonly trial: Trial }): ReactNode {
  const causes = causesOf(trial);
  if (causes.length === 0) return null;
  return (
    <ul className="causes">
      {causes.map((cause) => (
        <li key={`${cause.way} ${cause.code} ${cause.answered} ${cause.probes[0]}`}>
          <Why cause={cause} />
        </li>
      ))}
    </ul>
  );
}

function Why({ cause }: { readonly cause: Cause }): ReactNode {
  const { format, words } = useFace();
  const { checks } = words;
  const { answered, code, passesElsewhere, way } = cause;
  // What failed by itself, not by a word of Sluice's or Cloudflare's.
  const isPlain = code === "check.failed";
  const head = isPlain
    ? answered === null
      ? checks.lacking
      : checks.answered(answered)
    : words.codes[code].head;
  const elsewhere = way === "cloudflare" ? checks.onlyThere : checks.onlyHere;
  const text = isPlain ? (answered === null ? checks.lackingText : "") : words.codes[code].text;
  const compared =
    way === "both" ? (isPlain ? checks.alike : "") : passesElsewhere && isPlain ? elsewhere : "";
  const on = way === "both" ? checks.bothWays : checks[way];
  const names = format.list(cause.probes.map((probe) => checks.probes[probe]));
  return (
    <div className="problem-line">
      <ToneMark tone={isPlain ? "red" : remedyOf(code).tone} />
      <div className="grow">
        <p className="strong">{head}</p>
        <p className="small two">{cause.isAll ? checks.whyAll(on) : checks.whyOn(on, names)}</p>
        <p className="small two">{[text, compared].filter((part) => part !== "").join(" ")}</p>
        {!isPlain && <FixLink code={code} />}
        <p className="code">
          {code}
          {answered !== null && ` · ${answered}`}
        </p>
      </div>
    </div>
  );
}
