/** What a service definition says of the OpenClaw it starts: one shape for launchd, systemd and the Windows task. */
import { portOf, type ServiceCommand } from "./command.ts";

/** Paths are as written there, not checked against the disk. */
export type ServiceDefinition = {
  readonly supervisor: "launchd" | "systemd" | "task";
  /** What the supervisor calls it: "ai.openclaw.gateway", "openclaw-gateway.service", "OpenClaw Gateway". */
  readonly label: string;
  /** The definition itself: the plist, the unit, the batch file. */
  readonly file: string;
  readonly node: string | null;
  /** OpenClaw's script as the service names it, usually its `dist/index.js`; null when a wrapper of the person's starts it. */
  readonly entry: string | null;
  readonly port: number | null;
  readonly profile: string | null;
  /** The first one; its values are in `environment` once the room has read it. */
  readonly environmentFile: string | null;
  /** Holds values, secrets among them: in memory only. */
  readonly environment: Readonly<Record<string, string>>;
};

/** Puts together what the three kinds of definition say; null when it is not the daemon's. */
export function serviceOf(
  command: ServiceCommand,
  definition: Pick<ServiceDefinition, "supervisor" | "label" | "file" | "environment"> & {
    readonly environmentFile?: string | null;
  },
): ServiceDefinition | null {
  const { environment } = definition;
  const isMarked = environment.OPENCLAW_SERVICE_KIND === "gateway";
  // Somebody else's service may have the word among its arguments too.
  const isOpenClaw = isDaemonLabel(definition.label) || /openclaw/i.test(command.entry ?? "");
  if (!isMarked && !(command.isDaemon && isOpenClaw)) return null;
  return {
    ...definition,
    node: command.node,
    entry: command.entry,
    port: command.port ?? portOf(environment.OPENCLAW_GATEWAY_PORT),
    profile:
      command.profile ?? profileNamed(environment.OPENCLAW_PROFILE) ?? profileOf(definition.label),
    environmentFile: command.environmentFile ?? definition.environmentFile ?? null,
  };
}

/** Adds what the environment file says. It wins: launchd's wrapper reads it last, and systemd puts files over its own lines. */
export function withEnvironmentFile(
  service: ServiceDefinition,
  values: Readonly<Record<string, string>>,
): ServiceDefinition {
  const environment = { ...service.environment, ...values };
  return {
    ...service,
    environment,
    port: service.port ?? portOf(environment.OPENCLAW_GATEWAY_PORT),
    profile: service.profile ?? profileNamed(environment.OPENCLAW_PROFILE),
  };
}

/** The three names of the daemon's service, as OpenClaw's daemon/constants.ts (2026.9.6) forms them; group 1 is the profile. */
const labels = [
  /^ai\.openclaw\.(?!node$)([A-Za-z0-9._-]+)$/,
  /^openclaw-gateway(?:-([A-Za-z0-9._-]+?))?(?:\.service)?$/,
  /^OpenClaw Gateway(?: \(([^()]+)\))?$/,
];

export const isDaemonLabel = (label: string): boolean => labels.some((form) => form.test(label));

function profileOf(label: string): string | null {
  for (const form of labels) {
    const named = form.exec(label)?.[1];
    // launchd's default job has the word where others have the profile.
    if (named && named !== "gateway") return profileNamed(named);
  }
  return null;
}

const profileNamed = (name: string | undefined): string | null =>
  name?.trim() && name.trim().toLowerCase() !== "default" ? name.trim() : null;
