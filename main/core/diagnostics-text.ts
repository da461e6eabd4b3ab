/** What somebody who helps is shown, as plain text: versions, states and codes by their names; nothing of an account, no value of a variable. */
import type { AppState, Notice } from "../../preload/contract/state.ts";

export type Facts = {
  /** ISO text. */
  readonly at: string;
  readonly system: string;
  /** By name: "node", "electron" … */
  readonly versions: Readonly<Record<string, string>>;
  readonly notices: readonly (Notice & { readonly source: string })[];
  /** What the person wants linked, standing or not. */
  readonly wishedLink: string | null;
  /** The newest last. */
  readonly log: readonly string[];
};

type Row = readonly [name: string, ...values: readonly unknown[]];

export function diagnosticsText(state: AppState, facts: Facts): string {
  const sections: readonly (readonly [title: string, rows: readonly Row[]])[] = [
    ["System", systemRows(state, facts)],
    ["Router and route", routeRows(state)],
    ["OpenClaw", openClawRows(state, facts)],
    ["Environment of OpenClaw's daemon, names only", environmentRows(state)],
    ["Cloudflare", cloudflareRows(state)],
    ["Keychain", vaultRows(state)],
    ["Today", todayRows(state)],
    ["Settings", settingsRows(state)],
    ["Notices", facts.notices.map(({ at, code, source }) => [source, code, iso(at)])],
  ];
  const head = `Sluice ${state.version}${state.practice ? " in practice" : ""}, diagnostics of ${facts.at}`;
  const body = sections.map(([title, rows]) => [title, ...linesOf(rows), ""].join("\n"));
  const lines = facts.log.length === 0 ? ["  none"] : facts.log;
  return [head, "", ...body, "Log", ...lines, ""].join("\n");
}

const iso = (at: number | null): string => (at === null ? "never" : new Date(at).toISOString());

function linesOf(rows: readonly Row[]): readonly string[] {
  if (rows.length === 0) return ["  none"];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, ...values]) => {
    const said = values.map(wordOf).filter((word) => word !== "");
    return `  ${name.padEnd(width)}  ${said.join(", ")}`.trimEnd();
  });
}

function wordOf(value: unknown): string {
  if (value === null || value === undefined) return "—";
  if (value === true) return "yes";
  if (value === false) return "no";
  return Array.isArray(value) ? value.map(wordOf).join(" ") || "none" : String(value);
}

const systemRows = ({ desk, login, setup }: AppState, { system, versions }: Facts): Row[] => [
  ["system", system],
  ...Object.entries(versions).map(([name, version]): Row => [name, version]),
  ["tray", desk.hasTray],
  ["folder", desk.folder],
  ["shortcuts taken", desk.shortcutsTaken],
  ["shortcuts from", desk.shortcutsFrom],
  ["start at login", login.isOn, login.supervisor],
  ["first run", setup.status, setup.step, ...setup.skipped.map((step) => `skipped ${step}`)],
];

const routeRows = ({ checks, route, router }: AppState): Row[] => [
  ["router", router.status, router.port, router.error ?? ""],
  ["route", `asked ${route.asked}`, `applied ${wordOf(route.applied)}`],
  ["verified", route.verified ? `${iso(route.verified.at)} by ${route.verified.by}` : "no"],
  ["refusing", route.refusing],
  ["paused until", route.pausedUntil === null ? "—" : iso(route.pausedUntil)],
  ...checks.map(
    ({ at, error, name, status }): Row => [`check ${name}`, status, error ?? "", iso(at)],
  ),
];

function openClawRows({ models, openclaw }: AppState, { wishedLink }: Facts): Row[] {
  const { daemon, link } = openclaw;
  return [
    ["configuration", openclaw.status, openclaw.version, openclaw.configPath],
    [
      "link",
      link ? `${link.kind} of ${wordOf(link.providers)}` : "none",
      `applied ${wordOf(link?.applied)}`,
    ],
    ["link wished", wishedLink],
    ["overlays", openclaw.overlays.map(({ refusal, slug }) => `${slug}:${refusal ?? "possible"}`)],
    ["past Sluice", openclaw.leaks.map(({ key }) => key)],
    ["resolver", openclaw.resolver],
    ...(openclaw.installs ?? []).map(
      ({ entry, node, source, version }): Row => ["copy", source, version, entry, node],
    ),
    ["found elsewhere", openclaw.elsewhere.map(({ place }) => place)],
    ["daemon", daemon?.status, daemon?.version, daemon?.port, `access ${wordOf(daemon?.access)}`],
    ["daemon place", daemon?.place, daemon?.supervisor],
    ["configuration in force", daemon?.isConfigApplied],
    ["daemon problem", daemon?.problem],
    ["keys it lacks", daemon?.degraded.filter((owner) => owner.startsWith("provider:"))],
    ["cooling down", daemon?.cooldowns.map(({ provider, reason }) => `${provider}:${reason}`)],
    ["starts left", daemon?.startsLeft],
    ["model", models.selected.provider, models.selected.model],
    ["models it lists", models.openclaw?.list.length],
  ];
}

function environmentRows({ openclaw: { environment } }: AppState): Row[] {
  if (!environment) return [];
  return [
    ...environment.variables.map(
      ({ isStale, layers, name, winner }): Row => [
        name,
        layers.map(({ layer }) => (layer === winner ? `${layer}*` : layer)),
        isStale ? "stale" : "",
      ],
    ),
    ["loopback through a proxy", environment.proxied],
    ["readable keys", environment.plaintext.map(({ kind, provider }) => provider ?? kind)],
    ["repairs offered", environment.repairs.map(({ name }) => name)],
  ];
}

const cloudflareRows = ({ cloudflare }: AppState): Row[] => [
  ["status", cloudflare.status, cloudflare.error ?? "", `asked ${iso(cloudflare.askedAt)}`],
  ...Object.entries(cloudflare.capabilities).map(
    ([name, { error, status }]): Row => [`can ${name}`, status, error ?? ""],
  ),
  ["accounts", cloudflare.accounts?.length],
  ["gateways", cloudflare.aiGateways?.length],
  ["through a proxy", cloudflare.proxy !== null],
];

const vaultRows = ({ profiles, secrets, vault }: AppState): Row[] => [
  ["status", vault.kind, vault.backend],
  ["profiles", profiles.length],
  ...secrets.map(({ kind, provider, status }): Row => [provider ?? kind, status]),
];

const todayRows = ({ allowance, trial, usage: { today } }: AppState): Row[] => [
  ["requests", today.requests, `${today.priced} priced`, `${today.errors} errors`],
  ["source", today.source, `as of ${iso(today.asOf)}`],
  ["without a price", today.coverage.unpriced],
  [
    "allowance",
    allowance.microUsdPerDay !== null,
    `then ${allowance.then}`,
    `level ${allowance.level}`,
  ],
  ["comparison", trial.last?.status],
  ...(trial.last?.rows ?? []).map(
    ({ cloudflare, direct, probe }): Row => [
      `probe ${probe}`,
      `straight ${direct.status} ${direct.error ?? ""}`.trim(),
      `Cloudflare ${cloudflare.status} ${cloudflare.error ?? ""}`.trim(),
    ],
  ),
];

const settingsRows = ({
  settings: { proxy, quietHours, shortcuts, ...plain },
}: AppState): Row[] => [
  ...Object.entries(plain).map(([name, value]): Row => [name, value]),
  // Its name is one of the person's own network.
  ["proxy", proxy === "system" || proxy === "none" ? proxy : "its own address"],
  [
    "quietHours",
    quietHours ? `minutes ${quietHours.fromMinute} to ${quietHours.toMinute}` : "none",
  ],
  ["shortcuts", Object.entries(shortcuts).map(([name, keys]) => `${name}:${keys ?? "none"}`)],
];
