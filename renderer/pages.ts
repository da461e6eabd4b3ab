/** Everything there is beside Home: one file, read once Home has been painted, so that Home need not wait for it. */
import type { ReactNode } from "react";
import { ChecksPage } from "./checks/ChecksPage.tsx";
import type { Place } from "./face.ts";
import { FirstRun } from "./first-run/FirstRun.tsx";
import { GatewayPage } from "./gateway/GatewayPage.tsx";
import { OpenClawPage } from "./openclaw/OpenClawPage.tsx";
import { RequestsPage } from "./requests/RequestsPage.tsx";
import { Settings } from "./settings/Settings.tsx";
import type { ScreenName } from "./trail.ts";
import { UsagePage } from "./usage/UsagePage.tsx";

type PageProps = { readonly place: Place | undefined; readonly onBack: () => void };

export type PageName = Exclude<ScreenName, "home"> | "firstRun";
export type Pages = Readonly<Record<PageName, (props: PageProps) => ReactNode>>;

export const pages: Pages = {
  usage: UsagePage,
  requests: RequestsPage,
  checks: ChecksPage,
  gateway: GatewayPage,
  settings: Settings,
  openclaw: OpenClawPage,
  firstRun: FirstRun,
};
