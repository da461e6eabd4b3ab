/** One connection to the far end for each that comes, without Nagle, with back pressure both ways. */
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { serveParent } from "../child.ts";

serveParent<{ readonly upstreamPort: number }>(async ({ upstreamPort }) => {
  const server = createServer({ noDelay: true }, (client) => {
    const far = connect({ port: upstreamPort, host: "127.0.0.1", noDelay: true });
    join(client, far);
    join(far, client);
  });
  server.listen(0, "127.0.0.1", 1_024);
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
});

function join(from: Socket, to: Socket): void {
  from.on("data", (bytes: Buffer) => {
    if (!to.write(bytes)) from.pause();
  });
  to.on("drain", () => from.resume());
  from.on("error", () => undefined);
  from.on("close", () => to.destroy());
}
