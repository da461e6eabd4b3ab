/** An id by its end, the whole of it only for as long as somebody wants to see it. */
import { type ReactNode, useState } from "react";
import { useFace } from "../page-face.ts";
import { masked } from "../setup/address.ts";
import { Button } from "../ui/Button.tsx";

export function Masked(props: {
  readonly id: string;
  /** For voices: what the button shows or hides. */
  readonly name: string;
}): ReactNode {
  const { more } = useFace().words;
  const [isShown, setShown] = useState(false);
  const word = isShown ? more.hide : more.show;
  return (
    <>
      <span className="path">{isShown ? props.id : masked(props.id)}</span>{" "}
      <Button look="quiet" aria-label={`${word}, ${props.name}`} onClick={() => setShown(!isShown)}>
        {word}
      </Button>
    </>
  );
}
