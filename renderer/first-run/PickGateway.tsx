/** What the token can see: accounts and AI Gateways to pick from, one to be made, and by name what it is not allowed to see. */
import { type ReactNode, useEffect } from "react";
import type { AiGatewayInfo } from "../../preload/contract/cloudflare.ts";
import type { Words } from "../copy/en.ts";
import { useFace } from "../page-face.ts";
import { masked } from "../setup/address.ts";
import { secretOf } from "../setup/steps.ts";
import { Button } from "../ui/Button.tsx";
import { DoneMark, ToneMark } from "../ui/Marks.tsx";
import { Options } from "../ui/Options.tsx";
import { Said } from "../ui/Said.tsx";
import { Select } from "../ui/Select.tsx";
import type { Look } from "./look.ts";
import { MakeGateway, makeOne } from "./MakeGateway.tsx";
import { OtherToken } from "./OtherToken.tsx";

/** Null: not chosen. `makeOne` for one that is still to be made, which no AI Gateway can be called. */
export type Pick = { readonly accountId: string | null; readonly aiGatewayId: string | null };

export function PickGateway(props: {
  readonly look: Look;
  readonly pick: Pick;
  readonly onPick: (pick: Pick) => void;
  readonly onMade: () => void;
}): ReactNode {
  const { state, words } = useFace();
  const said = words.firstRun.cloudflare;
  const { look, onPick, pick } = props;
  const { accounts, aiGateways, capabilities, error, status } = state.cloudflare;
  const only = accounts?.length === 1 ? (accounts[0]?.id ?? null) : null;
  const accountId = pick.accountId ?? only;
  useEffect(() => {
    if (pick.accountId === null && only !== null) onPick({ accountId: only, aiGatewayId: null });
  }, [onPick, only, pick.accountId]);

  // What is missing is named once, by the permission that would help.
  const fault = look.isLooking
    ? null
    : status === "failed"
      ? error
      : (capabilities.accounts.error ?? capabilities.aiGateways.error);
  const isOk = status === "ok" && fault === null;
  return (
    <>
      <div className="fr-line">
        <div role="status" className="grow">
          {look.isLooking ? (
            <p className="two">
              <span className="ring" />
              {said.looking}
            </p>
          ) : (
            isOk && <Accepted />
          )}
          {fault && <Said code={fault} />}
        </div>
        {fault && (
          <Button isBusy={look.isLooking} onClick={() => look.again(accountId ?? undefined)}>
            {words.actions.unlocked}
          </Button>
        )}
        <OtherToken onDone={() => look.again()} />
      </div>
      {accounts && accounts.length > 0 && (
        <Select
          label={said.account}
          isWeighty
          value={accountId ?? ""}
          onChange={({ target }) => {
            onPick({ accountId: target.value, aiGatewayId: null });
            look.again(target.value);
          }}
        >
          {accountId === null && <option value="">{said.pickAccount}</option>}
          {accounts.map(({ id, name }) => (
            <option key={id} value={id}>
              {name} {masked(id)}
            </option>
          ))}
        </Select>
      )}
      {accountId !== null && aiGateways !== null && (
        <>
          {aiGateways.length === 0 && <p className="small two">{said.none}</p>}
          <Options
            legend={said.gateways}
            isLegendHidden
            value={pick.aiGatewayId}
            options={[
              ...aiGateways.map((each) => ({
                value: each.id,
                name: each.id,
                text: <Safety of={each} words={words} />,
              })),
              { value: makeOne, name: said.make, text: said.makeText },
            ]}
            onChoose={(aiGatewayId) => onPick({ accountId, aiGatewayId })}
          />
          {pick.aiGatewayId === makeOne && (
            <MakeGateway
              accountId={accountId}
              onMade={(aiGatewayId) => {
                props.onMade();
                look.again(accountId);
                onPick({ accountId, aiGatewayId });
              }}
            />
          )}
          {state.profile && <p className="small two">{said.keysStay}</p>}
        </>
      )}
    </>
  );
}

function Accepted(): ReactNode {
  const { state, words } = useFace();
  const said = words.firstRun.cloudflare;
  const token = secretOf(state, "analytics");
  const canEdit = state.cloudflare.capabilities.edit.status === "yes";
  return (
    <p>
      <DoneMark />
      {said.accepted(masked(token?.tail ?? ""))} {canEdit ? said.canEdit : said.readOnly}
    </p>
  );
}

function Safety(props: { readonly of: AiGatewayInfo; readonly words: Words }): ReactNode {
  const said = props.words.firstRun.cloudflare;
  const { authentication, cacheTtlSeconds } = props.of;
  return (
    <>
      {authentication ? (
        said.closed
      ) : (
        <span className="caution">
          <ToneMark tone="amber" size={12} /> {said.open}
        </span>
      )}{" "}
      {cacheTtlSeconds === null ? said.cacheOff : said.cacheOn}
    </>
  );
}
