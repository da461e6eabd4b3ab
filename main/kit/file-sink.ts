/** Where log lines go: one file that is turned over when full, readable by its owner only; losing lines rather than failing. */
import {
  chmodSync,
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import path from "node:path";

export type FileSink = {
  /** Appends one line, synchronously: the last words of a crash are the ones wanted. Never throws. */
  write(line: string): void;
  close(): void;
};

/**
 * `sluice.log` in `folder` (made 0700 if absent) grows to at most `maxBytes`, then becomes `sluice.1.log`, the one
 * before `sluice.2.log` … up to `keep` old files.
 */
export function fileSink(
  folder: string,
  { maxBytes, keep }: { readonly maxBytes: number; readonly keep: number },
): FileSink {
  const file = (age: number) => path.join(folder, age === 0 ? "sluice.log" : `sluice.${age}.log`);
  let open: { readonly descriptor: number; size: number } | null = null;

  function opened(): { readonly descriptor: number; size: number } {
    if (open) return open;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const descriptor = openSync(file(0), "a", 0o600);
    // The mode above counts for a new file only.
    chmodSync(file(0), 0o600);
    open = { descriptor, size: fstatSync(descriptor).size };
    return open;
  }

  function close(): void {
    try {
      if (open) closeSync(open.descriptor);
    } catch {
      // The system gave it up already.
    }
    open = null;
  }

  function turnOver(): void {
    close();
    rmSync(file(keep), { force: true });
    for (let age = keep - 1; age >= 0; age -= 1)
      try {
        renameSync(file(age), file(age + 1));
      } catch {
        // Absent: fewer files than allowed so far.
      }
  }

  return {
    write(line) {
      try {
        const bytes = Buffer.from(`${line}\n`);
        if (opened().size > 0 && opened().size + bytes.length > maxBytes) turnOver();
        const target = opened();
        target.size += writeSync(target.descriptor, bytes);
      } catch {
        // A full or vanished disk: the next line tries again from the start.
        close();
      }
    },
    close,
  };
}
