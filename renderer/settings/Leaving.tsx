/** Going through the first run again, practice, and leaving for good. */
import type { ReactNode } from "react";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { AskRow } from "../ui/AskRow.tsx";
import { Button } from "../ui/Button.tsx";
import { Group } from "../ui/Group.tsx";
import { ToneMark } from "../ui/Marks.tsx";
import { Problem } from "../ui/Problem.tsx";

export function SetupGroup(): ReactNode {
  const { open, state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const { setup } = words.more;
  const { practice } = state;
  // It stands in Home's place.
  async function replay(): Promise<void> {
    const begun = await send({ type: "setup.go", step: "welcome" });
    if (begun.ok) open("home");
  }
  return (
    <Group title={setup.title}>
      <div className="row roomy">
        <div className="grow">
          <p>{setup.replay}</p>
          <p className="small two">{setup.replayText}</p>
          <Problem refusal={refusal} />
        </div>
        <Button isBusy={isBusy} onClick={() => void replay()}>
          {setup.replayAct}
        </Button>
      </div>
      {state.desk.canRestart && (
        <AskRow
          name={practice ? setup.practiceOffTitle : setup.practiceOnTitle}
          ask={practice ? setup.practiceOff : setup.practiceOn}
          confirm={practice ? setup.practiceOffAct : setup.practiceOnAct}
          command={{ type: "app.practice", isOn: !practice }}
          sheet={
            <>
              <h3 className="strong">
                {practice ? setup.practiceOffTitle : setup.practiceOnTitle}
              </h3>
              <p className="small two">{practice ? setup.practiceEndSheet : setup.practiceSheet}</p>
            </>
          }
        >
          <p>{setup.practice}</p>
          <p className="small two">{setup.practiceText}</p>
        </AskRow>
      )}
    </Group>
  );
}

export function RemoveGroup(): ReactNode {
  const { words } = useFace();
  const { remove } = words.more;
  return (
    <Group title={remove.title}>
      <AskRow
        name={remove.name}
        ask={remove.ask}
        confirm={remove.act}
        command={{ type: "app.remove" }}
        isDanger
        sheet={<Gone />}
      >
        <p className="small two">{remove.lede}</p>
      </AskRow>
    </Group>
  );
}

/** Named one by one: nobody should have to guess what is left behind. */
function Gone(): ReactNode {
  const { state, words } = useFace();
  const { login, openclaw, profiles, secrets } = state;
  const { remove } = words.more;
  const keys = Math.max(
    secrets.length,
    profiles.reduce((sum, each) => sum + (each.keys?.length ?? 0), 0),
  );
  const goes = [
    openclaw.link && remove.goesLink(openclaw.configPath),
    keys > 0 && remove.goesKeys(keys),
    login.isOn && remove.goesLogin,
    openclaw.resolver !== "absent" && remove.goesHelper,
    remove.goesFolder,
  ];
  const stays = [
    openclaw.status !== "notFound" && remove.staysOpenClaw,
    remove.staysCloudflare,
    remove.staysKeys,
    remove.staysProgram,
    remove.staysFiles,
  ];
  return (
    <>
      <h3 className="strong red">
        <ToneMark tone="red" />
        {remove.head}
      </h3>
      <List head={remove.goes} items={goes} sign="goes" />
      <List head={remove.stays} items={stays} sign="stays" />
    </>
  );
}

function List(props: {
  readonly head: string;
  readonly items: readonly (string | false | null)[];
  readonly sign: "goes" | "stays";
}): ReactNode {
  return (
    <>
      <h4 className="small strong">{props.head}</h4>
      <ul className={`small ${props.sign}`}>
        {props.items
          .filter((item) => typeof item === "string")
          .map((item) => (
            <li key={item}>{item}</li>
          ))}
      </ul>
    </>
  );
}
