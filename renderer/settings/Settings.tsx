/** Settings: the account, the keys, the connection, the allowance, and how the window looks. */
import { type ReactNode, useEffect, useRef } from "react";
import { type Place, useFace } from "../face.ts";
import { BackArrow } from "../ui/Marks.tsx";
import { AccountGroup } from "./Account.tsx";
import { AllowanceGroup } from "./Allowance.tsx";
import { KeysGroup } from "./Keys.tsx";
import { LookGroup } from "./Look.tsx";
import { OpenClawGroup } from "./OpenClaw.tsx";

export function Settings(props: {
  readonly place: Place | undefined;
  readonly onBack: () => void;
}): ReactNode {
  const { state, words } = useFace();
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const target = page.current?.querySelector<HTMLElement>(
      props.place ? `[data-place="${props.place}"] :is(input, button)` : ".back",
    );
    target?.focus();
  }, [props.place]);
  return (
    <div className="window" ref={page}>
      <header className="bar-top">
        <button type="button" className="back button quiet" onClick={props.onBack}>
          <BackArrow />
          {words.app.back}
        </button>
        <h1 className="strong">{words.app.settings}</h1>
      </header>
      <main className="scroll settings">
        <AccountGroup isOpen={props.place === "account"} />
        <KeysGroup place={props.place} />
        <OpenClawGroup />
        <AllowanceGroup />
        <LookGroup />
        <p className="small three">{words.settings.version(state.version)}</p>
      </main>
    </div>
  );
}
