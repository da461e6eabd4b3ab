/** systemd's units as they lie on disk: where they are looked for, what drop-ins and files add, whose they are. */
import { userInfo } from "node:os";
import { expect, test } from "vitest";
import { createDisk } from "../../../main/openclaw/find/disk.ts";
import { readServices } from "../../../main/openclaw/find/services.ts";
import { recorded } from "../../core/find/recorded.ts";
import { makeHome } from "./home.ts";

const units = ".config/systemd/user";

test("the unit, its drop-ins in the order of their names, and the file of its variables", async () => {
  const home = makeHome();
  const text = recorded("2026.9.6/openclaw-gateway.service").replaceAll("/home/ada", home.folder);
  home.write(`${units}/openclaw-gateway.service`, text);
  home.write(
    `${units}/openclaw-gateway.service.d/20-late.conf`,
    "[Service]\nEnvironment=A=late B=inline\n",
  );
  home.write(
    `${units}/openclaw-gateway.service.d/10-early.conf`,
    "[Service]\nEnvironment=A=early\n",
  );
  home.write(
    `${units}/openclaw-gateway.service.d/30-no.conf.bak`,
    "[Service]\nEnvironment=A=backup\n",
  );
  home.write(`${units}/openclaw-gateway.service.bak`, "[Service]\nExecStart=/bin/false gateway\n");
  home.write(".openclaw/gateway.systemd.env", "B=from the file\nANTHROPIC_API_KEY=sk-ant-test\n");
  const { service } = await home.find();
  expect(service).toMatchObject({
    file: home.at(`${units}/openclaw-gateway.service`),
    environmentFile: home.at(".openclaw/gateway.systemd.env"),
    environment: { A: "late", B: "from the file", ANTHROPIC_API_KEY: "sk-ant-test" },
  });
});

test("a unit under XDG_CONFIG_HOME hides one of the same name in the usual place", async () => {
  const home = makeHome();
  const unit = (port: number) =>
    `[Service]\nExecStart=/usr/bin/node /opt/openclaw/dist/index.js gateway --port ${port}\n`;
  home.write(`${units}/openclaw-gateway.service`, unit(1_111));
  home.write("xdg/systemd/user/openclaw-gateway.service", unit(2_222));
  expect((await home.find()).service?.port).toBe(1_111);
  const env = { XDG_CONFIG_HOME: home.at("xdg") };
  const services = await readServices({
    env,
    homeDir: home.folder,
    platform: "linux",
    disk: home.disk,
  });
  expect(services.map(({ port }) => port)).toEqual([2_222]);
});

test("a profile chosen by the flag has files of its own, one in a variable alone has not", async () => {
  const home = makeHome();
  const unit = (more: string) =>
    `[Service]\nExecStart=/usr/bin/node /opt/openclaw/dist/index.js ${more}\n`;
  home.write(`${units}/claw.openclaw.service`, unit("--profile lab gateway --port 1111"));
  home.write(
    `${units}/openclaw-gateway.service`,
    `${unit("gateway --port 2222")}Environment=OPENCLAW_PROFILE=lab\n`,
  );
  expect((await home.find()).service?.port).toBe(2_222);
  const env = { OPENCLAW_STATE_DIR: "~/.openclaw-lab" };
  expect((await home.find({ env })).service?.port).toBe(1_111);
});

test("a unit of the system's counts when it runs as this user", async () => {
  const { username } = userInfo();
  const units = new Map([
    ["/etc/systemd/system/openclaw-gateway.service", username],
    ["/etc/systemd/system/openclaw-other.service", "nobody-we-are"],
  ]);
  const disk = {
    ...createDisk("/home/ada"),
    list: async (folder: string) =>
      folder === "/etc/systemd/system"
        ? [...units.keys()].map((file) => file.slice(folder.length + 1))
        : null,
    read: async (file: string) =>
      units.has(file)
        ? Buffer.from(
            `[Service]\nUser=${units.get(file)}\nExecStart=/usr/bin/node /opt/openclaw/dist/index.js gateway\n`,
          )
        : null,
  };
  const services = await readServices({ env: {}, homeDir: "/home/ada", platform: "linux", disk });
  expect(services.map(({ label }) => label)).toEqual(["openclaw-gateway.service"]);
});

test("a unit that is a folder, a pipe to nothing, or garbage is passed over", async () => {
  const home = makeHome();
  home.write(`${units}/openclaw-a.service/x`, "");
  home.write(`${units}/openclaw-b.service`, "\0\0\0\xff");
  home.link(`${units}/openclaw-c.service`, "/dev/null");
  home.link(`${units}/openclaw-d.service`, "openclaw-d.service");
  expect((await home.find()).service).toBeNull();
});

test("a unit under a name of the person's own is found, and so is the copy behind a wrapper", async () => {
  const home = makeHome();
  const entry = home.openclaw("opt/openclaw");
  home.write(
    "bin/with secrets",
    `#!/bin/sh\nset -a; . ~/.secrets\nexec "${home.at("opt/node-v24.16.0/bin/node")}" "${home.at("opt/openclaw/openclaw.mjs")}" "$@"\n`,
    0o755,
  );
  const node = home.node("opt/node-v24.16.0/bin/node");
  home.write(
    `${units}/claw.service`,
    `[Service]\nExecStart="${home.at("bin/with secrets")}" gateway --port 18789\nEnvironment=OPENCLAW_SERVICE_KIND=gateway "OPENCLAW_WRAPPER=${home.at("bin/with secrets")}"\n`,
  );
  home.write(
    `${units}/other.service`,
    "[Service]\nExecStart=/usr/bin/node /srv/server.js gateway\n",
  );
  const { installs, service } = await home.find();
  expect(service).toMatchObject({ label: "claw.service", node: null, entry: null, port: 18_789 });
  expect(installs).toMatchObject([{ source: "service", entry, node }]);
});
