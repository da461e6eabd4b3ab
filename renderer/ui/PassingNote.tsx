/** How a choice that was passed over with the arrows is confirmed: over what is beside it, so that nothing moves. */
import type { ReactNode } from "react";
import { useFace } from "../face.ts";

export function PassingNote(): ReactNode {
  // A voice has been told.
  return (
    <span className="passing small" aria-hidden="true">
      {useFace().words.app.passing}
    </span>
  );
}
