/** What a range is made of, as a table: its columns go, the least needed first, where the window is narrow. */
import type { ReactNode } from "react";
import { columnOf } from "../copy/column.ts";
import { providerName } from "../copy/provider.ts";
import { type Face, useFace } from "../page-face.ts";
import { Said } from "../ui/Said.tsx";
import type { Answer } from "./answer.ts";
import { type Part, type PartName, partsOf, totalOf } from "./parts.ts";

/** `text` and `of` take a part or the sum of all; a class of its own lets a column go. */
type Column = {
  readonly name:
    | "requests"
    | "tokensIn"
    | "cacheRead"
    | "cacheWrite"
    | "tokensOut"
    | "firstByte"
    | "total"
    | "errors";
  readonly of: (part: Partial<Part>) => number | null | undefined;
  readonly isTime?: boolean;
};

const columns: readonly Column[] = [
  { name: "requests", of: ({ requests }) => requests },
  { name: "tokensIn", of: ({ tokensIn }) => tokensIn },
  { name: "cacheRead", of: ({ cacheRead }) => cacheRead },
  { name: "cacheWrite", of: ({ cacheWrite }) => cacheWrite },
  { name: "tokensOut", of: ({ tokensOut }) => tokensOut },
  { name: "firstByte", of: ({ firstByteMs }) => firstByteMs, isTime: true },
  { name: "total", of: ({ durationMs }) => durationMs, isTime: true },
  { name: "errors", of: ({ errors }) => errors },
];
/** Sluice has not timed what OpenClaw tells of its agents, nor seen its errors. */
const agentColumns = columns.filter(({ isTime, name }) => !isTime && name !== "errors");

export function Parts({ answer: { by, parts: answered } }: { readonly answer: Answer }): ReactNode {
  const face = useFace();
  const { format, words } = face;
  const { usage } = words;
  if (!answered.ok) return <Said code={answered.error.code} />;
  if (answered.rows.length === 0)
    return by === "agent" ? <p className="two">{usage.noAgents}</p> : null;
  const parts = partsOf(answered.rows);
  const total = totalOf(parts);
  const costs = columnOf(
    parts.map(({ microUsd }) => microUsd),
    format,
  );
  const shown = by === "agent" ? agentColumns : columns;
  return (
    <>
      <table className="list parts" aria-label={usage.bys[by]}>
        <thead>
          <tr>
            <th scope="col" className="clip">
              {usage.heads[by]}
            </th>
            {by === "model" && (
              <th scope="col" className="provider">
                {usage.heads.provider}
              </th>
            )}
            {shown.map(({ name }) => (
              <th key={name} scope="col" className={`number ${name}`}>
                {usage.heads[name]}
              </th>
            ))}
            <th scope="col" className="number">
              {usage.heads.cost}
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part, index) => (
            <tr key={part.key}>
              <Name part={part} by={by} />
              {by === "model" && (
                <td className="provider two">{providerName(part.provider ?? "")}</td>
              )}
              {shown.map((column) => (
                <td key={column.name} className={`number ${column.name}`}>
                  {textOf(column, part, face)}
                </td>
              ))}
              <td className="number">{costs.cells[index]}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{usage.all}</th>
            {by === "model" && <td className="provider" />}
            {shown.map((column) => (
              <td key={column.name} className={`number ${column.name}`}>
                {column.isTime ? "" : textOf(column, total, face)}
              </td>
            ))}
            <td className="number">{costs.sum ?? "—"}</td>
          </tr>
        </tfoot>
      </table>
      {by === "agent" && <p className="small two">{usage.agents}</p>}
    </>
  );
}

/** Where it is shortened, the whole of it is the title. */
function Name({ by, part }: { readonly part: Part; readonly by: PartName }): ReactNode {
  const face = useFace();
  const name = nameOf(by, part, face);
  const aside = asideOf(part, face);
  return (
    <th scope="row" className="clip" title={[name, aside].filter(Boolean).join(", ")}>
      {name} {aside !== null && <span className="small three aside">{aside}</span>}
    </th>
  );
}

function nameOf(by: PartName, part: Part, { words }: Face): string {
  if (by === "model") return part.model ?? words.lists.unnamed;
  if (by === "provider") return providerName(part.provider ?? "");
  if (by === "route") return words.usage.routes[part.route ?? "direct"];
  return part.agent ?? "";
}

function asideOf({ microUsd, unpriced }: Part, { words: { usage } }: Face): string | null {
  if (unpriced <= 0) return null;
  return microUsd === null ? usage.noPrice : usage.somePrice(unpriced);
}

function textOf({ isTime, of }: Column, part: Partial<Part>, { format }: Face): string {
  const value = of(part);
  if (value === null || value === undefined) return "—";
  return isTime ? format.seconds(value) : format.count(value);
}
