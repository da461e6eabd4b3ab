/** What the backends are known to say, and what Sluice takes it for. */
import { expect, test } from "vitest";
import { failureOf, reasonOf } from "../../main/vault/reason.ts";

test.each([
  ["Cannot create an item in a locked collection", "locked", "vault.locked"],
  ["The prompt was dismissed", "dismissed", "vault.locked"],
  ["User canceled the operation.", "dismissed", "vault.locked"],
  ["User interaction is not allowed.", "dismissed", "vault.locked"],
  ["The user name or passphrase you entered is not correct.", "dismissed", "vault.locked"],
  ["Cannot autolaunch D-Bus without X11 $DISPLAY", "noBus", "vault.none"],
  ["Impossible de lancer D-Bus automatiquement sans $DISPLAY X11", "noBus", "vault.none"],
  ["The given address is empty", "noBus", "vault.none"],
  ["Could not connect: No such file or directory", "noBus", "vault.none"],
  ["Unknown or unsupported transport “disabled” for address “disabled:”", "noBus", "vault.none"],
  [
    "The name org.freedesktop.secrets was not provided by any .service files",
    "noService",
    "vault.none",
  ],
  [
    "Object does not exist at path “/org/freedesktop/secrets/collection/login”",
    "noCollection",
    "vault.none",
  ],
  [
    "L'objet n'existe pas à « /org/freedesktop/secrets/collection/login »",
    "noCollection",
    "vault.none",
  ],
  ["A default keychain could not be found.", "noKeychain", "vault.none"],
  [
    "A specified logon session does not exist. It may already have been terminated.\r\n",
    "noLogon",
    "vault.none",
  ],
  ["The name :1.0 was not provided by any .service files", "stale", "vault.failed"],
  ["The session wrapping the secret does not exist", "stale", "vault.failed"],
  ["The connection is closed", "stale", "vault.failed"],
  ["Timeout was reached", "timeout", "vault.timeout"],
  ["Something nobody has met yet", "unknown", "vault.failed"],
])("“%s” means %s, %s", (text, reason, code) => {
  expect(reasonOf(new Error(text))).toBe(reason);
  expect(failureOf(reasonOf(new Error(text)))).toEqual({ ok: false, code, detail: reason });
});

test("what is no error at all is unknown", () => {
  expect(reasonOf("locked collection")).toBe("unknown");
  expect(reasonOf(undefined)).toBe("unknown");
});
