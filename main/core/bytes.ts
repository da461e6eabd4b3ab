/** The few things pure code may do with bytes; a Node Buffer satisfies it, a test may bring its own. */
export type Bytes = {
  readonly length: number;
  readonly [index: number]: number;
  indexOf(value: string | number, from?: number): number;
  lastIndexOf(value: string | number, from?: number): number;
  subarray(start?: number, end?: number): Bytes;
  latin1Slice(start?: number, end?: number): string;
};
