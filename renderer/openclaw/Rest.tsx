/** What OpenClaw leaves alone now: models until a moment, and owners whose key it could not read. */
import type { ReactNode } from "react";
import { useNow } from "../clock.ts";
import { providerName } from "../copy/provider.ts";
import { useFace } from "../page-face.ts";
import { Group } from "../ui/Group.tsx";
import { ToneMark } from "../ui/Marks.tsx";
import { leftOf } from "./rest.ts";
import { ownerName } from "./standing.ts";

export function RestGroup(): ReactNode {
  const { state, words } = useFace();
  const { cooldowns = [], degraded = [] } = state.openclaw.daemon ?? {};
  const now = useNow(cooldowns.length > 0 ? 1000 : null);
  const { rest } = words.openclaw;
  const reasons: Readonly<Record<string, string>> = rest.why;
  const resting = cooldowns.filter(({ until }) => until > now);
  if (resting.length + degraded.length === 0) return null;
  return (
    <Group title={rest.title}>
      {degraded.map((owner) => (
        <div key={owner} className="row">
          <div className="grow">
            <p className="red">
              <ToneMark tone="red" size={14} />
              {words.need.degraded(ownerName(owner))}
            </p>
            <p className="small two">{rest.degradedText}</p>
          </div>
        </div>
      ))}
      {resting.map(({ model, provider, reason, until }) => (
        <div key={`${provider}/${model}`} className="row">
          <div className="grow">
            <p>
              <ToneMark tone="amber" size={14} />
              {rest.rests(`${providerName(provider)} · ${model}`, leftOf(until, now))}
            </p>
            <p className="small two">{words.openclaw.rest.because(reasons[reason] ?? reason)}</p>
          </div>
        </div>
      ))}
    </Group>
  );
}
