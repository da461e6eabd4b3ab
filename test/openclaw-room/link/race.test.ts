/** Somebody writes the file while Sluice does: their bytes are never lost. */
import { readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { handWritten, plan, scratch } from "./room.ts";

describe("somebody writes the file while Sluice does", () => {
  test("once: the link is made over what they wrote", async () => {
    const home = scratch();
    home.write(handWritten);
    let writes = 0;
    const openclaw = home.open((step) => {
      if (step === "staged" && ++writes === 1) home.write(`// theirs\n${handWritten}`);
    });
    expect(await openclaw.link(plan())).toEqual({ ok: true });
    expect(home.text()).toMatch(/^\/\/ theirs\n/);
    await openclaw.unlink();
    expect(home.text()).toBe(`// theirs\n${handWritten}`);
  });

  test("with a symbolic link: that is not replaced", async () => {
    const home = scratch();
    home.write(handWritten);
    const real = path.join(home.folder, "dotfiles.json5");
    writeFileSync(real, handWritten);
    const openclaw = home.open((step) => {
      if (step !== "staged") return;
      rmSync(home.config);
      symlinkSync(real, home.config);
    });
    expect(await openclaw.link(plan())).toEqual({ ok: false, code: "config.symlink" });
    expect(readFileSync(real, "utf8")).toBe(handWritten);
    expect(home.leftovers()).toEqual([]);
  });

  test("right after the rename: it is linked again, over what they wrote", async () => {
    const home = scratch();
    home.write(handWritten);
    let writes = 0;
    const openclaw = home.open((step) => {
      if (step === "swapped" && ++writes === 1) home.write("{ theirs: 1 }");
    });
    expect(await openclaw.link(plan())).toEqual({ ok: true });
    expect(home.text()).toMatch(/^\{ theirs: 1, .*cloudflare-ai-gateway/);
    await openclaw.unlink();
    expect(home.text()).toBe("{ theirs: 1 }");
  });

  test("every time: after three more tries their file stands and nothing is left of ours", async () => {
    const home = scratch();
    home.write(handWritten);
    let writes = 0;
    const openclaw = home.open((step) => {
      if (step === "staged") home.write(`{ writes: ${++writes} }`);
    });
    expect(await openclaw.link(plan())).toEqual({ ok: false, code: "config.changed" });
    expect(home.text()).toBe("{ writes: 4 }");
    expect(home.leftovers()).toEqual([]);
  });

  test("while the link is taken back: their change survives", async () => {
    const home = scratch();
    home.write(handWritten);
    await home.open().link(plan());
    let writes = 0;
    const openclaw = home.open((step) => {
      if (step === "staged" && ++writes === 1) home.write(`${home.text()}// theirs\n`);
    });
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(`${handWritten}// theirs\n`);
    expect(home.leftovers()).toEqual([]);
  });
});
