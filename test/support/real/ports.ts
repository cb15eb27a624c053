import { createServer } from 'node:net';

/** Free loopback ports, held together before the first is let go, so that they differ. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  await Promise.all(servers.map((it) => new Promise<void>((resolve) => it.listen(0, '127.0.0.1', resolve))));
  const ports = servers.map((it) => (it.address() as { port: number }).port);
  await Promise.all(servers.map((it) => new Promise((resolve) => it.close(resolve))));
  return ports;
}
