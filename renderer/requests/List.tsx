/** The list of requests by day: as long as the ledger, drawn only where it is in sight; one stop of Tab, arrows from row to row. */
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useFace } from "../page-face.ts";
import { startOfDay } from "../settings/days.ts";
import { DayLine, RequestLine } from "./Lines.tsx";
import type { Loaded } from "./list.ts";
import { linesOf, requestFrom } from "./list.ts";
import { drawnOf, stepLines } from "./viewport.ts";

/** Before the end of what is loaded comes into sight, more is asked for. */
const ahead = 60;
const columns = [
  "time",
  "model",
  "provider",
  "route",
  "answer",
  "firstByte",
  "total",
  "tokensIn",
  "tokensOut",
  "cost",
] as const;
/** Room is nothing to read. */
const forEyes = { "aria-hidden": true } as const;
const numbers: ReadonlySet<string> = new Set(columns.slice(5));

export function List(props: {
  readonly loaded: Loaded;
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The row that has the stop of Tab; null: the first. */
  readonly atId: number | null;
  readonly openId: number | null;
  readonly detailId: string;
  readonly goTo: (id: number) => void;
  readonly reach: (id: number) => void;
  readonly open: (id: number) => void;
  readonly loadMore: () => void;
  /** Below the last row. */
  readonly end: ReactNode;
}): ReactNode {
  const { loaded, loadMore, scroller, goTo } = props;
  const { format, state, words } = useFace();
  const { heads, list } = words.usage.requests;
  const { zone } = state.usage.today;
  const startOf = useMemo(() => keeping((day: string) => startOfDay(day, 0, zone)), [zone]);
  const lines = useMemo(
    () => linesOf(loaded.rows, format.dayOf, startOf),
    [loaded.rows, format, startOf],
  );
  const view = useView(scroller, lines.length);
  const wanted = useRef<number | null>(null);

  const at = useMemo(() => {
    const index = lines.findIndex((line) => line.is === "request" && line.row.id === props.atId);
    return index === -1 ? requestFrom(lines, 0, 0) : index;
  }, [lines, props.atId]);
  const drawn = drawnOf(lines.length, { ...view, kept: lines.length > 0 ? at : null });
  const lastDrawn = view.first + view.visible;

  useEffect(() => {
    if (lastDrawn + ahead >= lines.length) loadMore();
  }, [lastDrawn, lines.length, loadMore]);

  // The row the arrows lead to is drawn first and focused then.
  useLayoutEffect(() => {
    if (wanted.current === null || scroller.current === null) return;
    const button = scroller.current.querySelector<HTMLElement>(`[data-id="${wanted.current}"]`);
    wanted.current = null;
    button?.focus({ preventScroll: true });
    // With the room the head takes, and the day above the first one.
    button?.closest("tr")?.scrollIntoView({ block: "nearest" });
  });

  const press = useCallback(
    (event: KeyboardEvent) => {
      const page = Math.max(view.visible - 2, 1);
      const steps: Readonly<Record<string, number>> = {
        ...{ ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page },
        ...{ Home: -lines.length, End: lines.length },
      };
      const step = steps[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const line = lines[requestFrom(lines, at, step)];
      if (line?.is !== "request") return;
      wanted.current = line.row.id;
      goTo(line.row.id);
    },
    [at, goTo, lines, view.visible],
  );

  return (
    <table
      className="requests-table"
      aria-rowcount={loaded.isComplete ? lines.length + 1 : -1}
      aria-label={list}
    >
      <thead>
        <tr aria-rowindex={1}>
          {columns.map((name) => (
            <th key={name} scope="col" className={`${name} ${numbers.has(name) ? "number" : ""}`}>
              {heads[name]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {drawn.map((place) => {
          if (place.is === "gap")
            return (
              <tr key={place.key} {...forEyes}>
                <td className="room" height={place.lines * view.lineHeight} />
              </tr>
            );
          const line = lines[place.index];
          if (line === undefined) return null;
          return line.is === "day" ? (
            <DayLine key={line.key} day={line.day} index={place.index} />
          ) : (
            <RequestLine
              key={line.key}
              row={line.row}
              index={place.index}
              isAt={place.index === at}
              isOpen={line.row.id === props.openId}
              detailId={props.detailId}
              open={props.open}
              reach={props.reach}
              press={press}
            />
          );
        })}
      </tbody>
      {props.end && (
        <tfoot>
          <tr>
            <td className="end">{props.end}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

/** What was worked out once is known. */
function keeping(work: (key: string) => number): (key: string) => number {
  const known = new Map<string, number>();
  return (key) => {
    const old = known.get(key);
    if (old !== undefined) return old;
    const made = work(key);
    known.set(key, made);
    return made;
  };
}

type View = { readonly first: number; readonly visible: number; readonly lineHeight: number };

/** What is in sight, in lines; told in steps, so that most frames of a scroll draw nothing anew. */
function useView(scroller: RefObject<HTMLDivElement | null>, count: number): View {
  const [view, setView] = useState<View>({ first: 0, visible: 20, lineHeight: 28 });
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null || count === 0) return;
    const look = () => {
      const lineHeight = box
        .querySelector("tbody tr[aria-rowindex]")
        ?.getBoundingClientRect().height;
      if (!lineHeight) return;
      const line = Math.floor(box.scrollTop / lineHeight);
      const first = line - (line % stepLines);
      const visible = Math.ceil(box.clientHeight / lineHeight);
      setView((old) =>
        old.first === first && old.visible === visible && old.lineHeight === lineHeight
          ? old
          : { first, visible, lineHeight },
      );
    };
    look();
    const resized = new ResizeObserver(look);
    resized.observe(box);
    box.addEventListener("scroll", look, { passive: true });
    return () => {
      resized.disconnect();
      box.removeEventListener("scroll", look);
    };
  }, [scroller, count]);
  return view;
}
