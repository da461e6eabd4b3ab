/** Signs of an OpenClaw in a Linux inside Windows, or in a container. */
import { expect, test } from "vitest";
import { parseDistributions, placesOf } from "../../../main/core/find/elsewhere.ts";

const wide = (text: string) => new Uint8Array(Buffer.from(text, "utf16le"));

test("wsl.exe's list is read in the UTF-16 it prints, and in UTF-8 where that was asked for", () => {
  const names = ["Ubuntu-24.04", "OpenClawGateway", "docker-desktop"];
  expect(parseDistributions(wide(`${names.join("\r\n")}\r\n`))).toEqual(names);
  expect(parseDistributions(wide(`\uFEFF${names.join("\r\n")}`))).toEqual(names);
  expect(parseDistributions(new TextEncoder().encode(names.join("\n")))).toEqual(names);
});

test("its explanation that there is none is not a name", () => {
  const text =
    "Windows Subsystem for Linux has no installed distributions.\r\nUse 'wsl.exe --list --online'\r\n";
  expect(parseDistributions(wide(text))).toEqual([]);
  expect(parseDistributions(new Uint8Array())).toEqual([]);
});

test("OpenClaw's own Linux is certain and comes first, one that runs containers is none", () => {
  const distributions = ["Ubuntu", "docker-desktop", "OpenClawGateway"];
  expect(placesOf({ distributions, composeFiles: [] })).toEqual([
    { kind: "wsl", name: "OpenClawGateway", isCertain: true },
    { kind: "wsl", name: "Ubuntu", isCertain: false },
  ]);
});

test("OpenClaw's compose file is told from another's", () => {
  const composeFiles = [
    {
      file: "/a",
      text: `services:\n  openclaw-gateway:\n    image: \${OPENCLAW_IMAGE:-openclaw:local}\n`,
    },
    { file: "/b", text: "services:\n  claw:\n    image: ghcr.io/openclaw/openclaw:latest\n" },
    { file: "/c", text: "services:\n  web:\n    image: nginx\n" },
  ];
  expect(placesOf({ distributions: [], composeFiles })).toEqual([
    { kind: "container", file: "/a" },
    { kind: "container", file: "/b" },
  ]);
});
