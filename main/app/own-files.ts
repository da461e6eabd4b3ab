/** Deletes what Sluice made in its data folder: each file by its name, a folder only when nothing is left in it. What anybody else put there stays. */
import { readdir, rm, rmdir } from "node:fs/promises";
import path from "node:path";
import { takeInstanceLock } from "../kit/instance-lock.ts";
import { fileNames } from "../openclaw/resolver/program.ts";

type Known = {
  readonly files: readonly (RegExp | string)[];
  readonly folders?: Readonly<Record<string, Known | "whole">>;
};

/** Of a link that stands. */
const record = /^[0-9a-f]{16}\.json$/;
const temp = /^\.sluice-\d+-[0-9a-f]{16}\.tmp$/;
/** What Chromium keeps of a session; its own names, in the folder it was given. */
const chromiumFolders = [
  ...["Cache", "Code Cache", "GPUCache", "DawnCache", "DawnGraphiteCache", "DawnWebGPUCache"],
  ...["Shared Dictionary", "SharedStorage", "shared_proto_db", "VideoDecodeStats", "blob_storage"],
  ...["Local Storage", "Session Storage", "IndexedDB", "Service Worker", "Network", "WebStorage"],
  ...["GrShaderCache", "ShaderCache", "Crashpad", "Dictionaries", "databases", "Partitions"],
];
const chromium: Known = {
  files: [
    /^(?:Preferences|Local State|Cookies|Trust Tokens|TransportSecurity|Network Persistent State|SharedStorage|DIPS|QuotaManager)(?:-journal|-wal|-shm)?$/,
    /^Singleton(?:Lock|Cookie|Socket)$/,
    /^lockfile$/,
  ],
  folders: Object.fromEntries(chromiumFolders.map((name) => [name, "whole"])),
};

const own: Known = {
  files: [
    temp,
    /^settings\.json(?:\.unreadable)?$/,
    /^(?:runs|starts|trial|window)\.json$/,
    /^ledger\.sqlite(?:\.damaged-\d+)?(?:-wal|-shm|-journal)?$/,
    /^openclaw-link\.json5$/,
    /^Singleton(?:Lock|Cookie|Socket)$/,
    /^lockfile$/,
  ],
  folders: {
    logs: { files: [/^sluice(?:\.\d+)?\.log$/, /^openclaw\.log$/] },
    // What was set aside as "….kept" holds the person's own bytes.
    journal: {
      files: [
        temp,
        record,
        /^[0-9a-f]{16}\.offer$/,
        /^[0-9a-f]{16}\.[0-9a-f]{16}\.original$/,
        /^key-move\.json$/,
        /^dotenv-[0-9a-f]{16}\.json$/,
      ],
    },
    resolver: { files: [temp, ...Object.values(fileNames)] },
    // The person asked for these: only an empty one goes.
    exports: { files: [] },
    chromium,
  },
};
const lockFiles = [/^instance\.lock(?:-journal|-wal|-shm)?$/];

/**
 * For the process that holds the folder, when everything else is closed; `release` gives it free. A practice folder below it goes as well,
 * unless a Sluice uses it or has something to undo by it. Never throws: what cannot be deleted stays.
 */
export async function eraseOwnFiles(folder: string, release: () => void): Promise<void> {
  const practice = path.join(folder, "practice");
  const isOver = !(await namesIn(path.join(practice, "journal"))).some((name) => record.test(name));
  if (isOver && (await namesIn(practice)).includes("instance.lock")) {
    const lock = lockOf(practice);
    if (lock) await eraseOwnFiles(practice, lock.release);
  }
  await erase(folder, own);
  release();
  await erase(folder, { files: lockFiles });
}

async function erase(folder: string, known: Known): Promise<void> {
  for (const name of await namesIn(folder)) {
    const at = path.join(folder, name);
    const inner = known.folders && Object.hasOwn(known.folders, name) ? known.folders[name] : null;
    if (inner === "whole") await rm(at, { recursive: true, force: true }).catch(() => undefined);
    else if (inner) await erase(at, inner);
    else if (
      known.files.some((file) => (typeof file === "string" ? file === name : file.test(name)))
    )
      await rm(at, { force: true }).catch(() => undefined);
  }
  await rmdir(folder).catch(() => undefined);
}

const namesIn = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => []);

function lockOf(folder: string) {
  try {
    return takeInstanceLock(folder);
  } catch {
    return null;
  }
}
