import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { smallerPicture } from '../../documents/picture.ts';
import { HEIC_HEAD } from '../harness/photo.ts';

const plain = { width: 4000, height: 3000, channels: 3, background: '#336699' } as const;

async function photo(): Promise<Buffer> {
  return await sharp({ create: plain })
    .jpeg()
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Artist: 'Zhang San' }, IFD3: { GPSLatitude: '22/1 49/1 0/1' } })
    .toBuffer();
}

it('turns a photo as its camera was held, makes it smaller and forgets where it was taken', async () => {
  const bytes = await photo();
  expect((await sharp(bytes).metadata()).exif?.toString('latin1')).toContain('Zhang San');
  const small = await smallerPicture(bytes, 'thumbnail');
  const { format, width, height, exif, xmp } = await sharp(small ?? '').metadata();
  expect({ format, width, height }).toEqual({ format: 'webp', width: 240, height: 320 });
  expect(exif ?? xmp).toBeUndefined();
  const large = await sharp((await smallerPicture(bytes, 'screen')) ?? '').metadata();
  expect([large.width, large.height]).toEqual([1500, 2000]);
});

it.each(['png', 'webp', 'gif', 'tiff', 'avif'] as const)(
  'decodes %s, no larger than it is',
  async (format) => {
    const bytes = await sharp({ create: { ...plain, width: 40, height: 30 } })
      .toFormat(format)
      .toBuffer();
    const { width, height } = await sharp((await smallerPicture(bytes, 'screen')) ?? '').metadata();
    expect([width, height]).toEqual([40, 30]);
  },
);

it('makes nothing of what cannot be decoded, or would be drawn by a program', async () => {
  const broken = (await photo()).subarray(0, 300);
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  for (const bytes of [broken, svg, HEIC_HEAD, Buffer.from('no picture'), Buffer.alloc(0)]) {
    expect(await smallerPicture(bytes, 'thumbnail')).toBeNull();
  }
});

it('makes nothing of a small file that unfolds to more pixels than any camera has', async () => {
  const bomb = await sharp({ create: { ...plain, width: 9, height: 9 } })
    .png()
    .toBuffer();
  bomb.writeUInt32BE(20_000, 16);
  bomb.writeUInt32BE(12_000, 20);
  bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
  expect(await sharp(bomb).metadata()).toMatchObject({ width: 20_000, height: 12_000 });
  expect(await smallerPicture(bomb, 'thumbnail')).toBeNull();
});

it('makes nothing of a picture that would be unpacked as a whole and fill the memory', async () => {
  const drawing = await sharp({ create: { ...plain, width: 9, height: 9 } })
    .gif()
    .toBuffer();
  expect(await smallerPicture(drawing, 'thumbnail')).not.toBeNull();
  // the frame stays small, and lies in the corner of a sheet of 10,000 pixels
  const frame = drawing.indexOf(Buffer.from([0x2c, 0, 0, 0, 0, 9, 0, 9, 0]));
  const changes = { 6: 10_000, 8: 10_000, [frame + 1]: 9991, [frame + 3]: 9991 };
  for (const [at, size] of Object.entries(changes)) drawing.writeUInt16LE(size, Number(at));
  expect(await sharp(drawing).metadata()).toMatchObject({ width: 10_000, height: 10_000 });
  expect(await smallerPicture(drawing, 'thumbnail')).toBeNull();
});
