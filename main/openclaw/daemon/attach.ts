/** One attempt to find the daemon that is ours and to attach to it; changes nothing there. */
import { realpath, stat } from "node:fs/promises";
import type { ErrorCode } from "../../../preload/contract/error.ts";
import type { DaemonState } from "../../../preload/contract/openclaw.ts";
import type { Passes } from "../../core/daemon/passes.ts";
import { placeOf } from "../../core/daemon/place.ts";
import { portsOf, type Variables } from "../../core/daemon/port.ts";
import type { Hello } from "../../core/daemon/replies.ts";
import type { ServiceDefinition } from "../../core/find/service.ts";
import { type JsonObject, valueAt } from "../../core/json5-edit.ts";
import { askHealth, type Health, isTls } from "./health.ts";
import { isOwnListener, listenerPid, nameOf } from "./listener.ts";
import { type OpenOptions, openSocket, type Socket } from "./socket.ts";

export type Ground = {
  readonly platform: string;
  readonly configPath: string;
  readonly config: JsonObject | null;
  readonly service: ServiceDefinition | null;
  /** The environments the daemon may have been started with, the likeliest first. */
  readonly layers: readonly Variables[];
  readonly passes: Passes;
  /** Why no socket is to be tried; null when one is. */
  readonly barred: ErrorCode | null;
  readonly open: Pick<OpenOptions, "now" | "limitMs" | "signal" | "onEvent" | "onLost">;
};

export type Found = {
  readonly port: number;
  /** Null: nothing answers as OpenClaw on any of the ports. */
  readonly health: Health | null;
  readonly socket: Socket | null;
  /** Why there is no socket although something answers. */
  readonly problem: ErrorCode | null;
  /** Every secret there is was turned down. */
  readonly isRefused: boolean;
  /** False when a foreign program holds the port: nothing secret is said to it, by nobody in our name. */
  readonly isTrusted: boolean;
  readonly place: DaemonState["place"];
};

/** The candidates are asked together; of several that answer, the one that works with our file, else the likeliest. */
export async function attach(ground: Ground): Promise<Found> {
  const { config, service, layers } = ground;
  const ports = portsOf({
    servicePort: service?.port ?? null,
    profile: service?.profile ?? null,
    layers,
    config,
  });
  const asked = await Promise.all(
    ports.map(async (port) => ({ port, health: await askHealth(port, isTls(config)) })),
  );
  const live = asked.flatMap(({ port, health }) => (health ? [{ port, health }] : []));
  let best: Found | null = null;
  for (const { port, health } of live) {
    const found = await attachTo(port, health, ground);
    const isBetter =
      !best || (found.socket !== null && (best.socket === null || found.place === "here"));
    if (isBetter) best?.socket?.close();
    else found.socket?.close();
    if (isBetter) best = found;
    if (best?.socket && best.place === "here") break;
  }
  if (best) return best;
  const place = placeOf({ ...hintsOf(ground), told: null, isStateDirHere: null, listener: null });
  const nothing = { health: null, socket: null, problem: null, isRefused: false, isTrusted: true };
  return { ...nothing, port: ports[0], place };
}

async function attachTo(port: number, health: Health, ground: Ground): Promise<Found> {
  if (!(await isOwnListener(port))) {
    const foreign = {
      isTrusted: false,
      place: "elsewhere",
      problem: "openclaw.elsewhere",
    } as const;
    return { port, health, socket: null, isRefused: false, ...foreign };
  }
  const opened = await open(port, ground);
  const place = await placeNow(port, opened.socket?.hello ?? null, ground);
  return { port, health, isTrusted: true, place, ...opened };
}

type Opened = Pick<Found, "socket" | "problem" | "isRefused">;

/** Every secret that may be the right one, until one is. */
async function open(port: number, ground: Ground): Promise<Opened> {
  const { config, passes, platform, barred } = ground;
  const without = (problem: ErrorCode, isRefused = false) => ({ socket: null, problem, isRefused });
  if (barred !== null) return without(barred, barred === "openclaw.unauthorized");
  if (isTls(config)) return without("openclaw.noAnswer");
  if (passes.kind === "other") return without("openclaw.unauthorized");
  const field = passes.kind === "shared" ? passes.field : "token";
  for (const secret of passes.kind === "shared" ? passes.secrets : [null]) {
    const opening = await openSocket({ ...ground.open, port, platform, field, secret });
    if (opening.ok) return { socket: opening.socket, problem: null, isRefused: false };
    if (opening.why !== "unauthorized") return without("openclaw.noAnswer");
  }
  return without("openclaw.unauthorized", true);
}

async function placeNow(
  port: number,
  hello: Hello | null,
  ground: Ground,
): Promise<DaemonState["place"]> {
  const pid = await listenerPid(port);
  const listener = pid === null ? null : await nameOf(pid);
  if (!hello) return placeOf({ ...hintsOf(ground), told: null, isStateDirHere: null, listener });
  const { configPath, stateDir } = hello.snapshot;
  const isSame = configPath !== null && (await isSameFile(configPath, ground.configPath));
  return placeOf({
    ...hintsOf(ground),
    told: { configPath: isSame ? ground.configPath : configPath, stateDir },
    isStateDirHere: stateDir === null ? null : await isThere(stateDir),
    listener,
  });
}

const hintsOf = ({ platform, configPath, config }: Ground) => ({
  platform,
  configPath,
  isRemote: config !== null && valueAt(config, ["gateway", "mode"]) === "remote",
});

const isThere = (folder: string): Promise<boolean> =>
  stat(folder).then(
    () => true,
    () => false,
  );

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all(
    [one, other].map((file) => realpath(file).catch(() => file)),
  );
  return first === second;
}
