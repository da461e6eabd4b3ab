/** What the main process says, in all languages at once: a small part of the window's words, which it never loads whole. */
import { daCodes } from "./da-codes.ts";
import { daCommon } from "./da-common.ts";
import { daTray } from "./da-tray.ts";
import { enCodes } from "./en-codes.ts";
import { type CommonWords, enCommon } from "./en-common.ts";
import { enTray } from "./en-tray.ts";
import { frCodes } from "./fr-codes.ts";
import { frCommon } from "./fr-common.ts";
import { frTray } from "./fr-tray.ts";
import type { Code, Language, WordsFor } from "./language.ts";
import { nlCodes } from "./nl-codes.ts";
import { nlCommon } from "./nl-common.ts";
import { nlTray } from "./nl-tray.ts";

export type TrayTable = CommonWords & {
  readonly codes: WordsFor<Code>;
  readonly tray: typeof enTray;
};

export const trayTables: Readonly<Record<Language, TrayTable>> = {
  en: { ...enCommon, codes: enCodes, tray: enTray },
  fr: { ...frCommon, codes: frCodes, tray: frTray },
  nl: { ...nlCommon, codes: nlCodes, tray: nlTray },
  da: { ...daCommon, codes: daCodes, tray: daTray },
};
