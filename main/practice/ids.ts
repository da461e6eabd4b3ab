/** Makes the identifiers the real wire carries: log ids in both ages, request ids, rays, and secrets anyone can see are for practice. */
import { randomBytes } from "node:crypto";

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz123456789";

/** Lowercase, time-ordered: what `cf-aig-log-id` is since 2026-10-08. */
export function uuidV7(atMs: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(atMs, 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** 26 characters of Crockford base 32: what `cf-aig-log-id` was before. */
export function ulid(atMs: number): string {
  let time = "";
  for (let rest = atMs; time.length < 10; rest = Math.floor(rest / 32)) {
    time = crockford.charAt(rest % 32) + time;
  }
  const random = Array.from(randomBytes(16), (byte) => crockford.charAt(byte % 32));
  return time + random.join("");
}

export const ray = (): string => `${randomBytes(8).toString("hex")}-AMS`;

/** `prefix` and `length` random letters and digits: "msg_01…", "req_011C…". */
export const token = (prefix: string, length = 24): string =>
  prefix +
  Array.from(randomBytes(length), (byte) => letters.charAt(byte % letters.length)).join("");
