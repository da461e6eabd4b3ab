/** Why rows wait in memory, and what has become of a damaged file. */
import type { LedgerCode } from "./file.ts";

/** `keptAs`: a damaged file was set aside under this name and a new one was begun. */
export type Trouble = {
  readonly code: LedgerCode;
  readonly waiting: number;
  /** Rows given up since the ledger was opened, the oldest first: more waited than may. */
  readonly dropped: number;
  readonly keptAs: string | null;
};
