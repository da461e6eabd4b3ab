/** Which variable OpenClaw gets from where; a proxy in between is said first. */
import type { ReactNode } from "react";
import type { EnvironmentLayer, EnvironmentVariable } from "../../preload/contract/openclaw.ts";
import type { Words } from "../copy/en.ts";
import { whenOf } from "../copy/words.ts";
import { useFace } from "../page-face.ts";
import { Group } from "../ui/Group.tsx";
import { ToneMark } from "../ui/Marks.tsx";
import { Said } from "../ui/Said.tsx";

export function EnvironmentGroup(): ReactNode {
  const { format, now, state, words } = useFace();
  const { environment } = state.openclaw;
  if (environment === null) return null;
  const { proxied, readAt, variables } = environment;
  const said = words.openclaw.environment;
  const read = said.read(whenOf(words, format, readAt, now));
  return (
    <Group title={said.title}>
      {proxied && (
        <div className="row">
          <Said code="link.proxied" />
        </div>
      )}
      {variables.length === 0 ? (
        <p className="row small two">
          {said.none} {read}
        </p>
      ) : (
        <div className="row stack">
          <p className="small two">
            {said.lede} {read}
          </p>
          <table className="variables small">
            <thead>
              <tr>
                <th scope="col">{said.variable}</th>
                <th scope="col">{said.winner}</th>
                <th scope="col">{said.others}</th>
                <th scope="col">{said.tail}</th>
              </tr>
            </thead>
            <tbody>
              {variables.map((variable) => (
                <Variable key={variable.name} variable={variable} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Group>
  );
}

function Variable({ variable }: { readonly variable: EnvironmentVariable }): ReactNode {
  const { words } = useFace();
  const { isStale, layers, name, winner } = variable;
  const said = words.openclaw.environment;
  const others = layers
    .filter(({ layer }) => layer !== winner)
    .map(({ isSame, layer }) =>
      isSame ? layerWord(layer, words) : said.another(layerWord(layer, words)),
    );
  const tail = layers.find(({ layer }) => layer === winner)?.tail;
  return (
    <tr>
      <th scope="row">
        <span className="path">{name}</span>
        {isStale && (
          <span className="caution">
            <ToneMark tone="amber" size={12} />
            {said.stale}
          </span>
        )}
      </th>
      <td data-head={said.winner}>{winner ? layerWord(winner, words) : said.nowhere}</td>
      <td data-head={said.others}>{others.join(" · ") || "—"}</td>
      <td data-head={said.tail} className="path">
        {tail ? `••••${tail}` : "—"}
      </td>
    </tr>
  );
}

const layerWord = (layer: EnvironmentLayer, { openclaw }: Words): string =>
  openclaw.environment.layer[layer];
