/** What an attacker's page in our window can take or be given: no file, no permission, no secret. */
import { besiege, graceMs } from "./attacker.ts";
import { expect, test } from "./fixture.ts";

test.beforeEach(({ sluice, page }) => besiege(sluice, page));

test("no file is written: every download is refused", async ({ sluice, page }) => {
  await sluice.evaluate(({ session }) => {
    const tried: boolean[] = [];
    Object.assign(globalThis, { tried });
    session
      .fromPartition("window")
      .on("will-download", (event) => tried.push(event.defaultPrevented));
  });
  await page.evaluate(() => {
    for (const href of [
      URL.createObjectURL(new Blob(["x"])),
      "data:application/octet-stream,x",
      "app://sluice/?body=x",
    ]) {
      const link = document.createElement("a");
      link.href = href;
      link.download = "x.bin";
      document.body.append(link);
      link.click();
    }
  });
  const tried = () =>
    sluice.evaluate(() => (globalThis as unknown as { tried: readonly boolean[] }).tried);
  await expect.poll(async () => (await tried()).length).toBeGreaterThan(0);
  await page.waitForTimeout(graceMs);
  expect(new Set(await tried())).toEqual(new Set([true]));
});

test("no permission and no device is to be had", async ({ page }) => {
  const outcomes = await page.evaluate(async () => {
    const refusal = (asked: () => Promise<unknown> | undefined): Promise<string> =>
      // Asked and never answered is not granted.
      Promise.race([
        Promise.resolve().then(asked),
        new Promise<undefined>((resolve) => setTimeout(resolve, 3_000, undefined)),
      ]).then(
        (value) =>
          value === undefined || value === false || (Array.isArray(value) && value.length === 0)
            ? "refused"
            : `granted ${value}`,
        () => "refused",
      );
    const devices = navigator as unknown as Record<
      string,
      | { requestDevice(options: object): Promise<unknown>; requestPort(): Promise<unknown> }
      | undefined
    >;
    return Promise.all([
      refusal(() => navigator.mediaDevices.getUserMedia({ audio: true })),
      refusal(() => navigator.mediaDevices.getDisplayMedia()),
      refusal(() => navigator.clipboard.readText()),
      refusal(() => navigator.storage.persist()),
      refusal(() => devices.usb?.requestDevice({ filters: [] })),
      refusal(() => devices.hid?.requestDevice({ filters: [] })),
      refusal(() => devices.bluetooth?.requestDevice({ acceptAllDevices: true })),
      refusal(() => devices.serial?.requestPort()),
      refusal(() => document.documentElement.requestPointerLock() as unknown as Promise<unknown>),
    ]);
  });
  expect(outcomes).toEqual(outcomes.map(() => "refused"));
});

test("what it can ask over the bridge holds no secret", async ({ page }) => {
  const secret = "sk-ant-api03-siege-0123456789-0123456789-0123456789";
  const loot = await page.evaluate(async (key) => {
    const { sluice } = window;
    await sluice.send({
      type: "secret.save",
      kind: "provider",
      provider: "anthropic",
      secret: key,
    });
    const state = await new Promise((resolve) => sluice.watch(resolve));
    const rows = await sluice.read({ type: "requests.list", limit: 10 });
    const strange = await sluice.send({ type: "secret.read", kind: "provider" } as never);
    return JSON.stringify([state, rows, strange]);
  }, secret);
  expect(loot).toContain("command.unknown");
  expect(loot).not.toContain(secret.slice(0, -4));
});

test("a frame inside it has no bridge of its own", async ({ page }) => {
  const inside = await page.evaluate(async () => {
    const frame = document.createElement("iframe");
    frame.src = "app://sluice/";
    document.body.append(frame);
    await new Promise((resolve) => {
      frame.onload = resolve;
      setTimeout(resolve, 500);
    });
    return frame.contentWindow !== null && "sluice" in frame.contentWindow;
  });
  expect(inside).toBe(false);
});

test("a client certificate is never chosen for it, a broken one never accepted", async ({
  sluice,
}) => {
  const answers = await sluice.evaluate(({ app }) => {
    const given: unknown[] = [];
    const event = { preventDefault: () => given.push("held") };
    app.emit(
      "select-client-certificate",
      event,
      null,
      "https://example.com/",
      [{}],
      (one: unknown) => given.push(one ?? "none"),
    );
    return {
      given,
      listeners: app.listenerCount("certificate-error") + app.listenerCount("login"),
    };
  });
  // Electron itself refuses a broken certificate and a log-in nobody handles.
  expect(answers).toEqual({ given: ["held", "none"], listeners: 0 });
});
