/** A meter whose defects end no answer: the figures are lost and the log says so, the bytes go on. */
import type { Bytes } from "../core/bytes.ts";
import type { Meter, Reading } from "../core/meter.ts";
import { nameOf, type RouterLog } from "./router-log.ts";

export const nothingRead: Reading = { usage: null, model: null };

export class CarefulMeter implements Meter {
  private meter: Meter | null;
  private readonly log: RouterLog;

  constructor(meter: Meter, log: RouterLog) {
    this.meter = meter;
    this.log = log;
  }

  push(piece: Bytes): void {
    try {
      this.meter?.push(piece);
    } catch (error) {
      this.fail(error);
    }
  }

  end(): Reading {
    try {
      return this.meter?.end() ?? nothingRead;
    } catch (error) {
      this.fail(error);
      return nothingRead;
    }
  }

  private fail(error: unknown): void {
    this.meter = null;
    this.log.error("router.meterFailed", { error: nameOf(error) });
  }
}
