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
