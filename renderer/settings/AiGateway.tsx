/** How the AI Gateway in use is set at Cloudflare, as far as it is known, and what Sluice asks of it with every request. */
import type { ReactNode } from "react";
import type { AiGatewayInfo } from "../../preload/contract/cloudflare.ts";
import { aiGatewayPageOf } from "../copy/dash-links.ts";
import { whenOf } from "../copy/words.ts";
import { useFace } from "../face.ts";
import { Button } from "../ui/Button.tsx";
import { Group } from "../ui/Group.tsx";
import { ToneMark } from "../ui/Marks.tsx";
import { SwitchRow } from "./Choose.tsx";
import { focusPlace } from "./Contents.tsx";

export function AiGatewayGroup(): ReactNode {
  const { state, words } = useFace();
  const { profile, settings } = state;
  const gate = words.more.aiGateway;
  const info = infoOf(state.cloudflare.aiGateways, profile?.aiGatewayId);
  const isIdle = settings.responseCache && info?.cacheTtlSeconds === null;
  return (
    <Group title={profile ? `${gate.title}, ${profile.aiGatewayId}` : gate.title}>
      {profile && <Known info={info} />}
      <SwitchRow
        label={gate.responseCache}
        isOn={settings.responseCache}
        patchOf={(responseCache) => ({ responseCache })}
        note={
          <>
            <p>{gate.responseCacheText}</p>
            {isIdle && <p className="caution">{gate.responseCacheOff}</p>}
          </>
        }
      />
      <SwitchRow
        label={gate.payloads}
        isOn={settings.logPayloads}
        patchOf={(logPayloads) => ({ logPayloads })}
        note={
          settings.logPayloads ? (
            <p className="caution">
              <ToneMark tone="amber" size={12} />
              {gate.payloadsOn}
            </p>
          ) : (
            <p>{gate.payloadsOff}</p>
          )
        }
      />
    </Group>
  );
}

/** Undefined: nobody knows. Null: it is not among those Cloudflare lists. */
const infoOf = (
  all: readonly AiGatewayInfo[] | null,
  id: string | undefined,
): AiGatewayInfo | null | undefined =>
  all === null ? undefined : (all.find((each) => each.id === id) ?? null);

function Known({ info }: { readonly info: AiGatewayInfo | null | undefined }): ReactNode {
  const { format, now, state, words } = useFace();
  const { cloudflare, profile } = state;
  const { more } = words;
  const gate = more.aiGateway;
  const link = (
    <a className="link" href={aiGatewayPageOf(profile)} target="_blank" rel="noreferrer">
      {gate.dashboard} ↗
    </a>
  );
  if (!info)
    return (
      <div className="row stack">
        <p>{info === null ? gate.notListed(profile?.aiGatewayId ?? "") : gate.unknown}</p>
        {info === undefined && <p className="small two">{gate.unknownWhy}</p>}
        <div className="actions">
          {info === undefined && (
            <Button onClick={() => focusPlace("analyticsToken")}>
              {words.actions.analyticsToken}
            </Button>
          )}
          {link}
        </div>
      </div>
    );
  const { authentication, cacheTtlSeconds, collectsLogs } = info;
  const ttl = cacheTtlSeconds;
  return (
    <div className="row stack">
      <dl className="facts-list">
        <dt>{gate.authentication}</dt>
        <dd>{authentication ? more.on : more.off}</dd>
        <dt>{gate.logs}</dt>
        <dd>{collectsLogs ? more.on : more.off}</dd>
        <dt>{gate.cache}</dt>
        <dd>
          {ttl === null
            ? more.off
            : gate.cacheFor(
                ttl < 60 ? format.seconds(ttl * 1000) : format.lasting(Math.round(ttl / 60)),
              )}
        </dd>
      </dl>
      {!authentication && (
        <p className="small caution">
          <ToneMark tone="amber" size={12} />
          {gate.open}
        </p>
      )}
      {!collectsLogs && <p className="small two">{gate.noLogs}</p>}
      <div className="actions">
        {link}
        {cloudflare.askedAt !== null && (
          <span className="small two">
            {gate.asOf(whenOf(words, format, cloudflare.askedAt, now))}
          </span>
        )}
      </div>
    </div>
  );
}
