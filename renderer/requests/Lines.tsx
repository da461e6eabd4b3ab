/** One line of the list: a day, or a request whose first cell is the button that opens it. */
import { type KeyboardEvent, memo, type ReactNode } from "react";
import type { RequestRow } from "../../preload/contract/state.ts";
import { providerName } from "../copy/provider.ts";
import { useFace } from "../page-face.ts";
import { ToneMark } from "../ui/Marks.tsx";
import { answerOf } from "./answer.ts";

/** The head of the table is its first row, and rows are counted from one. */
const rowOf = (index: number) => index + 2;

export const DayLine = memo(function DayLine(props: {
  readonly day: string;
  readonly index: number;
}): ReactNode {
  const { format } = useFace();
  return (
    <tr className="day-line" aria-rowindex={rowOf(props.index)}>
      <th scope="rowgroup">{format.day(props.day)}</th>
    </tr>
  );
});

export const RequestLine = memo(function RequestLine(props: {
  readonly row: RequestRow;
  readonly index: number;
  /** It has the list's stop of Tab. */
  readonly isAt: boolean;
  readonly isOpen: boolean;
  readonly detailId: string;
  readonly open: (id: number) => void;
  /** The person is at it now. */
  readonly reach: (id: number) => void;
  readonly press: (event: KeyboardEvent) => void;
}): ReactNode {
  const { row } = props;
  const face = useFace();
  const { format, words } = face;
  const answer = answerOf(row, face);
  const clock = format.clock(row.startedAt);
  const model = row.model ?? words.lists.unnamed;
  // The button's name is its time; what it says besides stands in the other cells.
  const idOf = (cell: string) => `${props.detailId}-${row.id}-${cell}`;
  const tokens = (count: number) => (hasUsage(row) ? format.count(count) : "—");
  return (
    <tr
      className="request-line"
      aria-rowindex={rowOf(props.index)}
      aria-current={props.isOpen || undefined}
    >
      <td className="time">
        <button
          type="button"
          data-id={row.id}
          tabIndex={props.isAt ? 0 : -1}
          aria-expanded={props.isOpen}
          aria-controls={props.isOpen ? props.detailId : undefined}
          aria-describedby={`${idOf("model")} ${idOf("answer")} ${idOf("cost")}`}
          onClick={() => props.open(row.id)}
          onFocus={() => props.reach(row.id)}
          onKeyDown={props.press}
        >
          {clock}
          <span className="seconds">{format.clockExact(row.startedAt).slice(clock.length)}</span>
        </button>
      </td>
      <td className="model" id={idOf("model")} title={model}>
        {model}
        {row.by === "sluice" && <span className="small three"> {words.lists.testWord}</span>}
      </td>
      <td className="provider two">{providerName(row.provider)}</td>
      <td className="route two">{words.usage.requests.routes[row.route]}</td>
      <td
        className={`answer ${answer.isTrouble ? "red" : "two"}`}
        id={idOf("answer")}
        title={answer.word}
      >
        {answer.isTrouble && <ToneMark tone="red" size={12} />}
        {answer.word}
      </td>
      <td className="firstByte number">{timeOf(row.firstByteMs)}</td>
      <td className="total number">{timeOf(row.durationMs)}</td>
      <td className="tokensIn number">{tokens(row.tokensIn)}</td>
      <td className="tokensOut number">{tokens(row.tokensOut)}</td>
      <td className="cost number" id={idOf("cost")}>
        {row.costMicroUsd === null ? "—" : format.exact(row.costMicroUsd)}
      </td>
    </tr>
  );

  function timeOf(ms: number | null): string {
    return ms === null ? "—" : format.seconds(ms);
  }
});

/** Nothing was answered that says what it used: zeros would be a claim. */
export const hasUsage = (row: RequestRow): boolean =>
  row.tokensIn + row.tokensOut + row.cacheRead + row.cacheWrite > 0 || row.outcome === "refused";
