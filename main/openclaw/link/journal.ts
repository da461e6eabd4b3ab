/** What Sluice did to one configuration file and how to undo it, kept so that a kill at any moment loses neither. Holds no secret but the user's own original bytes. */
import { chmod, mkdir, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { Change } from "../../core/link/places.ts";
import type { Link, LinkPlan } from "../../core/link/plan.ts";
import { readFileBounded, sweepTemps, writeFileAtomic } from "../../kit/atomic-file.ts";
import { type Done, hashOf } from "../config-file.ts";

const model = z.object({ provider: z.string(), model: z.string() });
const models = z.array(z.looseObject({ id: z.string() }));
const provider = z.looseObject({ slug: z.string(), id: z.string() });
const linkShape = z.discriminatedUnion("kind", [
  z.looseObject({
    kind: z.literal("own"),
    port: z.number(),
    entries: z.array(z.object({ slug: z.string(), models })),
    model,
    fallbacks: z.array(z.string()).nullable(),
  }),
  z.looseObject({ kind: z.literal("overlay"), port: z.number(), providers: z.array(provider) }),
  z.looseObject({
    kind: z.literal("edge"),
    shape: z.enum(["own", "overlay"]),
    base: z.string(),
    providers: z.array(provider.extend({ models: models.optional() })),
    headers: z.record(z.string(), z.string()),
  }),
]);
const changeShape = z.object({
  path: z.array(z.string()),
  wrote: z.json().optional(),
  before: z.json().optional(),
  spelled: z.string().optional(),
  isHold: z.boolean().optional(),
  kept: z.number(),
});
const link = z.custom<Link>((value) => linkShape.safeParse(value).success);
const change = z.custom<Change>((value) => changeShape.safeParse(value).success);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

const offered = z.object({
  version: z.literal(2),
  configPath: z.string(),
  link,
  /** Recognises our key in the file without knowing it. Null: the link has none. */
  keyHash: hash.nullable(),
  changes: z.array(change).readonly(),
});
const settled = offered.extend({
  /** The file without the link: the bytes of that hash are kept. Null: there was no file. */
  original: hash.nullable(),
  /** The permission bits the file had without the link. */
  mode: z.number(),
  /** The file with the link. */
  after: hash,
  /** Folders made for the file, outermost first. */
  madeFolders: z.array(z.string()).readonly(),
});
/** For a person to put into the file; `path` is where it can be read. */
const offer = offered.extend({ path: z.string() });

/**
 * linking: the file has hash `before`, or already `after`; `previous` is what was true until now.
 * linked: proven. unlinking: the file is as linked, or already without the link.
 */
const record = z.discriminatedUnion("step", [
  settled.extend({
    step: z.literal("linking"),
    before: hash.nullable(),
    previous: settled.nullable(),
  }),
  settled.extend({ step: z.literal("linked") }),
  settled.extend({ step: z.literal("unlinking") }),
]);

/** Version 1 knew one kind of link. */
const former = z.looseObject({
  version: z.literal(1),
  kind: z.literal("own"),
  link: z.looseObject({}),
});
function current(value: unknown): unknown {
  const { success, data } = former.safeParse(value);
  if (!success) return value;
  const { kind, previous, ...rest } = data;
  const later = { ...rest, version: 2, link: { kind, fallbacks: null, ...rest.link } };
  return previous === undefined ? later : { ...later, previous: current(previous) };
}

export type LinkRecord = z.infer<typeof settled>;
export type JournalRecord = z.infer<typeof record>;
export type Offer = z.infer<typeof offer>;
export type LinkingRecord = Extract<JournalRecord, { step: "linking" }>;

/** The link a record is about, whatever was being done to it. */
export const settledOf = (from: LinkRecord): LinkRecord => settled.parse(from);

/** Null for a link without a key. */
export const keyHashOf = (plan: LinkPlan): string | null =>
  plan.kind === "edge" ? null : hashOf(plan.localKey);

/** Null: there is none. What cannot be read is not nothing: a link may stand that only it could undo. */
export type Loaded = JournalRecord | "unreadable" | null;

export type Journal = {
  load(): Promise<Loaded>;
  save(record: JournalRecord): Promise<Done>;
  /** Keeps the user's bytes under their hash. */
  keepOriginal(bytes: Uint8Array): Promise<Done>;
  /** Null when the bytes are lost or not what they were. */
  original(hash: string): Promise<Buffer | null>;
  /** Every kept original that is what it was. */
  originals(): Promise<readonly { readonly hash: string; readonly bytes: Buffer }[]>;
  /** A link that was only shown to the person. */
  offer(): Promise<Offer | null>;
  saveOffer(offer: Offer): Promise<Done>;
  /** Forgets what was shown, and deletes it. */
  dropOffer(): Promise<void>;
  /** Forgets the record and every kept original. */
  drop(): Promise<void>;
  /** Makes room for another record and keeps this one, and every original but that of hash `restored`, under names nothing here uses: they are the person's. */
  setAside(restored: string | null): Promise<void>;
  /** Deletes the originals no record needs, and what killed runs left. */
  sweep(): Promise<void>;
};

const maxRecordBytes = 1024 * 1024;
const maxOriginalBytes = 4 * 1024 * 1024;

/** Each configuration file has a record of its own: OpenClaw may be found elsewhere tomorrow, and yesterday's link must still be undone. */
export function createJournal(folder: string, configPath: string): Journal {
  const id = hashOf(configPath).slice(0, 16);
  const recordPath = path.join(folder, `${id}.json`);
  const offerPath = path.join(folder, `${id}.offer`);
  const originalPath = (of: string) => path.join(folder, `${id}.${of.slice(0, 16)}.original`);

  async function write(file: string, bytes: Uint8Array | string): Promise<Done> {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await chmod(folder, 0o700);
    } catch {
      // The write below says why.
    }
    return writeFileAtomic(file, bytes, { mode: 0o600 });
  }

  async function load(): Promise<Loaded> {
    const read = await readFileBounded(recordPath, maxRecordBytes);
    if (!read.ok) return read.why === "missing" ? null : "unreadable";
    try {
      return record.parse(current(JSON.parse(read.bytes.toString("utf8"))));
    } catch {
      return "unreadable";
    }
  }

  async function loadOffer(): Promise<Offer | null> {
    const read = await readFileBounded(offerPath, maxRecordBytes);
    try {
      return read.ok ? offer.parse(JSON.parse(read.bytes.toString("utf8"))) : null;
    } catch {
      return null;
    }
  }

  async function keptOriginals(): Promise<readonly string[]> {
    const names = await readdir(folder).catch(() => []);
    const ours = names.filter((name) => name.startsWith(`${id}.`) && name.endsWith(".original"));
    return ours.map((name) => path.join(folder, name));
  }

  async function removeOriginals(needed: readonly string[]): Promise<void> {
    for (const file of await keptOriginals())
      if (!needed.includes(file)) await rm(file, { force: true }).catch(() => undefined);
  }

  return {
    load,
    save: (next) => write(recordPath, `${JSON.stringify(next)}\n`),
    keepOriginal: (bytes) => write(originalPath(hashOf(bytes)), bytes),
    async original(of) {
      const read = await readFileBounded(originalPath(of), maxOriginalBytes);
      return read.ok && hashOf(read.bytes) === of ? read.bytes : null;
    },
    async originals() {
      const found: { hash: string; bytes: Buffer }[] = [];
      for (const file of await keptOriginals()) {
        const read = await readFileBounded(file, maxOriginalBytes);
        if (!read.ok) continue;
        const of = hashOf(read.bytes);
        if (originalPath(of) === file) found.push({ hash: of, bytes: read.bytes });
      }
      return found;
    },
    offer: loadOffer,
    saveOffer: (next) => write(offerPath, `${JSON.stringify(next)}\n`),
    async dropOffer() {
      const shown = await loadOffer();
      for (const file of shown ? [shown.path, offerPath] : [offerPath])
        await rm(file, { force: true }).catch(() => undefined);
    },
    async drop() {
      await rm(recordPath, { force: true }).catch(() => undefined);
      await removeOriginals([]);
    },
    async setAside(restored) {
      if (restored) await rm(originalPath(restored), { force: true }).catch(() => undefined);
      // The record last: while it stands, the originals beside it are still looked at.
      for (const file of [...(await keptOriginals()), recordPath])
        await rename(file, `${file}.kept`).catch(() => undefined);
    },
    async sweep() {
      await sweepTemps(folder);
      const now = await load();
      // What cannot be read may still be needed: by a later version, or by the person.
      if (now === "unreadable") return;
      const records = [now, now?.step === "linking" ? now.previous : null];
      const needed = records.flatMap((one) => one?.original ?? []);
      await removeOriginals(needed.map(originalPath));
    },
  };
}

/** The configuration files of the other records in the folder; one that cannot be read is named itself. */
export async function configPathsElsewhere(
  folder: string,
  configPath: string,
): Promise<readonly string[]> {
  const own = `${hashOf(configPath).slice(0, 16)}.json`;
  const names = await readdir(folder).catch(() => []);
  const others = names.filter((name) => /^[0-9a-f]{16}\.json$/.test(name) && name !== own);
  return Promise.all(
    others.map(async (name) => {
      const file = path.join(folder, name);
      const read = await readFileBounded(file, maxRecordBytes);
      try {
        return read.ok
          ? record.parse(current(JSON.parse(read.bytes.toString("utf8")))).configPath
          : file;
      } catch {
        return file;
      }
    }),
  );
}
