/** Tells our own window's page from anyone else who can speak over IPC. */
import { origin } from "./assets.ts";

type Frame = { readonly url: string; readonly parent: unknown };
type IpcEvent<Contents> = { readonly sender: Contents; readonly senderFrame: Frame | null };

/** True only for the main frame of `window` while it shows our own page; a frame that is gone is nobody. */
export function isOurs<Contents>(event: IpcEvent<Contents>, window: Contents | null): boolean {
  const { sender, senderFrame } = event;
  return (
    window !== null &&
    sender === window &&
    senderFrame !== null &&
    senderFrame.parent === null &&
    senderFrame.url.startsWith(origin)
  );
}
