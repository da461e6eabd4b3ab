/** The settings of the profile's aiGateway: read, changed only as was shown first, and never read for another profile. */
import type {
  AiGatewayChange,
  AiGatewayLine,
  AiGatewayProposal,
} from "../../preload/contract/ai-gateway.ts";
import type { CloudflareCode } from "../../preload/contract/cloudflare.ts";
import type { Handlers, Reply } from "../../preload/contract/command.ts";
import type { Profile } from "../../preload/contract/state.ts";
import type { Cloudflare } from "../cloudflare/cloudflare.ts";
import type { Outcome } from "../cloudflare/outcome.ts";
import { bodyOf, hasAll, isUnchanged, linesOf } from "../core/ai-gateway/change.ts";
import type { AiGatewayObject } from "../core/ai-gateway/object.ts";
import { settingsOf } from "../core/ai-gateway/settings.ts";
import { createQueue } from "../kit/queue.ts";
import type { Conductor } from "./conductor.ts";
import type { Meter } from "./meter.ts";
import type { Parts } from "./parts.ts";
import { done, refuse } from "./reply.ts";

type AiGatewayHandlers = Pick<
  Handlers,
  "aiGateway.read" | "aiGateway.propose" | "aiGateway.apply" | "aiGateway.drop"
>;

/** One profile with one token. */
type Place = { readonly profile: Profile; readonly key: string; readonly cloudflare: Cloudflare };

/** What a proposal was made on. It holds all there is of the aiGateway, secrets too, and is never shown. */
type Held = {
  readonly key: string;
  readonly id: string;
  readonly change: AiGatewayChange;
  readonly object: AiGatewayObject;
  readonly lines: readonly AiGatewayLine[];
};

export function createAiGatewayHandlers(
  { now, randomKey }: Pick<Parts, "now" | "randomKey">,
  { profile, secrets, shown }: Pick<Conductor, "profile" | "secrets" | "shown">,
  meter: Pick<Meter, "cloudflare">,
): AiGatewayHandlers {
  /** One thing at a time, whichever window asks for it. */
  const queue = createQueue();
  let held: Held | null = null;

  function keyNow(): string {
    const { accountId = "", aiGatewayId = "", id = "" } = profile() ?? {};
    return JSON.stringify([id, accountId, aiGatewayId, secrets.value("analytics")]);
  }

  /** Meanwhile another profile may have become active, or there is another token. */
  const isStill = ({ key }: Place): boolean => key === keyNow();

  /** Then nothing is known yet of what is there now. */
  function forget(reply: Reply): Reply {
    held = null;
    shown.setAiGateway(null);
    return reply;
  }

  async function placeOf(token?: string): Promise<Place | Extract<Reply, { ok: false }>> {
    const active = profile();
    const key = keyNow();
    if (active === null) return refused("profile.missing");
    if (secrets.value("analytics") === null) return refused("cloudflare.noToken");
    const cloudflare = await meter.cloudflare(token);
    return cloudflare ? { profile: active, key, cloudflare } : refused("cloudflare.noToken");
  }

  const objectAt = ({ cloudflare, profile }: Place): Promise<Outcome<AiGatewayObject>> =>
    cloudflare.aiGateway(profile.accountId, profile.aiGatewayId);

  /** Null: the aiGateway is so already. */
  function propose(key: string, object: AiGatewayObject, change: AiGatewayChange) {
    const lines = linesOf(object, change);
    const id = randomKey().slice(0, 32);
    held = lines.length === 0 ? null : { key, id, change, object, lines };
    const proposal: AiGatewayProposal | null = held && { id, at: now(), lines };
    return proposal;
  }

  function show(object: AiGatewayObject, proposal: AiGatewayProposal | null): void {
    const settings = settingsOf(object);
    shown.setAiGateway({ status: "ok", error: null, readAt: now(), settings, proposal });
  }

  /** What is proposed stands as long as what it was proposed on; else it is made anew. */
  function proposalOn({ key }: Place, object: AiGatewayObject): AiGatewayProposal | null {
    const { proposal } = shown.aiGateway();
    if (proposal === null || held?.key !== key || held.id !== proposal.id) return null;
    return isUnchanged(held.object, object) ? proposal : propose(key, object, held.change);
  }

  function failed(code: CloudflareCode): Reply {
    shown.setAiGateway({ status: "failed", error: code });
    return refuse(code);
  }

  async function read(): Promise<Place | Reply> {
    const place = await placeOf();
    if ("ok" in place) return place;
    shown.setAiGateway({ status: "reading" });
    const object = await objectAt(place);
    if (!isStill(place)) return forget(done);
    if (!object.ok) return failed(object.code);
    show(object.value, proposalOn(place, object.value));
    return place;
  }

  /** What may fail without the settings being any less known; nobody who wants to change them waits for it. */
  async function readBeside(place: Place): Promise<void> {
    const { accountId, aiGatewayId } = place.profile;
    const [routes, storedKeys, logRows] = await Promise.all([
      place.cloudflare.routes(accountId, aiGatewayId),
      place.cloudflare.storedKeys(accountId, aiGatewayId),
      place.cloudflare.logCount(accountId, aiGatewayId),
    ]);
    if (!isStill(place)) return;
    shown.setAiGateway({
      routes: routes.ok ? routes.value : null,
      storedKeys: storedKeys.ok ? storedKeys.value : null,
      logRows: logRows.ok ? logRows.value : null,
    });
  }

  async function proposeOn(change: AiGatewayChange): Promise<Reply> {
    const place = await placeOf();
    if ("ok" in place) return place;
    shown.setAiGateway({ status: "reading" });
    const object = await objectAt(place);
    if (!isStill(place)) return forget(refuse("aiGateway.changed"));
    if (!object.ok) return failed(object.code);
    const proposal = propose(place.key, object.value, change);
    show(object.value, proposal);
    return proposal ? done : refuse("aiGateway.nothing");
  }

  async function apply(id: string, token?: string): Promise<Reply> {
    const { proposal, status } = shown.aiGateway();
    const meant = held;
    if (meant === null || proposal === null) return refuse("aiGateway.nothing");
    if (meant.id !== id || meant.key !== keyNow()) return refuse("aiGateway.changed");
    const place = await placeOf(token);
    if ("ok" in place) return place;
    shown.setAiGateway({ status: "writing" });
    const written = await write(place, meant);
    const reply = written === "changed" ? refuse("aiGateway.changed") : said(written);
    if (!isStill(place)) return forget(reply);
    // Where somebody else has made it so already, or a former writing came late, there is nothing left to do.
    if (written === "changed") return shown.aiGateway().proposal ? reply : done;
    // It is not known any less than before; whoever wanted to write is told why it did not come to that.
    if (!written.ok) shown.setAiGateway({ status });
    else {
      held = null;
      show(written.value, null);
    }
    return reply;
  }

  /** Only on what was proposed on, and only there; whatever becomes of the profile meanwhile, it is the one that was shown. */
  async function write(place: Place, meant: Held): Promise<Outcome<AiGatewayObject> | "changed"> {
    const fresh = await objectAt(place);
    if (!fresh.ok) return fresh;
    if (!isStill(place)) return "changed";
    if (!isUnchanged(meant.object, fresh.value)) {
      show(fresh.value, proposalOn(place, fresh.value));
      return "changed";
    }
    const { accountId, aiGatewayId } = place.profile;
    const body = bodyOf(fresh.value, meant.change);
    return place.cloudflare.writeAiGateway(accountId, aiGatewayId, body, (object) =>
      hasAll(object, meant.lines),
    );
  }

  return {
    async "aiGateway.read"() {
      const place = await queue.run(read);
      if ("ok" in place) return place;
      await readBeside(place);
      return done;
    },
    "aiGateway.propose": ({ change }) => queue.run(() => proposeOn(change)),
    "aiGateway.apply": ({ id, token }) => queue.run(() => apply(id, token)),
    "aiGateway.drop": () =>
      queue.run(async () => {
        held = null;
        shown.setAiGateway({ proposal: null });
        return done;
      }),
  };
}

const refused = (code: "profile.missing" | "cloudflare.noToken") =>
  ({ ok: false, error: { code } }) as const;

const said = (outcome: Outcome<unknown>): Reply => (outcome.ok ? done : refuse(outcome.code));
