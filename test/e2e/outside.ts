/** The world outside the window: servers and a UDP socket on loopback that note whoever comes. */
import dgram from "node:dgram";
import http from "node:http";
import net, { type AddressInfo } from "node:net";
import { test as base } from "./fixture.ts";

export type Outside = {
  readonly url: string;
  /** Where a STUN server would be. */
  readonly stun: string;
  /** Where a TURN server would be, over TCP. */
  readonly turn: string;
  /** Everything that was asked for. */
  readonly hits: string[];
};

export const test = base.extend<{ outside: Outside }>({
  outside: async ({ browserName: _unused }, use) => {
    const hits: string[] = [];
    const server = http.createServer((request, response) => {
      hits.push(`${request.method} ${request.url}`);
      response.setHeader("access-control-allow-origin", "*").end("reached");
    });
    server.on("upgrade", (request, socket) => {
      hits.push(`upgrade ${request.url}`);
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const udp = dgram.createSocket("udp4", () => hits.push("udp"));
    await new Promise<void>((resolve) => udp.bind(0, "127.0.0.1", resolve));
    const turn = net.createServer((socket) => {
      hits.push("turn");
      socket.on("error", () => {}).destroy();
    });
    await new Promise<void>((resolve) => turn.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await use({
      url: `http://127.0.0.1:${port}`,
      stun: `stun:127.0.0.1:${udp.address().port}`,
      turn: `turn:127.0.0.1:${(turn.address() as AddressInfo).port}?transport=tcp`,
      hits,
    });
    udp.close();
    turn.close();
    server.closeAllConnections();
    server.close();
  },
});
