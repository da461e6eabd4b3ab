/** The program OpenClaw runs: reads one request, answers each id from the keychain or says why not, and never outlasts its limit. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { lastingBusesOf } from "../../core/resolver/bus-address.ts";
import type { AnswerCode, Answers } from "../../core/resolver/protocol.ts";
import { accountOfResolverId } from "../../core/resolver/resolver-id.ts";
import { collectionState, itemState } from "./secret-service.ts";
import { openSessionBus } from "./session-bus.ts";

type Keychain = {
  /** The one call made to the system's keychain. */
  read(service: string, account: string): Promise<string | null>;
  isHeld(): boolean;
};

type Look = { readonly value: string | null } | { readonly code: AnswerCode };
type Lookup = (account: string) => Promise<Look>;

export const fileNames = {
  launcher: "sluice-secrets",
  script: "resolver.mjs",
  binary: "keytar.node",
  /** The address of the bus Sluice itself was on when it last looked. */
  bus: "bus",
} as const;

/** OpenClaw waits seconds, its turns wait for it. On macOS the system may put its question to a person once. */
export const limitMsOn = (platform: NodeJS.Platform): number =>
  platform === "darwin" ? 55_000 : 2_000;

/** @param folder where this program and keytar's binary are installed. `isHeld`: a call to the keychain has not come back. */
export async function answerIds(
  ids: readonly string[],
  folder: string,
): Promise<Answers & { readonly isHeld: boolean }> {
  const values: Record<string, string> = {};
  const errors: Record<string, AnswerCode> = Object.fromEntries(
    ids.map((id) => [id, accountOfResolverId(id) ? "UNAVAILABLE" : "NOT_FOUND"]),
  );
  const keychain = loadKeychain(path.join(folder, fileNames.binary));

  async function work(): Promise<void> {
    const lookup =
      process.platform === "linux" ? await openLookup(keychain, folder) : macLookup(keychain);
    for (const id of ids) {
      const wanted = accountOfResolverId(id);
      if (!wanted) continue;
      const look = await lookup(wanted.account);
      if ("code" in look) errors[id] = look.code;
      else if (look.value === null) errors[id] = "NOT_FOUND";
      else {
        values[id] = wanted.as === "bearer" ? `Bearer ${look.value}` : look.value;
        delete errors[id];
      }
    }
  }
  const limit = Promise.withResolvers<void>();
  const timer = setTimeout(limit.resolve, limitMsOn(process.platform));
  // Without ids, only whether this program runs at all is asked.
  if (ids.length > 0) await Promise.race([work(), limit.promise]);
  clearTimeout(timer);
  // Copies: what comes after the limit comes too late.
  return { values: { ...values }, errors: { ...errors }, isHeld: keychain.isHeld() };
}

/** Node-API: the binary fits every Node there is. @throws where it does not, or where libsecret is missing */
function loadKeychain(file: string): Keychain {
  const loaded: { exports: { readonly getPassword?: Keychain["read"] } } = { exports: {} };
  process.dlopen(loaded, file);
  const { getPassword } = loaded.exports;
  if (!getPassword) throw new Error("This is not keytar.");
  let isHeld = false;
  return {
    isHeld: () => isHeld,
    async read(service, account) {
      isHeld = true;
      try {
        return await getPassword(service, account);
      } finally {
        isHeld = false;
      }
    },
  };
}

/**
 * The bus and the Secret Service are asked first whether the item lies open: libsecret, asked for a locked one, has the
 * desktop ask the person for a password, and OpenClaw asks whenever it likes.
 */
async function openLookup(keychain: Keychain, folder: string): Promise<Lookup> {
  const bus = await openSessionBus(await busAddresses(folder));
  if (!bus) return async () => ({ code: "UNAVAILABLE" });
  // libsecret looks nowhere else. Nothing in this process has asked it anything yet.
  process.env.DBUS_SESSION_BUS_ADDRESS = bus.address;
  const collection = await collectionState(bus);
  return async (account) => {
    if (collection !== "open") return { code: collection === "locked" ? "LOCKED" : "UNAVAILABLE" };
    const item = await itemState(bus, account);
    if (item === "locked") return { code: "LOCKED" };
    if (item === "absent") return { value: null };
    return item === "open" ? read(keychain, account) : { code: "UNAVAILABLE" };
  };
}

/**
 * Unproven: no machine here runs macOS. The keychain knows the program that made an item, which is Sluice, and asks the person
 * when another one wants it: this one is OpenClaw's Node. "Always Allow" is remembered for that Node as a whole.
 */
function macLookup(keychain: Keychain): Lookup {
  return (account) => read(keychain, account);
}

async function read(keychain: Keychain, account: string): Promise<Look> {
  try {
    return { value: await keychain.read("Sluice", account) };
  } catch (error) {
    const text = error instanceof Error ? error.message : "";
    const isClosed = /locked|dismissed|user canceled|user interaction is not allowed/i.test(text);
    return { code: isClosed ? "LOCKED" : "UNAVAILABLE" };
  }
}

/**
 * Where the session's bus may be, the likeliest first. OpenClaw hands over neither of the variables; what Sluice wrote down is
 * right until the next login, and comes last: a folder of the system's own is no other user's, ever.
 */
async function busAddresses(folder: string): Promise<readonly string[]> {
  const { DBUS_SESSION_BUS_ADDRESS: own, XDG_RUNTIME_DIR: runtime } = process.env;
  const written = await readFile(path.join(folder, fileNames.bus), "utf8").catch(() => "");
  const uid = process.geteuid?.() ?? 0;
  const folders = [...(runtime?.startsWith("/") ? [runtime] : []), `/run/user/${uid}`];
  return [own ?? "", ...folders.map((one) => `unix:path=${one}/bus`), lastingBusesOf(written)];
}
