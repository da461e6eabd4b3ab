/** Writes the same file over and over, all "a" then all "b", until it is killed. */
import { writeFileAtomic } from "../../main/kit/atomic-file.ts";

const [path = "", size = "0"] = process.argv.slice(2);
for (let round = 0; ; round += 1) {
  const bytes = Buffer.alloc(Number(size), round % 2 === 0 ? "a" : "b");
  const result = await writeFileAtomic(path, bytes, { mode: 0o600 });
  if (!result.ok) throw new Error(result.detail);
  process.stdout.write(".");
}
