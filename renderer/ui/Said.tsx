/** What a code means, said where it stands: the head, and what to do next. */
import type { ReactNode } from "react";
import type { Code } from "../copy/language.ts";
import { useFace } from "../face.ts";
import { remedyOf } from "../remedy.ts";
import { FixLink } from "./FixLink.tsx";
import { ToneMark } from "./Marks.tsx";

export function Said({ code }: { readonly code: Code }): ReactNode {
  const { words } = useFace();
  const { head, text } = words.codes[code];
  return (
    <div className="problem-line">
      <ToneMark tone={remedyOf(code).tone} />
      <div className="grow">
        <p className="strong">{head}</p>
        <p className="small two">{text}</p>
        <FixLink code={code} />
        <p className="code">{code}</p>
      </div>
    </div>
  );
}
