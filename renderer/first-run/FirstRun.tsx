/** The first run: six screens from nothing to a proven switch, left and taken up again at will. */
import type { ReactNode } from "react";
import type { SetupStep } from "../../preload/contract/desk.ts";
import { useFace } from "../page-face.ts";
import { CheckScreen } from "./CheckScreen.tsx";
import { CloudflareScreen } from "./CloudflareScreen.tsx";
import { DoneScreen } from "./DoneScreen.tsx";
import { ModelKeyScreen } from "./ModelKeyScreen.tsx";
import { OpenClawScreen } from "./OpenClawScreen.tsx";
import { WelcomeScreen } from "./WelcomeScreen.tsx";

const screens: Readonly<Record<SetupStep, () => ReactNode>> = {
  welcome: WelcomeScreen,
  openclaw: OpenClawScreen,
  modelKey: ModelKeyScreen,
  cloudflare: CloudflareScreen,
  check: CheckScreen,
  done: DoneScreen,
};

/** Which one is shown stands in the snapshot alone: so it is the same after a quit, and in every window. */
export function FirstRun(): ReactNode {
  const { step } = useFace().state.setup;
  const Shown = screens[step];
  return <Shown key={step} />;
}
