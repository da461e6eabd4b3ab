/** For which system and processor a binary was made, as its own head says. */
import type { Arch } from "./pack.ts";

const elf: Readonly<Record<number, Arch>> = { 62: "x64", 183: "arm64" };
const mach: Readonly<Record<number, Arch>> = { 16777223: "x64", 16777228: "arm64" };
const windows: Readonly<Record<number, Arch>> = { 34404: "x64", 43620: "arm64" };

export function machineOf(bytes: Buffer): string {
  if (bytes.readUInt32BE(0) === 0x7f454c46) return `linux ${elf[bytes.readUInt16LE(18)]}`;
  if (bytes.readUInt32LE(0) === 0xfeedfacf) return `mac ${mach[bytes.readUInt32LE(4)]}`;
  const start = bytes.toString("latin1", 0, 2) === "MZ" ? bytes.readUInt32LE(60) : 0;
  if (bytes.toString("latin1", start, start + 4) !== "PE\0\0") return "something else";
  return `win ${windows[bytes.readUInt16LE(start + 4)]}`;
}
