/** Connecting OpenClaw: the file, what will change in it and the way back, before anything is written. */
import type { ReactNode } from "react";
import { useFace, useSender } from "../face.ts";
import { Button } from "../ui/Button.tsx";
import { Problem } from "../ui/Problem.tsx";

export function Connect(): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const { openclaw } = state;
  const { model } = state.models.selected;
  const isNew = openclaw.status === "notFound";
  return (
    <div className="stack">
      {isNew && (
        <p className="small two">
          {words.codes["openclaw.notFound"].text}{" "}
          <a className="link" href="https://docs.openclaw.ai/" target="_blank" rel="noreferrer">
            {words.setup.aboutOpenClaw}
          </a>
        </p>
      )}
      <div className="sheet">
        <h3 className="strong">{words.setup.connectTitle}</h3>
        <p className="small two">
          <WithPath
            say={isNew ? words.setup.connectNewFile : words.setup.connectFile}
            path={openclaw.configPath}
          />
        </p>
        <ul className="changes small">
          <li>{words.setup.connectEntry}</li>
          <li>{words.setup.connectPlugin}</li>
          <li>{words.setup.connectModel(model)}</li>
          <li>{words.setup.connectMerge}</li>
          {isNew && <li>{words.setup.connectStart}</li>}
        </ul>
        <p className="small two">{words.setup.connectBack}</p>
      </div>
      <Problem refusal={refusal} />
      <div className="actions">
        <Button
          look="primary"
          isBusy={isBusy}
          onClick={() => void send({ type: "openclaw.link", kind: "own" })}
        >
          {openclaw.link ? words.setup.connectAgain : words.setup.connect}
        </Button>
      </div>
    </div>
  );
}

/** A sentence with a path in it, set as code. */
export function WithPath(props: {
  readonly say: (path: string) => string;
  readonly path: string;
}): ReactNode {
  const [before, after] = props.say("\0").split("\0");
  return (
    <>
      {before}
      <span className="path">{props.path}</span>
      {after}
    </>
  );
}
