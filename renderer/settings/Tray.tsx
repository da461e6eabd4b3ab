/** What a click on the icon does and which figure stands at it, as far as the system has a place for them. */
import type { ReactNode } from "react";
import type { DeskState } from "../../preload/contract/desk.ts";
import type { Settings } from "../../preload/contract/state.ts";
import { useFace } from "../page-face.ts";
import { Group } from "../ui/Group.tsx";
import { ChooseRow } from "./Choose.tsx";

const clicks = ["window", "menu", "route"] as const satisfies readonly Settings["leftClick"][];
const figures = ["spend", "allowance", "none"] as const satisfies readonly Settings["trayFigure"][];

/** On Linux the desktop says what a click does, and shows no figure: then there is nothing to choose. */
export const hasTrayPart = ({ hasTray, platform }: DeskState): boolean =>
  platform !== "linux" || hasTray === false;

export function TrayGroup(): ReactNode {
  const { state, words } = useFace();
  const { hasTray, platform } = state.desk;
  const { leftClick, trayFigure } = state.settings;
  const { tray } = words.more;
  return (
    <Group title={tray.title[platform]}>
      {hasTray === false || platform === "linux" ? (
        <p className="row small two">{tray.absent}</p>
      ) : (
        <>
          <ChooseRow<Settings["leftClick"]>
            label={tray.leftClick}
            value={leftClick}
            choices={clicks.map((value) => ({ value, name: tray[value] }))}
            patchOf={(value) => ({ leftClick: value })}
          />
          <ChooseRow<Settings["trayFigure"]>
            label={tray.figure[platform]}
            value={trayFigure}
            choices={figures.map((value) => ({ value, name: tray[value] }))}
            patchOf={(value) => ({ trayFigure: value })}
          />
        </>
      )}
    </Group>
  );
}
