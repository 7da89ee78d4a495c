import sharp from 'sharp';

/** Sizes in which pictures are shown: their longest side in pixels. */
const SIDES = { thumbnail: 320, screen: 2000 } as const;

/** A size in which a picture is shown. */
export type PictureSize = keyof typeof SIDES;

// the largest phones of today take 200 million
const MOST_PIXELS = 210_000_000;
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
 * into it (place, time, owner). One is made at a time. Null: it cannot be decoded.
 */
export function smallerPicture(bytes: Uint8Array, size: PictureSize): Promise<Buffer | null> {
  return inTurn(async () => {
    try {
      const side = SIDES[size];
      return await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'truncated' })
        .timeout({ seconds: SECONDS })
        .autoOrient()
        .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: size === 'thumbnail' ? 70 : 82 })
        .toBuffer();
    } catch {
      return null;
    }
  });
}

let last: Promise<unknown> = Promise.resolve();

function inTurn<Value>(make: () => Promise<Value>): Promise<Value> {
  const mine = last.then(make, make);
  last = mine.catch(() => {});
  return mine;
}
