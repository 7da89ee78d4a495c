/** Photos larger than this are made smaller before they are sent. */
export const LARGE_PHOTO = 5 * 1024 * 1024;

const LONGEST_SIDE = 2560;
const QUALITY = 0.85;

/** A photo made smaller; null when it is none, or when this browser cannot. */
export async function shrunk(file: File): Promise<File | null> {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size <= LARGE_PHOTO) return null;
  const address = URL.createObjectURL(file);
  try {
    const blob = await drawn(await loaded(address));
    if (blob === null || blob.size >= file.size) return null;
    const name = file.name.replace(/\.\w+$/, '') + '.jpg';
    return new File([blob], name, { type: 'image/jpeg', lastModified: file.lastModified });
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(address);
  }
}

function loaded(address: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.addEventListener('load', () => resolve(image));
    image.addEventListener('error', () => reject(new Error('no picture')));
    image.src = address;
  });
}

function drawn(image: HTMLImageElement): Promise<Blob | null> {
  const { naturalWidth: width, naturalHeight: height } = image;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
}
