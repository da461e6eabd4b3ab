/** One process per data folder, as Electron has it: whoever comes second hands over its arguments and is told to leave. */
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { realPlatform } from "./machine.ts";

export type Handover = {
  readonly argv: string[];
  readonly cwd: string;
  readonly data: unknown;
};

export type InstanceLock = { release(): void };

/** @returns the lock, or the promise that the first process has got our handover. */
export function takeInstanceLock(
  folder: string,
  data: unknown,
  onSecond: (handover: Handover) => void,
): InstanceLock | Promise<void> {
  const id = createHash("sha256").update(folder).digest("hex").slice(0, 16);
  const name = path.join(os.tmpdir(), `sluice-stand-in-${id}`);
  const address = realPlatform === "win32" ? `\\\\.\\pipe\\sluice-${id}` : `${name}.sock`;
  const ownerFile = `${name}.pid`;
  if (isAlive(ownerFile))
    return handOver(address, { argv: process.argv, cwd: process.cwd(), data });

  rmSync(`${name}.sock`, { force: true });
  writeFileSync(ownerFile, String(process.pid), { mode: 0o600 });
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    let text = "";
    socket.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
    socket.on("error", () => {});
    socket.on("end", () => {
      socket.end();
      if (text) onSecond(JSON.parse(text) as Handover);
    });
  });
  server.listen(address).unref();
  const release = (): void => {
    server.close();
    // By now it may be another's.
    if (ownerOf(ownerFile) === process.pid) rmSync(ownerFile, { force: true });
  };
  process.once("exit", release);
  return { release };
}

/** Read before its owner has written it, it is empty; and 0 would ask for ourselves, who are always there. */
function isAlive(ownerFile: string): boolean {
  const pid = ownerOf(ownerFile);
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** 0: nobody. */
function ownerOf(ownerFile: string): number {
  try {
    return Number(readFileSync(ownerFile, "utf8"));
  } catch {
    return 0;
  }
}

function handOver(address: string, handover: Handover): Promise<void> {
  return new Promise((resolve) => {
    const socket = net.connect(address);
    socket.on("error", () => {});
    socket.on("close", () => resolve());
    socket.resume().end(JSON.stringify(handover));
  });
}
