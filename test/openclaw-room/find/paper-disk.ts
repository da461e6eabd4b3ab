/** A disk that exists only in the test, for systems whose paths this one cannot have. */
import path from "node:path";
import type { Disk } from "../../../main/openclaw/find/disk.ts";

type Entry = { readonly bytes: Uint8Array } | { readonly target: string };

/** Paths are the system's own; folders are there when something is in them. Windows' letters have no case. */
export type PaperDisk = Disk & {
  write(file: string, content: string | Uint8Array): void;
  link(file: string, target: string): void;
};

export function createPaperDisk(platform: "win32" | "darwin"): PaperDisk {
  const system = platform === "win32" ? path.win32 : path.posix;
  const entries = new Map<string, Entry & { readonly name: string }>();
  const keyOf = (one: string) => {
    const normal = system.normalize(one).replace(/[\\/]+$/, "");
    return platform === "win32" ? normal.toLowerCase() : normal;
  };
  const isFolder = (one: string) =>
    [...entries.keys()].some((key) => key.startsWith(`${keyOf(one)}${system.sep}`));

  /** Follows a link at each step of the path, as a real disk does. */
  function realOf(one: string, hops = 0): string | null {
    const { root } = system.parse(one);
    let at = root;
    for (const part of system.normalize(one).slice(root.length).split(system.sep).filter(Boolean)) {
      at = system.join(at, part);
      const entry = entries.get(keyOf(at));
      if (!entry) continue;
      if (!("target" in entry)) {
        at = system.join(system.dirname(at), entry.name);
        continue;
      }
      const next =
        hops < 16 ? realOf(system.resolve(system.dirname(at), entry.target), hops + 1) : null;
      if (!next) return null;
      at = next;
    }
    return entries.has(keyOf(at)) || isFolder(at) ? at : null;
  }

  const bytesOf = (one: string) => {
    const real = realOf(one);
    const entry = real ? entries.get(keyOf(real)) : undefined;
    return entry && "bytes" in entry ? entry.bytes : null;
  };

  return {
    write(file, content) {
      const bytes = typeof content === "string" ? Buffer.from(content) : content;
      entries.set(keyOf(file), { name: system.basename(file), bytes });
    },
    link(file, target) {
      entries.set(keyOf(file), { name: system.basename(file), target });
    },
    look: async (one) => {
      const real = realOf(one);
      if (!real) return null;
      return { kind: bytesOf(real) ? "file" : "folder", stamp: `paper ${real}` };
    },
    real: async (one) => realOf(one),
    read: async (one, maxBytes) => {
      const bytes = bytesOf(one);
      return bytes && bytes.length <= maxBytes ? Buffer.from(bytes) : null;
    },
    list: async (one) => {
      const real = realOf(one);
      if (!real || !isFolder(real)) return null;
      const prefix = `${keyOf(real)}${system.sep}`;
      const inside = [...entries].filter(([key]) => key.startsWith(prefix));
      const names = inside.map(([key, { name }]) => {
        const rest = key.slice(prefix.length);
        return rest.includes(system.sep) ? (rest.split(system.sep)[0] ?? "") : name;
      });
      return [...new Set(names)];
    },
    steps: async (one) => [{ path: one, uid: 0, gid: 0, mode: 0o100755 }],
  };
}

/** OpenClaw's package in a folder. */
export function putOpenClaw(disk: PaperDisk, folder: string, version = "2026.9.6"): void {
  const separator = folder.includes("\\") ? "\\" : "/";
  const engines = { node: ">=24.16.0 <25 || >=26.1.0" };
  disk.write(
    `${folder}${separator}package.json`,
    JSON.stringify({ name: "openclaw", version, engines }),
  );
  for (const name of [["openclaw.mjs"], ["dist", "index.js"], ["dist", "entry.js"]])
    disk.write([folder, ...name].join(separator), "");
}
