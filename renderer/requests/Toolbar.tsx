/** What is looked for: words, a route, what became of it; and how much of it is on the page. */
import { type ReactNode, useEffect, useState } from "react";
import { cityOf } from "../copy/city.ts";
import { useFace } from "../face.ts";
import { Select } from "../ui/Select.tsx";
import type { Filters } from "./feed.ts";
import type { Loaded } from "./list.ts";

const routes = ["cloudflare", "direct", "paused"] as const;
const outcomes = ["ok", "providerError", "refused", "aborted", "failed"] as const;
/** As long as somebody goes on typing, nothing is asked. */
const typingMs = 300;
const longest = 100;

export function Toolbar(props: {
  readonly filters: Filters;
  readonly setFilters: (change: (before: Filters) => Filters) => void;
  readonly loaded: Loaded | null;
  readonly isAsking: boolean;
}): ReactNode {
  const { filters, isAsking, loaded, setFilters } = props;
  const { language, state, words } = useFace();
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

  const { zone } = state.usage.today;
  const city = cityOf(zone, language);
  const count = loaded?.rows.length ?? 0;
  const summary = loaded?.isComplete ? said.all(count) : said.newest(count);
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
      <p className="small two summary" role="status">
        {isAsking ? (
          <>
            <span className="ring" />
            {said.asking}
          </>
        ) : (
          loaded !== null && count > 0 && said.times(summary, city ? words.today.zone(city) : zone)
        )}
      </p>
    </div>
  );
}
