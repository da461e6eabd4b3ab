/** The report for somebody who helps: read here first, then copied or saved by the person, never sent. */
import { type ReactNode, useState } from "react";
import { type Refusal, useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { Group } from "../ui/Group.tsx";
import { Problem } from "../ui/Problem.tsx";
import { useUnfolding } from "../ui/unfold.ts";
import { WithPath } from "../ui/WithPath.tsx";

export function DiagnosticsGroup(): ReactNode {
  const { read, words } = useFace();
  const [text, setText] = useState<string | null>(null);
  const [isReading, setReading] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const said = words.more.diagnostics;
  const place = useUnfolding(text !== null, () => setText(null), "textarea, button");

  async function make(): Promise<void> {
    setReading(true);
    setRefusal(null);
    const reply = await read({ type: "diagnostics" }).catch(
      () => ({ ok: false, error: { code: "diagnostics.failed" } }) as const,
    );
    setReading(false);
    if (!reply.ok) setRefusal(reply.error);
    else if (reply.text === undefined) setRefusal({ code: "diagnostics.failed" });
    else setText(reply.text);
  }

  return (
    <Group title={said.title}>
      <div className="row stack" ref={place}>
        <p className="small two">{said.lede}</p>
        {text !== null && (
          <textarea className="report" readOnly rows={16} aria-label={said.name} value={text} />
        )}
        <Problem refusal={refusal} />
        <div className="actions">
          <Button isBusy={isReading} onClick={() => void make()}>
            {text === null ? said.show : said.again}
          </Button>
          {text !== null && <CopyButton text={text}>{said.copy}</CopyButton>}
          {text !== null && (
            <Button look="quiet" onClick={() => setText(null)}>
              {said.hide}
            </Button>
          )}
          <span className="small two" role="status">
            {isReading && (
              <>
                <span className="ring" />
                {said.reading}
              </>
            )}
          </span>
        </div>
        {text !== null && <Save />}
      </div>
    </Group>
  );
}

/** After it has been read: what is saved is what was shown, made anew. */
function Save(): ReactNode {
  const { words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const [path, setPath] = useState<string | null>(null);
  const said = words.more.diagnostics;
  return (
    <>
      <Problem refusal={refusal} />
      <div className="actions">
        <Button
          isBusy={isBusy}
          onClick={() =>
            void send({ type: "diagnostics.save" }).then((reply) =>
              setPath(reply.ok ? (reply.path ?? null) : null),
            )
          }
        >
          {said.save}
        </Button>
        <p className="small two grow" role="status">
          {path !== null && <WithPath say={said.saved} path={path} />}
        </p>
      </div>
    </>
  );
}
