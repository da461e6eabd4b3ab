/** Every single request that is kept: searchable, with all that is known of one. */
import { type ReactNode, useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { useLate } from "../clock.ts";
import { cityOf } from "../copy/city.ts";
import { useFold } from "../escape.ts";
import { type Face, useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Page } from "../ui/Page.tsx";
import { Problem } from "../ui/Problem.tsx";
import { say } from "../voice.ts";
import { Detail } from "./Detail.tsx";
import { type Filters, useFeed } from "./feed.ts";
import { List } from "./List.tsx";
import type { Loaded } from "./list.ts";
import { Toolbar } from "./Toolbar.tsx";
import { takeWanted } from "./wanted.ts";

const patienceMs = 150;
const all: Filters = { search: "" };
const begin = (): Filters => ({ search: takeWanted() });
const isAll = ({ outcome, route, search }: Filters): boolean => !outcome && !route && !search;

export function RequestsPage(): ReactNode {
  const face = useFace();
  const { goBack, state, words } = face;
  const { requests } = words.usage;
  const [filters, setFilters] = useState<Filters>(begin);
  const [atId, setAt] = useState<number | null>(null);
  const [openId, setOpen] = useState<number | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const detail = useRef<HTMLElement>(null);
  const detailId = useId();

  const isReading = () => {
    const box = scroller.current;
    return (
      box !== null && (box.scrollTop > 0 || box.contains(document.activeElement) || openId !== null)
    );
  };
  const feed = useFeed(filters, isReading);
  const { loaded } = feed;
  const isLate = useLate(loaded === null || feed.isBehind, patienceMs);
  const open = useMemo(
    () => loaded?.rows.find(({ id }) => id === openId) ?? null,
    [loaded?.rows, openId],
  );

  const toggle = useCallback((id: number) => {
    setAt(id);
    setOpen((before) => (before === id ? null : id));
  }, []);
  const goTo = useCallback((id: number) => {
    setAt(id);
    setOpen((before) => (before === null ? null : id));
  }, []);
  const close = useCallback(() => {
    const isInside = detail.current?.contains(document.activeElement);
    setOpen(null);
    if (isInside) scroller.current?.querySelector<HTMLElement>("[data-id][tabindex='0']")?.focus();
  }, []);
  const isOpen = open !== null;
  useFold(isOpen, close, detail);

  // Another question: its first answer is read from the top.
  const shownFilters = loaded?.filters;
  useEffect(() => {
    if (shownFilters) scroller.current?.scrollTo(0, 0);
  }, [shownFilters]);

  const fresh = loaded?.fresh.length ?? 0;
  const isEmpty = loaded !== null && loaded.rows.length === 0;
  const summary = loaded && summaryOf(loaded, face);
  const nothing = shownFilters && isAll(shownFilters) ? requests.none : requests.noMatch;
  // What came of another question; the first answer is the page itself.
  const heard = useRef<Filters>(null);
  useEffect(() => {
    if (shownFilters === undefined || heard.current === shownFilters) return;
    if (heard.current !== null) say(summary ?? nothing);
    heard.current = shownFilters;
  }, [nothing, shownFilters, summary]);
  const { keepRequestsDays } = state.settings;
  return (
    <Page title={words.pages.requests} onBack={goBack}>
      <div className="requests">
        <Toolbar filters={filters} setFilters={setFilters} summary={summary} isAsking={isLate} />
        <Problem refusal={feed.refusal} />
        {feed.refusal && (
          <div className="actions">
            <Button onClick={feed.askAgain}>{words.usage.retry}</Button>
          </div>
        )}
        {isEmpty && (
          <div className="actions">
            <p className="two">{nothing}</p>
            {!isAll(filters) && <Button onClick={() => setFilters(all)}>{requests.showAll}</Button>}
          </div>
        )}
        <div className="requests-body" hidden={isEmpty} data-open={isOpen || undefined}>
          <div className="requests-list">
            <div className="fresh" role="status">
              {fresh > 0 && (
                <Button
                  onClick={() => {
                    feed.showFresh();
                    scroller.current?.scrollTo(0, 0);
                  }}
                >
                  {requests.fresh(fresh)}
                </Button>
              )}
            </div>
            <div className="requests-scroller" data-scroller="" ref={scroller}>
              {loaded === null ? (
                <div className={`skeleton ${isLate ? "shown" : ""}`} aria-hidden="true">
                  <i className="list-place" />
                </div>
              ) : (
                <List
                  loaded={loaded}
                  scroller={scroller}
                  atId={atId}
                  openId={open?.id ?? null}
                  detailId={detailId}
                  goTo={goTo}
                  open={toggle}
                  reach={setAt}
                  loadMore={feed.loadMore}
                  end={
                    loaded.isComplete
                      ? keepRequestsDays === null
                        ? requests.endEver
                        : requests.end(keepRequestsDays)
                      : null
                  }
                />
              )}
            </div>
          </div>
          {open && <Detail id={detailId} row={open} ref={detail} close={close} />}
        </div>
      </div>
    </Page>
  );
}

/** "64 requests, Copenhagen time"; null where there is none. */
function summaryOf({ isComplete, rows }: Loaded, { language, state, words }: Face): string | null {
  const said = words.usage.requests;
  const { zone } = state.usage.today;
  const city = cityOf(zone, language);
  const count = rows.length;
  return count === 0
    ? null
    : said.times(
        isComplete ? said.all(count) : said.newest(count),
        city ? words.today.zone(city) : zone,
      );
}
