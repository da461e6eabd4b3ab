/** The switch or what stands in its place, the sentence that says what is proven, and the flow picture. */
import { type ReactNode, useId } from "react";
import { providerName } from "../copy/provider.ts";
import { whenOf } from "../copy/words.ts";
import { type Face, useFace } from "../face.ts";
import { Button } from "../ui/button.tsx";
import { ToneMark } from "../ui/marks.tsx";
import { Problem } from "../ui/problem.tsx";
import { Switch } from "../ui/switch.tsx";
import { FlowPicture } from "./flow-picture.tsx";
import type { Chosen } from "./route.ts";
import type { HomeView, Proof } from "./view.ts";

export function RouteBlock({
  view,
  route: { choose, refusal, resumeTo },
}: {
  readonly view: HomeView;
  readonly route: Chosen;
}): ReactNode {
  const face = useFace();
  const { words } = face;
  const proofId = useId();
  const { control, proof, title, tone } = view.route;
  return (
    <section className="block route">
      {control.is === "switch" ? (
        <Switch
          label={words.route.label}
          isChecked={control.isChecked}
          isBusy={control.isBusy}
          drawn={control.drawn}
          describedBy={proofId}
          onToggle={() => choose(control.isChecked ? "direct" : "cloudflare")}
        />
      ) : (
        <div className="head-row">
          <h2 className="lead grow">{words.route[title]}</h2>
          {control.is === "resume" && (
            <Button aria-describedby={proofId} onClick={() => choose(resumeTo)}>
              {words.route.resume}
            </Button>
          )}
        </div>
      )}
      <p className={`proof small ${tone ?? "two"}`} id={proofId} role="status">
        {tone && <ToneMark tone={tone} size={12} />}
        {control.is === "switch" && isAbsence(proof.is) && `${words.route[proof.is]}. `}
        {sentenceOf(proof, face)}
      </p>
      <Problem refusal={refusal} />
      <FlowPicture flow={view.flow} />
    </section>
  );
}

/** Without a switch the title has said it; beside one the sentence must. */
const isAbsence = (is: Proof["is"]): is is "notFound" | "notLinked" | "unreadable" =>
  is === "notFound" || is === "notLinked" || is === "unreadable";

export function sentenceOf(
  proof: Proof,
  { format, now, words }: Pick<Face, "format" | "now" | "words">,
): string {
  switch (proof.is) {
    case "direct":
      return words.proof.direct(
        proof.provider ? providerName(proof.provider) : words.flow.providers,
      );
    case "tested":
    case "verified":
      return words.proof[proof.is](whenOf(words, format, proof.at, now));
    case "stillDirect":
    case "refusing":
      return words.proof[proof.is](words.codes[proof.code].head);
    case "allowance":
      return words.proof.allowance(format.money(proof.microUsd));
    default:
      return words.proof[proof.is];
  }
}
