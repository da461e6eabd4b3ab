/** The models in the order OpenClaw tries them: each with its route, its price and its room, and the list in the person's hands. */
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Group } from "../ui/Group.tsx";
import { Step } from "../ui/Marks.tsx";
import { Problem } from "../ui/Problem.tsx";
import { AddModel } from "./AddModel.tsx";
import { ModelFacts } from "./ModelFacts.tsx";
import { longestOrder, moved, orderOf } from "./order.ts";

export function ModelsGroup(): ReactNode {
  const { state, words } = useFace();
  const { refusal, send } = useSender();
  const [wish, setWish] = useState<readonly string[] | null>(null);
  const wishes = useRef(0);
  const list = useRef<HTMLOListElement>(null);
  const keepFocus = useKeptFocus(list);
  const { models } = words.openclaw;
  const order = wish ?? orderOf(state.models);

  const ask = async (next: readonly string[]): Promise<boolean> => {
    const [primary, ...fallbacks] = next;
    if (primary === undefined) return false;
    wishes.current += 1;
    const mine = wishes.current;
    setWish(next);
    const reply = await send({ type: "model.order", primary, fallbacks });
    // A later change has a wish of its own.
    if (wishes.current === mine) setWish(null);
    return reply.ok;
  };
  const move = (ref: string, by: -1 | 1) => {
    keepFocus(ref, by === -1 ? "up" : "down");
    void ask(moved(order, ref, by));
  };

  return (
    <Group title={models.title}>
      {state.models.openclaw === null ? (
        <p className="row small two">{models.unasked}</p>
      ) : (
        <>
          {order.length === 0 && <p className="row small two">{models.none}</p>}
          <ol ref={list}>
            {order.map((ref, place) => {
              const name = nameOf(ref, state.models.openclaw?.list ?? []);
              return (
                <li key={ref} className="row model" data-ref={ref}>
                  <ModelFacts modelRef={ref} name={name} place={place} />
                  <div className="steppers">
                    {place > 0 && (
                      <Button
                        look="quiet"
                        data-act="up"
                        aria-label={`${models.up}, ${name}`}
                        onClick={() => move(ref, -1)}
                      >
                        <Step to="up" />
                      </Button>
                    )}
                    {place < order.length - 1 && (
                      <Button
                        look="quiet"
                        data-act="down"
                        aria-label={`${models.down}, ${name}`}
                        onClick={() => move(ref, 1)}
                      >
                        <Step to="down" />
                      </Button>
                    )}
                    {order.length > 1 && (
                      <Button
                        look="quiet"
                        aria-label={`${words.secret.remove}, ${name}`}
                        onClick={() => void ask(order.filter((each) => each !== ref))}
                      >
                        {words.secret.remove}
                      </Button>
                    )}
                  </div>
                </li>
              );
            })}
          </ol>
          {order.length < longestOrder && (
            <div className="row">
              <AddModel order={order} add={(ref) => ask([...order, ref])} />
            </div>
          )}
        </>
      )}
      {refusal && (
        <div className="row">
          <Problem refusal={refusal} />
        </div>
      )}
    </Group>
  );
}

export const nameOf = (
  ref: string,
  list: readonly { readonly ref: string; readonly name: string }[],
): string => list.find((model) => model.ref === ref)?.name ?? ref;

/** What was pressed moves away under the hand: the focus stays with the model. */
function useKeptFocus(list: RefObject<HTMLOListElement | null>) {
  const kept = useRef<{ readonly ref: string; readonly act: string } | null>(null);
  useEffect(() => {
    if (!kept.current) return;
    const { act, ref } = kept.current;
    kept.current = null;
    const row = list.current?.querySelector(`[data-ref="${CSS.escape(ref)}"]`);
    const button = row?.querySelector<HTMLElement>(`[data-act="${act}"]`);
    (button ?? row?.querySelector<HTMLElement>("button"))?.focus();
  });
  return (ref: string, act: "up" | "down") => {
    kept.current = { ref, act };
  };
}
