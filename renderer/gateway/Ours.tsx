/** The AI Gateway in use: how it is set at Cloudflare, as it was read, and the way to change it. */
import { type ReactNode, useEffect } from "react";
import type { AppState } from "../../preload/contract/state.ts";
import { useLate } from "../clock.ts";
import { aiGatewayPageOf } from "../copy/dash-links.ts";
import { whenOf } from "../copy/words.ts";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Group } from "../ui/Group.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Said } from "../ui/Said.tsx";
import { SettingRow } from "./SettingRow.tsx";
import { settingNames } from "./setting-words.ts";

/** Waiting shorter than this shows nothing. */
const patienceMs = 150;

export function OursGroup(): ReactNode {
  const { state, words } = useFace();
  const { profile } = state;
  const { settings } = state.aiGateway;
  const { ours } = words.gateway;
  useFirstReading(state);
  return (
    <Group title={profile ? ours.named(profile.aiGatewayId) : ours.title}>
      <Reading />
      {profile &&
        settings &&
        settingNames.map((name) => (
          <SettingRow key={`${profile.id} ${name}`} name={name} settings={settings} />
        ))}
    </Group>
  );
}

const tokenOf = ({ secrets }: AppState) => secrets.find(({ kind }) => kind === "analytics");

/** Opened, it asks by itself once; and again with another account or token. */
function useFirstReading(state: AppState): void {
  const { send } = useFace();
  const token = tokenOf(state);
  const canAsk =
    state.aiGateway.status === "off" && state.profile !== null && token?.status === "saved";
  const asked = canAsk ? `${state.profile?.id} ${token?.tail}` : null;
  useEffect(() => {
    // What came of it is in the snapshot.
    if (asked !== null) void send({ type: "aiGateway.read" }).catch(() => undefined);
  }, [asked, send]);
}

/** As of when it is known, what stands in the way, and the way to Cloudflare. */
function Reading(): ReactNode {
  const { format, now, openSettings, state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const { aiGateway, profile } = state;
  const { error, readAt, settings, status } = aiGateway;
  const { ours } = words.gateway;
  const isReading = status === "reading";
  const isLate = useLate(isReading, patienceMs);
  if (profile === null)
    return (
      <div className="row roomy">
        <p className="grow">{ours.noProfile}</p>
        <Button onClick={() => openSettings("account")}>{words.actions.account}</Button>
      </div>
    );
  const link = (
    <a className="link" href={aiGatewayPageOf(profile)} target="_blank" rel="noreferrer">
      {ours.dashboard} ↗
    </a>
  );
  if (status === "off" && settings === null && tokenOf(state)?.status !== "saved")
    return (
      <div className="row stack">
        <p>{ours.noToken}</p>
        <p className="small two">{ours.noTokenWhy}</p>
        <Problem refusal={refusal} />
        <div className="actions">
          <Button onClick={() => openSettings("analyticsToken")}>
            {words.actions.analyticsToken}
          </Button>
          {link}
        </div>
      </div>
    );
  return (
    <div className="row stack">
      {settings && <p className="small two">{ours.edit}</p>}
      {status === "failed" && error !== null && <Said code={error} />}
      <Problem refusal={status === "failed" ? null : refusal} />
      <div className="actions">
        <span className="small two" role="status">
          {isReading
            ? isLate && (
                <>
                  <span className="ring" />
                  {ours.reading}
                </>
              )
            : readAt !== null && ours.asOf(whenOf(words, format, readAt, now))}
        </span>
        <span className="grow" />
        {!isReading && (
          <Button isBusy={isBusy} onClick={() => void send({ type: "aiGateway.read" })}>
            {ours.again}
          </Button>
        )}
        {link}
      </div>
    </div>
  );
}
