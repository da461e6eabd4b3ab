/** The allowance on Home: its bar beside the figure, and the two ways on when it is used up. */
import type { ReactNode } from "react";
import { type Face, useFace, useSender } from "../face.ts";
import { Button } from "../ui/Button.tsx";
import { ToneMark } from "../ui/Marks.tsx";
import { Problem } from "../ui/Problem.tsx";
import { type AllowanceView, raiseMicroUsd } from "./allowance.ts";

export function AllowanceBar({ view }: { readonly view: AllowanceView }): ReactNode {
  const face = useFace();
  const { format, words } = face;
  const { allowance } = words.meter;
  const { extraMicroUsd, isIgnored, level, share } = view;
  const isNear = level >= 80 && !isIgnored;
  return (
    <div className="allowance small two">
      <p className={isNear ? "caution" : undefined}>
        {isNear && <ToneMark tone="amber" size={12} />}
        {leftOf(view, face)}
      </p>
      <svg className="bar" height="4" aria-hidden="true">
        <rect className={toneOf(view)} width={`${share * 100}%`} height="4" />
        {/* The steps that are told. */}
        <path className="step" d="M54 0V4M86.4 0V4" />
      </svg>
      {extraMicroUsd > 0 && <p>{allowance.extra(format.money(extraMicroUsd))}</p>}
      {isIgnored && <p>{allowance.ignored}</p>}
    </div>
  );
}

function leftOf(
  { isAtMost, leftMicroUsd, ofMicroUsd }: AllowanceView,
  { format, words: { meter, today } }: Face,
): string {
  const of = format.money(ofMicroUsd);
  if (leftMicroUsd < 0) return today.over(format.money(-leftMicroUsd), of);
  const left = format.money(leftMicroUsd);
  return isAtMost ? meter.allowance.atMost(left, of) : today.left(left, of);
}

/** The steps in tone: water, deeper from the half on, and amber when little is left. */
function toneOf({ isIgnored, level }: AllowanceView): "water" | "half" | "full" {
  if (isIgnored || level < 50) return "water";
  return level < 80 ? "half" : "full";
}

export function AllowanceWays(): ReactNode {
  const { format, state, words } = useFace();
  const { allowance } = words.meter;
  const { isBusy, refusal, send } = useSender();
  return (
    <>
      {/* More helps only where it is known what it is more than. */}
      {state.allowance.reached && (
        <Button
          isBusy={isBusy}
          onClick={() => void send({ type: "allowance.raise", microUsd: raiseMicroUsd })}
        >
          {allowance.raise(format.whole(raiseMicroUsd))}
        </Button>
      )}
      <Button isBusy={isBusy} onClick={() => void send({ type: "allowance.ignore" })}>
        {allowance.ignore}
      </Button>
      <Problem refusal={refusal} />
    </>
  );
}
