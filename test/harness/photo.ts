import sharp from 'sharp';

/** A small photo, as a camera writes it. */
export const PHOTO = await sharp({
  create: { width: 64, height: 48, channels: 3, background: '#336699' },
})
  .jpeg()
  .toBuffer();

/** The photo as a file that somebody chooses. */
export function photoFile(name: string): File {
  return new File([new Uint8Array(PHOTO)], name, { type: 'image/jpeg' });
}

/** How a photo of an iPhone begins (HEIC): its boxes ftyp and meta. */
export const HEIC_HEAD = new Uint8Array(
  Buffer.from(
    '000000246674797068656963000000006d6966316d696148454966746d6961666865696300000d5a6d65746100000000' +
      '0000002268646c720000000000000000706963740000000000000000000000000000',
    'hex',
  ),
);

/** A second of silence, as a recorder writes it (WAV, 8,000 samples of one byte). */
export function recording(): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF');
  head.writeUInt32LE(36 + 8000, 4);
  head.write('WAVEfmt ', 8);
  const [plain, one, rate] = [1, 1, 8000];
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(plain, 20);
  head.writeUInt16LE(one, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(8000, 40);
  return Buffer.concat([head, Buffer.alloc(8000, 128)]);
}
