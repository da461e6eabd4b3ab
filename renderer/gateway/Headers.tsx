/** The headers Cloudflare gets, letter by letter as they are sent; of the token only that it goes along. */
import { type ReactNode, useId } from "react";
import { useFace } from "../page-face.ts";

export function Headers(): ReactNode {
  const { state, words } = useFace();
  const { told } = words.gateway;
  return (
    <div className="row stack">
      <h3 className="strong">{told.exact}</h3>
      {state.told.length === 0 ? (
        <p className="small two">{told.noneTold}</p>
      ) : (
        <>
          <p className="small two">{told.exactText}</p>
          {state.told.map(({ headers, model }) => (
            <Told
              key={model ?? ""}
              name={model ?? (state.told.length === 1 ? told.all : told.others)}
              headers={headers}
            />
          ))}
          <p className="small two">{told.exactPays}</p>
        </>
      )}
    </div>
  );
}

function Told(props: {
  readonly name: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}): ReactNode {
  const { told } = useFace().words.gateway;
  const id = useId();
  return (
    <div className="told">
      <p className="small" id={id}>
        {props.name}
      </p>
      <table aria-labelledby={id} className="headers">
        <thead className="hidden">
          <tr>
            <th scope="col">{told.header}</th>
            <th scope="col">{told.value}</th>
          </tr>
        </thead>
        <tbody>
          {props.headers.map(([name, value]) => (
            <tr key={name}>
              <th scope="row" className="path">
                {name}
              </th>
              <td className="path">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
