/** A few fields that are sent together: what is wrong with them is told at the first that is, with the focus there. */
import { type FormEvent, type ReactNode, type Ref, useCallback, useRef } from "react";
import { say } from "../voice.ts";

/** What is said of a field besides its name. */
const noteOf = (field: Element): string =>
  (field.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .map((id) => document.getElementById(id)?.textContent ?? "")
    .join(" ")
    .trim();

/** Coming to a field, a voice reads what is wrong with it; to who is there already it has to be told. */
function showFault(form: HTMLFormElement | null): void {
  const first = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  if (!first) return;
  if (first === document.activeElement) say(noteOf(first));
  else first.focus();
}

export function Form(props: {
  readonly onSubmit: () => void | Promise<void>;
  readonly id?: string | undefined;
  readonly className?: string;
  readonly ref?: Ref<HTMLFormElement>;
  readonly children: ReactNode;
}): ReactNode {
  const form = useRef<HTMLFormElement>(null);
  const { ref } = props;
  const hold = useCallback(
    (element: HTMLFormElement | null) => {
      form.current = element;
      if (typeof ref === "function") ref(element);
      else if (ref) ref.current = element;
    },
    [ref],
  );
  return (
    <form
      className={props.className ?? "stack"}
      noValidate
      id={props.id}
      ref={hold}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void props.onSubmit();
        // When what is wrong has been drawn.
        requestAnimationFrame(() => showFault(form.current));
      }}
    >
      {props.children}
    </form>
  );
}
