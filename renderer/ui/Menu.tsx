/** A button that opens a short list of commands: over everything, so that nothing moves, and closed by Escape, a choice or a click elsewhere. */
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { Button, type ButtonProps } from "./Button.tsx";

export type MenuChoice = {
  readonly label: string;
  readonly choose: () => void;
};

const steps: Readonly<Record<string, (at: number, length: number) => number>> = {
  ArrowDown: (at, length) => (at + 1) % length,
  ArrowUp: (at, length) => (at + length - 1) % length,
  Home: () => 0,
  End: (_, length) => length - 1,
};

export function Menu({
  label,
  word,
  look,
  isBelow = false,
  choices,
}: {
  readonly label: string;
  /** What the button shows of its label, where room is short: a part of it. */
  readonly word: string;
  readonly look: NonNullable<ButtonProps["look"]>;
  /** It opens downwards. */
  readonly isBelow?: boolean;
  readonly choices: readonly MenuChoice[];
}): ReactNode {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const items = () => [...(list.current?.querySelectorAll("button") ?? [])];

  const move = (event: KeyboardEvent) => {
    const step = steps[event.key];
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    // A menu is one stop of Tab: leaving it closes it.
    if (event.key === "Tab") list.current?.hidePopover();
    if (!step) return;
    event.preventDefault();
    all[step(at, all.length)]?.focus();
  };
  return (
    <>
      <Button
        look={look}
        popoverTarget={id}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          list.current?.showPopover({ source: event.currentTarget });
          items()
            .at(event.key === "ArrowUp" ? -1 : 0)
            ?.focus();
        }}
      >
        {word}
      </Button>
      <div
        ref={list}
        id={id}
        className={isBelow ? "menu below" : "menu"}
        popover="auto"
        role="menu"
        aria-label={label}
        onToggle={({ newState }) => {
          setOpen(newState === "open");
          const isFocused = list.current?.contains(document.activeElement);
          if (newState === "open" && !isFocused) items()[0]?.focus();
        }}
        onKeyDown={move}
      >
        {choices.map(({ choose, label: text }) => (
          <button
            key={text}
            type="button"
            role="menuitem"
            tabIndex={-1}
            onClick={() => {
              list.current?.hidePopover();
              choose();
            }}
          >
            {text}
          </button>
        ))}
      </div>
    </>
  );
}
