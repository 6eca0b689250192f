const SIDES = [2400, 2000, 1600, 1280, 1024, 800] as const;
const QUALITIES = [0.85, 0.7] as const;
const SHORTEST_SIDE = 400;

/** What a picture became, or why it cannot be used. */
export type PreparedPicture =
  | { readonly ok: true; readonly file: Blob; readonly shrunk: boolean; readonly small: boolean }
  | { readonly ok: false; readonly message: string };

/**
 * U6: any phone photo works. A picture within the limit goes as it is; a larger one is turned upright, scaled and saved as
 * JPEG until it fits. OPN-13: a shortest side below 400 pixels is pointed out, not refused.
 */
export async function preparePicture(file: File, limit: number): Promise<PreparedPicture> {
  if (file.size === 0) return { ok: false, message: '文件是空的，请重新选择' };
  const bitmap = await decode(file);
  if (bitmap === undefined) return { ok: false, message: '无法打开这张图片，请选择JPG、PNG或BMP格式的照片' };
  const small = Math.min(bitmap.width, bitmap.height) < SHORTEST_SIDE;
  try {
    if (file.size <= limit && /^image\/(jpeg|png|bmp)$/.test(file.type)) return { ok: true, file, shrunk: false, small };
    const shrunk = await shrink(bitmap, limit);
    return shrunk === undefined ? { ok: false, message: '图片过大且无法自动压缩，请换一张' } : { ok: true, file: shrunk, shrunk: true, small };
  } finally {
    bitmap.close();
  }
}

async function decode(file: File): Promise<ImageBitmap | undefined> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    // The browser cannot decode it: that is the answer.
    return undefined;
  }
}

async function shrink(bitmap: ImageBitmap, limit: number): Promise<Blob | undefined> {
  for (const side of SIDES) {
    for (const quality of QUALITIES) {
      const blob = await draw(bitmap, side, quality);
      if (blob !== null && blob.size <= limit) return blob;
    }
  }
  return undefined;
}

function draw(bitmap: ImageBitmap, side: number, quality: number): Promise<Blob | null> {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  const context = canvas.getContext('2d');
  if (context === null) return Promise.resolve(null);
  // Transparent parts of a PNG would turn black in a JPEG.
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
}
