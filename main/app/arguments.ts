/** Sluice's switches, read once: what is not known is refused with a sentence, not ignored. */
import { parseArgs } from "node:util";

export type Arguments = {
  readonly userDataDir: string | null;
  readonly practice: boolean;
  /** Started by the system at login: no window. */
  readonly hidden: boolean;
  readonly once: boolean;
  readonly link: boolean;
  readonly unlink: boolean;
  /** For a Sluice that ended without doing so: OpenClaw gets back what it had, and nothing else changes. */
  readonly leave: boolean;
  /** Set together or not at all. */
  readonly profile: { readonly accountId: string; readonly aiGatewayId: string } | null;
  /** Where the provider key comes from; a literal can be seen by others in the process list. */
  readonly providerKey:
    | { readonly from: "environment"; readonly name: string }
    | { readonly from: "stdin" }
    | { readonly from: "literal"; readonly secret: string }
    | null;
};

export type ParsedArguments =
  | { readonly ok: true; readonly value: Arguments }
  | { readonly ok: false; readonly message: string };

/** @param argv what follows the script's name. `isStrict: false` tolerates switches of Chromium and Electron. */
export function readArguments(argv: readonly string[], isStrict: boolean): ParsedArguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      strict: isStrict,
      allowPositionals: !isStrict,
      options: {
        "user-data-dir": { type: "string" },
        practice: { type: "boolean" },
        hidden: { type: "boolean" },
        once: { type: "boolean" },
        link: { type: "boolean" },
        unlink: { type: "boolean" },
        leave: { type: "boolean" },
        // Chromium's; what systemd runs gives it to every face alike.
        "ozone-platform": { type: "string" },
        "cloudflare-ai-gateway-account-id": { type: "string" },
        "cloudflare-ai-gateway-gateway-id": { type: "string" },
        "cloudflare-ai-gateway-api-key": { type: "string" },
      },
    });
    if (isStrict && positionals.length > 0) return refuse(`Unknown argument "${positionals[0]}".`);
    const accountId = text(values["cloudflare-ai-gateway-account-id"]);
    const aiGatewayId = text(values["cloudflare-ai-gateway-gateway-id"]);
    const key = text(values["cloudflare-ai-gateway-api-key"]);
    if ((accountId === null) !== (aiGatewayId === null))
      return refuse("Give the account id and the gateway id together.");
    if (values.link === true && values.unlink === true)
      return refuse("Use --link or --unlink, not both.");
    if (values.once === true && values.link === true)
      return refuse(
        "--once ends at once, so it cannot hold a link; leave out one of --once and --link.",
      );
    return {
      ok: true,
      value: {
        userDataDir: text(values["user-data-dir"]),
        practice: values.practice === true,
        hidden: values.hidden === true,
        once: values.once === true,
        link: values.link === true,
        unlink: values.unlink === true,
        leave: values.leave === true,
        profile: accountId !== null && aiGatewayId !== null ? { accountId, aiGatewayId } : null,
        providerKey: key === null ? null : keySource(key),
      },
    };
  } catch (error) {
    return refuse(error instanceof Error ? error.message : "The switches could not be read.");
  }
}

function keySource(value: string): NonNullable<Arguments["providerKey"]> {
  if (value === "-") return { from: "stdin" };
  const name = /^env:([A-Za-z_][A-Za-z0-9_]*)$/.exec(value)?.[1];
  return name ? { from: "environment", name } : { from: "literal", secret: value };
}

const text = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? value : null;

const refuse = (message: string): ParsedArguments => ({ ok: false, message });
