/** Asks the Secret Service whether a key can be read without anybody being asked for a password: libsecret itself would open the prompt. */
import type { BusValue } from "../../core/resolver/bus-reply.ts";
import type { SessionBus } from "./session-bus.ts";

export type Readable = "open" | "locked" | "absent" | "unavailable";

const destination = "org.freedesktop.secrets";
const path = "/org/freedesktop/secrets";
const service = "org.freedesktop.Secret.Service";

/**
 * Whether the collection secrets are kept in is open. KeePassXC asks for its password when a closed one is searched, so this
 * comes before any search. Measured: gnome-keyring 42.
 */
export async function collectionState(bus: SessionBus): Promise<"open" | "locked" | "unavailable"> {
  const alias = await bus.call({
    destination,
    path,
    interface: service,
    member: "ReadAlias",
    args: ["default"],
  });
  const collection = alias?.[0];
  // "/" stands for no collection at all.
  if (typeof collection !== "string" || collection === "/") return "unavailable";
  const isLocked = await bus.call({
    destination,
    path: collection,
    interface: "org.freedesktop.DBus.Properties",
    member: "Get",
    args: ["org.freedesktop.Secret.Collection", "Locked"],
  });
  if (typeof isLocked?.[0] !== "boolean") return "unavailable";
  return isLocked[0] ? "locked" : "open";
}

/** Where the item is that keytar would look for: libsecret takes an open one when there is one, and unlocks a locked one when not. */
export async function itemState(bus: SessionBus, account: string): Promise<Readable> {
  const found = await bus.call({
    destination,
    path,
    interface: service,
    member: "SearchItems",
    args: [{ service: "Sluice", account }],
  });
  if (!found) return "unavailable";
  const [open, locked] = found;
  if (hasAny(open)) return "open";
  return hasAny(locked) ? "locked" : "absent";
}

const hasAny = (paths: BusValue | undefined): boolean => Array.isArray(paths) && paths.length > 0;
