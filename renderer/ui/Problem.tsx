/** A refused command, said beside the thing that was asked for: what, why, what to do, and the code for whoever helps. */
import type { ReactNode } from "react";
import type { Code } from "../copy/language.ts";
import { type Refusal, useFace } from "../face.ts";
import { remedyOf } from "../remedy.ts";
import { FixLink } from "./FixLink.tsx";
import { ToneMark } from "./Marks.tsx";

export function Problem({
  refusal,
  head,
  text,
}: {
  readonly refusal: Refusal | null;
  /** Says it better than the code's own head can, where the place knows more. */
  readonly head?: string | undefined;
  /** The same for what to do; the place has the way to that as well. */
  readonly text?: string | undefined;
}): ReactNode {
  const { words } = useFace();
  if (!refusal) return null;
  const code = causeOf(refusal, words.codes);
  const said = words.codes[code];
  const why: Readonly<Record<string, string>> = words.cannot;
  return (
    <div className="problem-line" role="alert">
      <ToneMark tone={remedyOf(code).tone} />
      <div className="grow">
        <p className="strong">{head ?? said.head}</p>
        <p className="small two">
          {text ?? ((code === "resolver.unsupported" && why[refusal.detail ?? ""]) || said.text)}
        </p>
        {text === undefined && <FixLink code={code} />}
        <p className="code">
          {refusal.code}
          {refusal.detail !== undefined && ` · ${refusal.detail}`}
        </p>
      </div>
    </div>
  );
}

/** A failed check names its cause in the detail; that is the one worth words. */
function causeOf({ code, detail }: Refusal, codes: Readonly<Record<Code, unknown>>): Code {
  return code === "check.failed" && detail !== undefined && detail in codes
    ? (detail as Code)
    : code;
}
