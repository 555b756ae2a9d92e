/** Listens on this machine for whatever a page might send. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

export interface Listener {
  /** Ports of 127.0.0.1. */
  readonly udp: number;
  readonly tcp: number;
  heard(): { readonly packets: number; readonly connections: number };
  close(): Promise<void>;
}

export async function listen(): Promise<Listener> {
  let [packets, connections] = [0, 0];
  const socket = createSocket('udp4', () => (packets += 1));
  const server = createServer((connection) => {
    connections += 1;
    connection.destroy();
  });
  socket.bind(0, '127.0.0.1');
  server.listen(0, '127.0.0.1');
  await Promise.all([once(socket, 'listening'), once(server, 'listening')]);
  return {
    udp: socket.address().port,
    // A server that listens on a port has an address.
    tcp: (server.address() as AddressInfo).port,
    heard: () => ({ packets, connections }),
    async close() {
      socket.close();
      server.close();
      await once(server, 'close');
    },
  };
}
