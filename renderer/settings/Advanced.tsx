/** What few people touch: the port on this computer, the way out of its network, and where things are. */
import { type ReactNode, useState } from "react";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Form } from "../ui/Form.tsx";
import { Group } from "../ui/Group.tsx";
import { Options } from "../ui/Options.tsx";
import { Problem } from "../ui/Problem.tsx";
import { useUnfolding } from "../ui/unfold.ts";
import { WithPath } from "../ui/WithPath.tsx";
import { proxyForm, readPort, readProxy } from "./advanced.ts";

export function AdvancedGroup(): ReactNode {
  const { state, words } = useFace();
  const { advanced } = words.more;
  return (
    <Group title={advanced.title}>
      <PortRow />
      <ProxyRow />
      <div className="row stack tight">
        <h3>{advanced.certificates}</h3>
        <p className="small two">{advanced.certificatesText}</p>
      </div>
      <div className="row stack tight">
        <h3>{advanced.folder}</h3>
        <p className="path small">{state.desk.folder}</p>
        <p className="small two">{advanced.folderText}</p>
      </div>
    </Group>
  );
}

/** Asked first: OpenClaw's file is written anew with it. */
function PortRow(): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [wasTried, setTried] = useState(false);
  const row = useUnfolding(isOpen, () => setOpen(false));
  const { advanced } = words.more;
  const { openclaw, router } = state;
  const port = readPort(typed);
  const fault =
    port === null
      ? wasTried && advanced.portWrong
      : port === router.port && wasTried && advanced.portSame;

  async function move(): Promise<void> {
    setTried(true);
    if (port === null || port === router.port) return;
    const { ok } = await send({ type: "router.port", port });
    if (!ok) return;
    setOpen(false);
    setTyped("");
    setTried(false);
  }

  return (
    <div className="row roomy" ref={row}>
      <div className="grow">
        <h3>{advanced.port}</h3>
        <p className="small two">
          {router.port === null ? advanced.portNone : advanced.portNow(router.port)}
        </p>
      </div>
      {isOpen ? (
        <Form className="sheet whole stack" onSubmit={move}>
          <Field
            label={advanced.portField}
            hint={advanced.portHint}
            fault={fault || undefined}
            inputMode="numeric"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          <p className="small two">
            {openclaw.link ? (
              <WithPath say={advanced.portLinked} path={openclaw.configPath} />
            ) : (
              advanced.portFree
            )}
          </p>
          <Problem refusal={refusal} />
          <div className="actions">
            <Button type="submit" isBusy={isBusy}>
              {advanced.portAct}
            </Button>
            <Button look="quiet" onClick={() => setOpen(false)}>
              {words.secret.cancel}
            </Button>
          </div>
        </Form>
      ) : (
        <Button data-opens="" onClick={() => setOpen(true)}>
          {advanced.portChange}
        </Button>
      )}
    </div>
  );
}

function ProxyRow(): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const { proxy } = state.settings;
  const inForce = proxy === "system" || proxy === "none" ? proxy : "own";
  /** Chosen, and its address still to be written. */
  const [isWanted, setWanted] = useState(false);
  const [typed, setTyped] = useState(inForce === "own" ? proxy : "");
  const [wasTried, setTried] = useState(false);
  const { advanced } = words.more;
  const shown = isWanted ? "own" : inForce;
  const { proxy: used } = state.cloudflare;

  const save = async (chosen: string): Promise<void> => {
    const { ok } = await send({ type: "settings.save", proxy: chosen });
    if (ok) setWanted(false);
  };
  const submit = (): void => {
    setTried(true);
    const url = readProxy(typed);
    if (url !== null) void save(url);
  };

  return (
    <div className="row stack">
      <Options
        legend={advanced.proxy}
        isWeighty
        value={shown}
        options={[
          { value: "system", name: advanced.proxySystem, text: advanced.proxySystemText },
          { value: "none", name: advanced.proxyNone, text: advanced.proxyNoneText },
          { value: "own", name: advanced.proxyOwn, text: advanced.proxyOwnText },
        ]}
        onChoose={(value) => {
          setTried(false);
          setWanted(value === "own");
          if (value !== "own") void save(value);
        }}
      />
      {shown === "own" && (
        <Form onSubmit={submit}>
          <Field
            label={advanced.proxyField}
            hint={advanced.proxyHint(proxyForm)}
            fault={
              wasTried && readProxy(typed) === null ? advanced.proxyWrong(proxyForm) : undefined
            }
            inputMode="url"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          <div className="actions">
            <Button type="submit" isBusy={isBusy}>
              {advanced.proxyAct}
            </Button>
          </div>
        </Form>
      )}
      <Problem refusal={refusal} />
      <p className="small two" role="status">
        {used === null ? advanced.proxyUnused : words.meter.figures.proxy(used)}
      </p>
    </div>
  );
}
