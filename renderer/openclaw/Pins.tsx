/** Sessions and agents that keep to a model of their own, whatever the order says. */
import type { ReactNode } from "react";
import type { ModelPin } from "../../preload/contract/openclaw.ts";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Group } from "../ui/Group.tsx";
import { Problem } from "../ui/Problem.tsx";
import { nameOf } from "./Models.tsx";

export function PinsGroup(): ReactNode {
  const { state, words } = useFace();
  const pins = state.models.openclaw?.pins ?? [];
  if (pins.length === 0) return null;
  return (
    <Group title={words.openclaw.models.pins}>
      {pins.map((pin) => (
        <Pin key={`${pin.kind} ${pin.key}`} pin={pin} />
      ))}
    </Group>
  );
}

function Pin({ pin: { key, kind, name, ref } }: { readonly pin: ModelPin }): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const { models } = words.openclaw;
  const said = models.pin[kind](name);
  return (
    <div className="row roomy">
      <div className="grow">
        <p>{said}</p>
        <p className="small two">{nameOf(ref, state.models.openclaw?.list ?? [])}</p>
        <Problem refusal={refusal} />
      </div>
      <Button
        isBusy={isBusy}
        aria-label={`${models.unpin}, ${said}`}
        onClick={() => void send({ type: "pin.remove", kind, key })}
      >
        {models.unpin}
      </Button>
    </div>
  );
}
