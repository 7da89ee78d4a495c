import sharp from 'sharp';

/** Sizes in which pictures are shown: their longest side in pixels. */
const SIDES = { thumbnail: 320, screen: 2000 } as const;

/** A size in which a picture is shown. */
export type PictureSize = keyof typeof SIDES;

// the largest phones of today take 200 million, as JPEG
const MOST_PIXELS = 210_000_000;
// what is unpacked as a whole: one of 200 million takes 3.7 GB as AVIF, 1 GB as GIF
const MOST_WHOLE: Partial<Record<string, number>> = { heif: 40_000_000, gif: 80_000_000 };
const SECONDS = 20;

// only what a camera, a scanner or a screen makes is decoded
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg',
    'VipsForeignLoadPng',
    'VipsForeignLoadWebp',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadTiff',
    'VipsForeignLoadHeif', // AVIF; the codec of HEIC is not in the library
  ],
});
sharp.cache(false);
sharp.concurrency(1);

/**
 * A picture made smaller (WebP): turned as its camera was held, and without what the camera wrote
 * into it (place, time, owner). Null: it cannot be decoded.
 */
export async function smallerPicture(bytes: Uint8Array, size: PictureSize): Promise<Buffer | null> {
  const side = SIDES[size];
  try {
    const { format } = await sharp(bytes, { limitInputPixels: MOST_PIXELS }).metadata();
    const limitInputPixels = MOST_WHOLE[format] ?? MOST_PIXELS;
    return await sharp(bytes, { limitInputPixels, failOn: 'truncated' })
      .timeout({ seconds: SECONDS })
      .autoOrient()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: size === 'thumbnail' ? 70 : 82 })
      .toBuffer();
  } catch {
    return null;
  }
}
