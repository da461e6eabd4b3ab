/** The one way out of Chromium: what DevTools cannot hold back (sockets, workers, speculation) is asked for here, by the rules of the app's sessions. */
import http from "node:http";
import net, { type AddressInfo } from "node:net";
import { mayLeave, mayMeetPeers } from "./session.ts";

/** @returns the address for `--proxy-server`. */
export async function openWayOut(): Promise<string> {
  const server = http.createServer((request, response) => {
    const url = request.url ?? "";
    if (!mayLeave(url, request.method ?? "GET") || !isHere(url)) {
      response.writeHead(403).end();
      return;
    }
    const { method, headers } = request;
    const onward = http.request(url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  // Chromium asks for a tunnel for every WebSocket, and for every peer, of which it does not say who asks.
  server.on("connect", (request, socket) => {
    const url = `ws://${request.url}/`;
    const isPeer = request.headers["user-agent"] === undefined;
    const isLetOut = isPeer ? mayMeetPeers() : mayLeave(url, "GET");
    socket.on("error", () => {});
    if (!isLetOut || !isHere(url)) {
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    const { hostname, port } = new URL(url);
    const onward = net.connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      socket.pipe(onward).pipe(socket);
    });
    onward.on("error", () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Whatever the app allows, the stand-in never leaves this machine. */
const isHere = (url: string): boolean => new URL(url).hostname === "127.0.0.1";
