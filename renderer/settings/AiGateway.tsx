/** The AI Gateway in the settings: no more than the way to its own page. */
import type { ReactNode } from "react";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Group } from "../ui/Group.tsx";

export function AiGatewayGroup(): ReactNode {
  const { open, state, words } = useFace();
  const { gateway, more } = words;
  const { profile } = state;
  return (
    <Group
      title={profile ? `${more.aiGateway.title}, ${profile.aiGatewayId}` : more.aiGateway.title}
    >
      <div className="row roomy">
        <p className="grow">{gateway.providers.link}</p>
        <Button onClick={() => open("gateway")}>{words.pages.gateway}</Button>
      </div>
    </Group>
  );
}
