/** Settings: everything that is set once and looked at rarely, in parts, each one press away. */
import type { ReactNode } from "react";
import type { Place } from "../face.ts";
import { useMedia, wide } from "../media.ts";
import { useFace } from "../page-face.ts";
import { Page } from "../ui/Page.tsx";
import { AdvancedGroup } from "./Advanced.tsx";
import { AiGatewayGroup } from "./AiGateway.tsx";
import { AllowanceGroup } from "./Allowance.tsx";
import { Contents, GoTo } from "./Contents.tsx";
import { DiagnosticsGroup } from "./Diagnostics.tsx";
import { FiguresGroup } from "./Figures.tsx";
import { GeneralGroup } from "./General.tsx";
import { KeysGroup } from "./Keys.tsx";
import { RemoveGroup, SetupGroup } from "./Leaving.tsx";
import { NotificationsGroup } from "./Notifications.tsx";
import { OpenClawGroup } from "./OpenClaw.tsx";
import { PrivacyGroup } from "./Privacy.tsx";
import { ProfilesGroup } from "./Profiles.tsx";
import { ProvidersGroup } from "./Providers.tsx";
import { QuitGroup } from "./Quit.tsx";
import { ShortcutsGroup } from "./Shortcuts.tsx";
import { hasTrayPart, TrayGroup } from "./Tray.tsx";

export function Settings(props: {
  readonly place: Place | undefined;
  readonly onBack: () => void;
}): ReactNode {
  const { state, words } = useFace();
  const { more } = words;
  const { place } = props;
  const isWide = useMedia(wide);
  const parts: readonly { name: string; title: string; group: ReactNode }[] = [
    {
      name: "profiles",
      title: more.profiles.title,
      group: <ProfilesGroup key={place} isOpen={place === "account"} />,
    },
    {
      name: "keys",
      title: words.settings.keys,
      group: <KeysGroup key={`${place} ${state.profile?.id}`} place={place} />,
    },
    {
      name: "providers",
      title: words.gateway.providers.title,
      group: <ProvidersGroup key={state.profile?.id} />,
    },
    { name: "openclaw", title: more.links.title, group: <OpenClawGroup /> },
    { name: "aiGateway", title: more.aiGateway.title, group: <AiGatewayGroup /> },
    { name: "allowance", title: words.settings.allowance, group: <AllowanceGroup /> },
    { name: "figures", title: words.meter.figures.title, group: <FiguresGroup /> },
    { name: "privacy", title: more.privacy.title, group: <PrivacyGroup /> },
    { name: "general", title: more.general.title, group: <GeneralGroup /> },
    { name: "notifications", title: more.notifications.title, group: <NotificationsGroup /> },
    ...(hasTrayPart(state.desk)
      ? [{ name: "tray", title: more.tray.title[state.desk.platform], group: <TrayGroup /> }]
      : []),
    { name: "shortcuts", title: more.shortcuts.title, group: <ShortcutsGroup /> },
    { name: "advanced", title: more.advanced.title, group: <AdvancedGroup /> },
    { name: "diagnostics", title: more.diagnostics.title, group: <DiagnosticsGroup /> },
    { name: "setup", title: more.setup.title, group: <SetupGroup /> },
    { name: "quit", title: more.quit.title, group: <QuitGroup /> },
    { name: "remove", title: more.remove.title, group: <RemoveGroup /> },
  ];
  return (
    <Page
      title={words.app.settings}
      place={place}
      onBack={props.onBack}
      actions={isWide ? undefined : <GoTo parts={parts} />}
    >
      <div className="settings-body">
        {isWide && <Contents parts={parts} />}
        <div className="settings-parts">
          {parts.map(({ group, name }) => (
            <div key={name} className="settings-part" data-part={name}>
              {group}
            </div>
          ))}
          <p className="small three">{words.settings.version(state.version)}</p>
        </div>
      </div>
    </Page>
  );
}
