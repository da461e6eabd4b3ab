/** The parts of a long page by their names, each one press away: beside the page where there is room, else in a list at its head. */
import { type ReactNode, useEffect, useState } from "react";
import type { Place } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Menu } from "../ui/Menu.tsx";

export type Part = { readonly name: string; readonly title: string };

const partOf = (name: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-part="${name}"]`);

/** Brings the part into view, and the next Tab into it. */
function jumpTo(name: string): void {
  const part = partOf(name);
  const head = part?.querySelector<HTMLElement>("h2");
  part?.scrollIntoView({ block: "start" });
  if (!head) return;
  head.tabIndex = -1;
  head.focus({ preventScroll: true });
}

/** To another place of the same page. */
export function focusPlace(place: Place): void {
  const at = document.querySelector<HTMLElement>(`[data-place="${place}"]`);
  at?.scrollIntoView({ block: "center" });
  at?.querySelector<HTMLElement>("input, button")?.focus({ preventScroll: true });
}

export function Contents({ parts }: { readonly parts: readonly Part[] }): ReactNode {
  const { more } = useFace().words;
  const here = useHere(parts);
  return (
    <nav className="contents" aria-label={more.contents}>
      <ul>
        {parts.map(({ name, title }) => (
          <li key={name}>
            <button
              type="button"
              className="page-word"
              aria-current={name === here ? "location" : undefined}
              onClick={() => jumpTo(name)}
            >
              {title}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The same where there is no room for it: always in reach. */
export function GoTo({ parts }: { readonly parts: readonly Part[] }): ReactNode {
  const { more } = useFace().words;
  return (
    <Menu
      label={more.goTo}
      word={more.goTo}
      look="quiet"
      isBelow
      choices={parts.map(({ name, title }) => ({ label: title, choose: () => jumpTo(name) }))}
    />
  );
}

/** The first part of which anything is to be seen below the upper edge. */
function useHere(parts: readonly Part[]): string {
  const [here, setHere] = useState("");
  const names = parts.map(({ name }) => name).join(" ");
  useEffect(() => {
    const seen = new Set<string>();
    const all = names.split(" ");
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          const name = (target as HTMLElement).dataset.part ?? "";
          if (isIntersecting) seen.add(name);
          else seen.delete(name);
        }
        setHere(all.find((name) => seen.has(name)) ?? "");
      },
      // The strip in which a part counts as being read.
      { rootMargin: "-64px 0px -60% 0px" },
    );
    for (const name of all) {
      const part = partOf(name);
      if (part) observer.observe(part);
    }
    return () => observer.disconnect();
  }, [names]);
  return here || (parts[0]?.name ?? "");
}
