import { connect, createServer, type Socket } from 'node:net';

/** A line between a browser and the server, which drops as a phone's does. */
export type Line = {
  origin: string;
  /** Breaks what is open, and takes nothing new until `mend`. */
  cut: () => void;
  /** Cuts the line once so many bytes have gone to the server from now on. */
  cutAfter: (bytes: number) => void;
  mend: () => void;
  isCut: () => boolean;
  close: () => Promise<void>;
};

/** Opens a line to a port of this machine. */
export async function openLine(port: number): Promise<Line> {
  const open = new Set<Socket>();
  let down = false;
  let left = Number.POSITIVE_INFINITY;
  const cut = () => {
    down = true;
    left = Number.POSITIVE_INFINITY;
    for (const socket of open) socket.destroy();
  };
  const server = createServer((near) => {
    if (down) return void near.destroy();
    const far = connect(port, '127.0.0.1');
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => {}); // the other end is told by the closing
      socket.on('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (chunk) => {
      left -= chunk.length;
      if (left < 0) cut();
    });
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    cut,
    cutAfter: (bytes) => {
      left = bytes;
    },
    mend: () => {
      down = false;
    },
    isCut: () => down,
    close: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
