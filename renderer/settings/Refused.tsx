/** Why a setting was not taken, as a row among the others. */
import type { ReactNode } from "react";
import type { Refusal } from "../face.ts";
import { Problem } from "../ui/Problem.tsx";

export function Refused({ refusal }: { readonly refusal: Refusal | null }): ReactNode {
  return (
    refusal && (
      <div className="row">
        <Problem refusal={refusal} />
      </div>
    )
  );
}
