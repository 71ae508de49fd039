// The clients that every server on the open internet has: some send a byte a second, some leave a connection half open,
// some go away in the middle of a response. It counts them and ignores their errors.

import { connect, type Socket } from "node:net";

export interface HostileCounts {
  readonly slow: number;
  readonly halfOpen: number;
  readonly aborted: number;
}

export interface HostileClients {
  /** Ends them and returns how many connections there were. */
  stop(): HostileCounts;
}

const SLOW_CLIENTS = 5;
const HALF_OPEN_CLIENTS = 5;
const BYTE_EVERY_MS = 1000;
/** Each costs the function as much as a request that is read to the end. */
const ABORT_EVERY_MS = 250;
/** From immediately to after the response: an abort may hit any moment of it. */
const ABORTED_AFTER_MS = 25;
const HALF_OPEN_EVERY_MS = 500;

export function startHostileClients(port: number, nextPath: () => string): HostileClients {
  const sockets = new Set<Socket>();
  const counts = { slow: 0, halfOpen: 0, aborted: 0 };
  const open = (): Socket => {
    const socket = connect(port, "127.0.0.1");
    sockets.add(socket);
    // The server may hang up on such a client.
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    socket.resume();
    return socket;
  };
  const head = (method: string) => `${method} ${nextPath()} HTTP/1.1\r\nHost: 127.0.0.1\r\n`;

  const slow = () => {
    counts.slow++;
    const socket = open();
    const text = `${head("GET")}\r\n`;
    let sent = 0;
    const timer = setInterval(() => socket.write(text.charAt(sent++ % text.length)), BYTE_EVERY_MS);
    socket.on("close", () => clearInterval(timer));
  };
  const halfOpen = (number: number) => {
    counts.halfOpen++;
    const socket = open();
    const body = "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
    // Half of them promise a body that never comes; the others close their side and go on reading.
    if (number % 2 === 0) socket.write(`POST /v1/related HTTP/1.1\r\nHost: 127.0.0.1\r\n${body}`);
    else socket.end(`${head("GET")}\r\n`);
  };
  for (let client = 0; client < SLOW_CLIENTS; client++) slow();
  let opened = 0;
  const timers = [
    setInterval(() => {
      const waiting = [...sockets].length;
      if (waiting < SLOW_CLIENTS + HALF_OPEN_CLIENTS) halfOpen(opened++);
    }, HALF_OPEN_EVERY_MS),
    setInterval(() => {
      counts.aborted++;
      const socket = open();
      socket.write(`${head("GET")}\r\n`);
      setTimeout(() => socket.destroy(), Math.random() * ABORTED_AFTER_MS);
    }, ABORT_EVERY_MS),
  ];
  return {
    stop() {
      for (const timer of timers) clearInterval(timer);
      for (const socket of sockets) socket.destroy();
      return { ...counts };
    },
  };
}
