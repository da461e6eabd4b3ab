/** Cloudflare: how the AI Gateway in use is set there, what it is told with each request, and what comes of both. */
import type { ReactNode } from "react";
import { useFace } from "../page-face.ts";
import { Page } from "../ui/Page.tsx";
import { BesideGroup } from "./Beside.tsx";
import { Caches } from "./Caches.tsx";
import { OursGroup } from "./Ours.tsx";
import { ToldGroup } from "./Told.tsx";
import { WhenItFails } from "./WhenItFails.tsx";

export function GatewayPage(props: { readonly onBack: () => void }): ReactNode {
  const { words } = useFace();
  return (
    <Page title={words.pages.gateway} onBack={props.onBack}>
      <OursGroup />
      <ToldGroup />
      <WhenItFails />
      <Caches />
      <BesideGroup />
    </Page>
  );
}
