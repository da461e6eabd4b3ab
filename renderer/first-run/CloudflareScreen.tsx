/** The AI Gateway: found with a token that can only read, picked or made, or entered by hand; and the token it may ask for. */
import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from "react";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import type { Address } from "../setup/address.ts";
import { ProfileForm } from "../setup/ProfileForm.tsx";
import { useProfile } from "../setup/profile.ts";
import { isKept, needsGatewayToken, secretOf } from "../setup/steps.ts";
import { Button } from "../ui/Button.tsx";
import { Problem } from "../ui/Problem.tsx";
import { GatewayToken } from "./GatewayToken.tsx";
import { InUse } from "./InUse.tsx";
import { useLook } from "./look.ts";
import { type Pick, PickGateway } from "./PickGateway.tsx";
import { type Forward, Screen } from "./Screen.tsx";
import { TokenPart } from "./TokenPart.tsx";

export function CloudflareScreen(): ReactNode {
  const { state, words } = useFace();
  const said = words.firstRun.cloudflare;
  const id = useId();
  const hasToken = isKept(secretOf(state, "analytics"));
  const [isChanging, setChanging] = useState(false);
  const [isByHand, setByHand] = useState(false);
  const [pick, setPick] = useState<Pick>({ accountId: null, aiGatewayId: null });
  const [typed, setTyped] = useState<Address>({
    accountId: state.profile?.accountId ?? "",
    aiGatewayId: state.profile?.aiGatewayId ?? "",
  });
  const [isFilled, setFilled] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const look = useLook(hasToken);
  const profile = useProfile();
  const move = useSender();
  const isInUse = state.profile !== null && !isChanging;
  const isPicking = !isInUse && !isByHand && hasToken;
  const { aiGateways } = state.cloudflare;
  // While Cloudflare is asked again nothing of it is known: what is being typed for the chosen one stays.
  const lastSeen = useRef(aiGateways);
  if (aiGateways !== null) lastSeen.current = aiGateways;
  const chosen = lastSeen.current?.find((each) => each.id === pick.aiGatewayId) ?? null;
  // A key is saved for the profile in use: while another one is being chosen, that would be the wrong one.
  const waits = state.profile === null && isKept(secretOf(state, "aiGateway"));
  const asksToken =
    isPicking && state.profile === null && chosen?.authentication === true && !waits;

  const { forget } = profile;
  const choose = useCallback(
    (next: Pick) => {
      setPick(next);
      forget();
    },
    [forget],
  );

  // The next thing an AI Gateway that was just made needs.
  const wasMade = useRef(false);
  useEffect(() => {
    if (!asksToken || !wasMade.current) return;
    wasMade.current = false;
    document.getElementById(id)?.querySelector("input")?.focus();
  }, [asksToken, id]);

  async function use(isTokenThere: boolean): Promise<void> {
    const { accountId, aiGatewayId } = pick;
    if (accountId === null || aiGatewayId === null) return;
    if (!(await profile.use({ accountId, aiGatewayId }))) return;
    setChanging(false);
    // Without the token it asks for, the screen asks for that.
    if (chosen?.authentication !== true || isTokenThere) await goOn();
  }
  const goOn = () => move.send({ type: "setup.go", step: "check" });

  function forward(): Forward {
    const isBusy = isSaving || profile.isBusy || move.isBusy;
    const way = { label: words.firstRun.next, isBusy, ...(!isInUse && { canSkip: true }) };
    if (isInUse) {
      if (isFilled) return { ...way, form: id, missing: null };
      return { ...way, missing: needsGatewayToken(state) ? said.missingGatewayToken : null };
    }
    if (isByHand) return { ...way, missing: said.missingIds };
    if (!hasToken) return { ...way, missing: said.missingToken };
    if (state.cloudflare.aiGateways === null && state.cloudflare.accounts === null)
      return { ...way, missing: said.missingLook };
    if (pick.accountId === null) return { ...way, missing: said.missingAccount };
    if (chosen === null) return { ...way, missing: said.missingChoice };
    // The token first: it waits for the profile, which is made when it is saved.
    if (asksToken && isFilled) return { ...way, form: id, missing: null };
    return { ...way, missing: null, onPress: () => void use(waits) };
  }

  const token = (name: string, onDone: () => void) => (
    <GatewayToken id={id} name={name} onFilled={setFilled} onBusy={setSaving} onDone={onDone} />
  );
  return (
    <Screen
      step="cloudflare"
      title={isPicking ? said.titleChoose : said.title}
      lede={isInUse || isPicking || isByHand ? undefined : said.lede}
      forward={forward()}
    >
      {isInUse && (
        <InUse
          onChange={() => {
            setChanging(true);
            setPick({ accountId: null, aiGatewayId: null });
          }}
        >
          {token(state.profile?.aiGatewayId ?? "", () => void goOn())}
        </InUse>
      )}
      {!isInUse && isByHand && (
        <ProfileForm typed={typed} onType={setTyped} onDone={() => setChanging(false)} />
      )}
      {!isInUse && !isByHand && !hasToken && <TokenPart onDone={look.again} />}
      {isPicking && (
        <PickGateway
          look={look}
          pick={pick}
          onPick={choose}
          onMade={() => {
            wasMade.current = true;
          }}
        />
      )}
      {asksToken && token(chosen.id, () => void use(true))}
      <Problem refusal={profile.refusal ?? move.refusal} />
      {!isInUse && (
        <div className="actions fr-last">
          <Button look="quiet" onClick={() => setByHand(!isByHand)}>
            {isByHand ? said.byToken : said.byHand}
          </Button>
          {isChanging && (
            <Button look="quiet" onClick={() => setChanging(false)}>
              {words.secret.cancel}
            </Button>
          )}
        </div>
      )}
    </Screen>
  );
}
