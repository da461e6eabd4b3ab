/** What each command about OpenClaw itself does: linking, its daemon, its environment, its keys and models. */
import type { Handlers, Reply } from "../../preload/contract/command.ts";
import { ownSlugOf } from "../core/link/entry.ts";
import { orderEdits } from "../core/models/order.ts";
import { removePin } from "../openclaw/models/models.ts";
import type { Conductor } from "./conductor.ts";
import type { Edge } from "./edge.ts";
import type { KeyMove } from "./key-move.ts";
import type { Linker } from "./linker.ts";
import type { Parts } from "./parts.ts";
import { paidHere } from "./provider-commands.ts";
import type { Repairs } from "./repairs.ts";
import { done, refuse, replyTo } from "./reply.ts";
import type { Scout } from "./scout.ts";

export type OpenClawHandlers = Pick<
  Handlers,
  | "openclaw.link"
  | "openclaw.unlink"
  | "openclaw.start"
  | "openclaw.restart"
  | "openclaw.look"
  | "openclaw.choose"
  | "openclaw.repair"
  | "openclaw.import"
  | "key.move"
  | "model.order"
  | "pin.remove"
  | "login.set"
>;

export type OpenClawTools = {
  readonly linker: Linker;
  readonly scout: Scout;
  readonly edge: Edge;
  readonly repairs: Repairs;
  readonly keyMove: KeyMove;
};

export function createOpenClawHandlers(
  parts: Parts,
  conductor: Conductor,
  { edge, keyMove, linker, repairs, scout }: OpenClawTools,
  accounts: Pick<Handlers, "profile.save" | "profile.select" | "secret.save">,
): OpenClawHandlers {
  const { daemon, finder, login, openclaw, settings } = parts;
  const { secrets } = conductor;

  /** The slugs to link when the command names none. */
  function usual(kind: "own" | "overlay" | "edge"): readonly string[] {
    const standing = conductor.store.state().openclaw.link;
    if (kind === "edge" && standing) return standing.providers;
    if (kind !== "overlay") return ["anthropic"];
    const { overlays } = conductor.store.state().openclaw;
    return overlays.filter(({ refusal }) => refusal === null).map(({ slug }) => slug);
  }

  async function linkEdge(providers: readonly string[]): Promise<Reply> {
    const standing = conductor.store.state().openclaw.link?.kind;
    const shape = standing === "own" || standing === "overlay" ? { shape: standing } : {};
    const { edgeKeys } = settings.get().settings;
    const prepared = await edge.prepare({ onQuit: "edge", edgeKeys });
    if (!prepared.ok) return replyTo(prepared);
    return replyTo(await linker.link({ kind: "edge", providers, ...shape }, true));
  }

  return {
    async "openclaw.link"({ kind, providers }) {
      if (conductor.profile() === null) return refuse("profile.missing");
      if (kind === "overlay") await scout.lookAtFile();
      const slugs = [...new Set(providers ?? usual(kind))];
      if (kind === "edge") return linkEdge(slugs);
      const keyless = paidHere(conductor.profile(), slugs).find(
        (slug) => secrets.value("provider", slug) === null,
      );
      if (kind === "own" && keyless !== undefined)
        return secrets.isLocked() ? refuse("vault.locked") : refuse("secret.missing", keyless);
      return replyTo(await linker.link({ kind, providers: slugs }, true));
    },
    async "openclaw.unlink"() {
      return replyTo(await linker.unlink());
    },
    async "openclaw.start"() {
      return replyTo(await changed(daemon.start()));
    },
    async "openclaw.restart"() {
      return replyTo(await changed(daemon.restart()));
    },
    async "openclaw.look"() {
      await scout.lookAround({ asksShell: true });
      return done;
    },
    async "openclaw.choose"({ path }) {
      if (path !== null) {
        const seen = await finder.inspect(path);
        if (!seen.ok) return replyTo(seen);
      }
      const code = await conductor.keep({ openClawPath: path });
      await scout.lookAround();
      return code ? refuse(code) : done;
    },
    async "openclaw.repair"({ name, variable }) {
      return replyTo(await changed(repairs.run(name, variable)));
    },
    async "openclaw.import"() {
      const found = await parts.onboarded();
      if (!found) return refuse("import.nothing");
      const { accountId, aiGatewayId, provider } = found.offer;
      const saved = await accounts["profile.save"]({
        type: "profile.save",
        name: aiGatewayId,
        accountId,
        aiGatewayId,
      });
      if (!saved.ok || saved.id === undefined) return saved;
      const { id } = saved;
      const chosen = await accounts["profile.select"]({ type: "profile.select", id });
      if (!chosen.ok) return chosen;
      const keys = [
        { kind: "provider" as const, provider, secret: found.providerKey },
        { kind: "aiGateway" as const, secret: found.token },
      ];
      for (const { secret, ...which } of keys) {
        if (secret === null) continue;
        const kept = await accounts["secret.save"]({ type: "secret.save", ...which, secret });
        if (!kept.ok) return kept;
      }
      await scout.lookAround();
      return saved;
    },
    async "key.move"({ id }) {
      if (conductor.profile() === null) return refuse("profile.missing");
      return replyTo(await changed(keyMove.move(id)));
    },
    async "model.order"({ primary, fallbacks }) {
      const standing = conductor.store.state().openclaw.link;
      const isOwn = standing?.kind === "own" || settings.get().link?.shape === "own";
      if (!standing || !isOwn)
        return replyTo(
          await changed(openclaw.edit((config) => orderEdits(config, primary, fallbacks))),
        );
      const [id = "", ...rest] = primary.split("/");
      const provider = ownSlugOf(id);
      if (provider === null || !standing.providers.includes(provider))
        return refuse("model.pastSluice", primary);
      const model = { provider, model: rest.join("/") };
      return replyTo(await changed(linker.relinkWith({ model, fallbacks })));
    },
    async "pin.remove"({ kind, key }) {
      const { config } = await openclaw.read();
      const { call } = daemon;
      return replyTo(await changed(removePin({ call, config, edit: openclaw.edit, kind, key })));
    },
    async "login.set"({ isOn }) {
      const set = await login.set(isOn);
      conductor.shown.setLogin(await login.state());
      return replyTo(set);
    },
  };

  /** Whatever came of it, the snapshot tells how things are now. */
  async function changed<T>(job: Promise<T>): Promise<T> {
    const outcome = await job;
    await scout.lookAround();
    return outcome;
  }
}
