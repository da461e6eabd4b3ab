/** The copies of OpenClaw on this computer, the one Sluice uses, and the way to another. */
import { type ReactNode, useState } from "react";
import type { OpenClawInstall } from "../../preload/contract/openclaw.ts";
import type { Words } from "../copy/en.ts";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Form } from "../ui/Form.tsx";
import { Group } from "../ui/Group.tsx";
import { Problem } from "../ui/Problem.tsx";
import { useUnfolding } from "../ui/unfold.ts";
import { WithPath } from "../ui/WithPath.tsx";

export function InstallsGroup(): ReactNode {
  const { state, words } = useFace();
  const { installs } = state.openclaw;
  if (installs === null) return null;
  return (
    <Group title={words.openclaw.install.copies}>
      {installs.map((install, place) => (
        <Install key={install.entry} install={install} isInUse={place === 0} />
      ))}
      <div className="row">
        <ChoosePath />
      </div>
    </Group>
  );
}

/** Tools keep their own names; the rest is said. */
function sourceWord(source: OpenClawInstall["source"], { openclaw }: Words): string {
  const said: Readonly<Record<string, string>> = openclaw.install.source;
  return said[source] ?? (source === "homebrew" ? "Homebrew" : source);
}

function Install(props: {
  readonly install: OpenClawInstall;
  readonly isInUse: boolean;
}): ReactNode {
  const { words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const { entry, isTooOld, node, source, version } = props.install;
  const { install } = words.openclaw;
  return (
    <div className="row roomy">
      <div className="grow">
        <p>
          {[version ?? install.unknown, sourceWord(source, words), props.isInUse && install.inUse]
            .filter(Boolean)
            .join(", ")}
        </p>
        <p className="small two path">{entry}</p>
        {node !== null && (
          <p className="small two">
            <WithPath say={install.runs} path={node} />
          </p>
        )}
        {(isTooOld || node === null) && (
          <p className="small caution">
            {[isTooOld && install.tooOld, node === null && install.noNode]
              .filter(Boolean)
              .join(", ")}
          </p>
        )}
        <Problem refusal={refusal} />
      </div>
      {!props.isInUse && (
        <Button
          isBusy={isBusy}
          aria-label={`${install.use}, ${entry}`}
          onClick={() => void send({ type: "openclaw.choose", path: entry })}
        >
          {install.use}
        </Button>
      )}
    </div>
  );
}

/** A path somebody knows better than Sluice; also where OpenClaw is set up. */
export function ChoosePath(): ReactNode {
  const { state, words } = useFace();
  const { forget, isBusy, refusal, send } = useSender();
  const [isOpen, setOpen] = useState(false);
  const [path, setPath] = useState("");
  const [isEmpty, setEmpty] = useState(false);
  const { install } = words.openclaw;
  const used = state.openclaw.installs?.[0];
  const place = useUnfolding(isOpen, () => setOpen(false));

  async function choose(): Promise<void> {
    if (path.trim() === "") return setEmpty(true);
    const reply = await send({ type: "openclaw.choose", path: path.trim() });
    if (!reply.ok) return;
    setOpen(false);
    setPath("");
  }

  if (!isOpen)
    return (
      <div className="stack" ref={place}>
        <Problem refusal={refusal} />
        <div className="actions">
          <Button onClick={() => setOpen(true)}>{used ? install.another : install.choose}</Button>
          {used?.source === "chosen" && (
            <Button
              look="quiet"
              isBusy={isBusy}
              onClick={() => void send({ type: "openclaw.choose", path: null })}
            >
              {install.useFound}
            </Button>
          )}
        </div>
      </div>
    );
  return (
    <Form onSubmit={choose} ref={place}>
      <Field
        label={install.path}
        hint={install.pathHint}
        fault={isEmpty ? words.setup.fillIn : undefined}
        value={path}
        onChange={({ target }) => {
          setPath(target.value);
          setEmpty(false);
          forget();
        }}
      />
      <Problem refusal={refusal} />
      <div className="actions">
        <Button type="submit" isBusy={isBusy}>
          {install.usePath}
        </Button>
        <Button look="quiet" onClick={() => setOpen(false)}>
          {words.secret.cancel}
        </Button>
      </div>
    </Form>
  );
}
