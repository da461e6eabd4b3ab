/** The names under which OpenClaw asks for keys, and which item of the keychain each one means: model keys and aiGateway tokens, nothing else. */

/** "bearer" is answered as "Bearer <secret>", the whole of a header. */
export type AnswerForm = "plain" | "bearer";

const forms: readonly AnswerForm[] = ["plain", "bearer"];
/** The analytics token is no business of OpenClaw's, and neither is anything else Sluice keeps. */
const answered = /^[^/]+\/(?:provider\/[a-z0-9][a-z0-9-]{0,63}|aiGateway)$/;

/**
 * Fits OpenClaw's `^[A-Za-z0-9][A-Za-z0-9._:/#-]{0,255}$`, which knows no underscore and no dot segment: what does not fit
 * is spelled `#` and the four hex digits of its UTF-16 unit.
 * @param account the vault's: "<profile>/provider/<slug>" or "<profile>/aiGateway"
 */
export function resolverIdOf(account: string, as: AnswerForm): string {
  const spelled = account.replace(
    /[^A-Za-z0-9/-]/g,
    (unit) => `#${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${as}/${spelled}`;
}

/** Null for everything that is not to be answered. */
export function accountOfResolverId(
  id: string,
): { readonly account: string; readonly as: AnswerForm } | null {
  const as = forms.find((form) => id.startsWith(`${form}/`));
  if (!as) return null;
  const account = id
    .slice(as.length + 1)
    .replace(/#([0-9a-f]{4})/g, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    );
  // One spelling only: an id that is not what we would have written is somebody else's.
  return answered.test(account) && resolverIdOf(account, as) === id ? { account, as } : null;
}
