/** One model of the order: its name, its turn, the route its requests take, its price and its room; unknown is a dash. */
import type { ReactNode } from "react";
import { useFace } from "../page-face.ts";

export function ModelFacts(props: {
  readonly modelRef: string;
  readonly name: string;
  readonly place: number;
}): ReactNode {
  const { format, state, words } = useFace();
  const { models } = words.openclaw;
  const { modelRef, name, place } = props;
  const model = state.models.openclaw?.list.find(({ ref }) => ref === modelRef);
  const price = model?.price;
  // "$0.08" would be wrong for $0.075.
  const money = (microUsd: number) =>
    microUsd % 10_000 === 0 ? format.money(microUsd) : format.exact(microUsd);
  const facts = [
    price ? models.price(money(price.input), money(price.output)) : models.noPrice,
    model?.contextWindow ? models.context(model.contextWindow) : models.noContext,
  ];
  return (
    <div className="grow">
      <p>
        <span className="strong">{name}</span>{" "}
        <span className="small three">{place === 0 ? models.primary : models.fallback(place)}</span>
      </p>
      {name !== modelRef && <p className="small two path">{modelRef}</p>}
      <p className="small two">
        {model && (
          <>
            <span className={`swatch ${model.route === "own" ? "past" : ""}`} />
            {[models.route[model.route], !model.isAvailable && models.resting]
              .filter(Boolean)
              .join(", ")}
            {" · "}
          </>
        )}
        {facts.join(" · ")}
      </p>
    </div>
  );
}
