/** What is looked for: words, a route, what became of it; and how much of it is on the page. */
import { type ReactNode, useEffect, useState } from "react";
import { useFace } from "../page-face.ts";
import { Select } from "../ui/Select.tsx";
import type { Filters } from "./feed.ts";

const routes = ["cloudflare", "direct", "paused"] as const;
const outcomes = ["ok", "providerError", "refused", "aborted", "failed"] as const;
/** As long as somebody goes on typing, nothing is asked. */
const typingMs = 300;
const longest = 100;

export function Toolbar(props: {
  readonly filters: Filters;
  readonly setFilters: (change: (before: Filters) => Filters) => void;
  /** How much there is on the page; null: nothing. */
  readonly summary: string | null;
  readonly isAsking: boolean;
}): ReactNode {
  const { filters, isAsking, setFilters } = props;
  const { words } = useFace();
  const said = words.usage.requests;
  const [typed, setTyped] = useState(filters.search);
  const { search } = filters;

  // Emptied from outside, the field is empty too.
  useEffect(() => setTyped(search), [search]);
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === search.trim()) return;
    const timer = setTimeout(
      () => setFilters((before) => ({ ...before, search: wanted })),
      typingMs,
    );
    return () => clearTimeout(timer);
  }, [search, setFilters, typed]);

  return (
    <div className="requests-bar">
      <input
        type="search"
        className="search"
        aria-label={said.search}
        placeholder={said.searchHint}
        maxLength={longest}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Select
        label={said.route}
        isLabelHidden
        value={filters.route ?? ""}
        onChange={({ target }) => {
          const route = routes.find((name) => name === target.value);
          setFilters(({ route: _, ...rest }) => ({ ...rest, ...(route && { route }) }));
        }}
      >
        <option value="">{said.anyRoute}</option>
        {routes.map((name) => (
          <option key={name} value={name}>
            {said.routes[name]}
          </option>
        ))}
      </Select>
      <Select
        label={said.outcome}
        isLabelHidden
        value={filters.outcome ?? ""}
        onChange={({ target }) => {
          const outcome = outcomes.find((name) => name === target.value);
          setFilters(({ outcome: _, ...rest }) => ({ ...rest, ...(outcome && { outcome }) }));
        }}
      >
        <option value="">{said.anyOutcome}</option>
        {outcomes.map((name) => (
          <option key={name} value={name}>
            {said.outcomes[name]}
          </option>
        ))}
      </Select>
      <p className="small two summary">
        {isAsking ? (
          <>
            <span className="ring" />
            {said.asking}
          </>
        ) : (
          props.summary
        )}
      </p>
    </div>
  );
}
