/** Tells a person who has no terminal why Sluice does not start. */
import { app, dialog } from "electron";
import { languageOf } from "../../renderer/copy/language.ts";
import { type NoStart, noStart } from "../../renderer/copy/no-start.ts";

/** Waits for the person; says nothing where a terminal has said it. The settings may be what cannot be read, so the language is the system's. */
export async function tellNoStart(why: NoStart, path: string): Promise<void> {
  if (process.stderr.isTTY) return;
  // Before that Linux would write it where nobody looks.
  await app.whenReady();
  const words = noStart[languageOf("system", app.getPreferredSystemLanguages())];
  dialog.showErrorBox(words.head, words[why](path));
}
