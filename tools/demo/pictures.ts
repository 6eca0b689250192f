import sharp from 'sharp';

export interface Picture {
  readonly bytes: Buffer;
  readonly name: string;
}

/** Grainy photographs of the size that a phone's scan of a certificate has, always the same bytes for the same name. */
export async function picture(name: string): Promise<Picture> {
  if (name === 'html-as-jpeg') return { name: 'photo.jpg', bytes: Buffer.from('<html><script>alert(1)</script></html>'.repeat(400)) };
  const wanted = Number(/(\d+)k$/.exec(name)?.[1] ?? 300) * 1024;
  const side = Math.ceil(Math.sqrt(wanted / 0.42));
  const jpeg = await sharp(grain(side, Math.round(side * 0.66)), { raw: { width: side, height: Math.round(side * 0.66), channels: 3 } }).jpeg({ quality: 82 }).toBuffer();
  // Bytes after the end-of-image mark are padding that every decoder passes over; they make the size exact.
  const bytes = jpeg.length >= wanted ? jpeg : Buffer.concat([jpeg, Buffer.alloc(wanted - jpeg.length)]);
  return { name: `${name}.jpg`, bytes };
}

function grain(width: number, height: number): Buffer {
  const pixels = Buffer.alloc(width * height * 3);
  let state = 20_260_101;
  for (let at = 0; at < pixels.length; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    pixels[at] = 190 + ((state >>> 16) % 40) - Math.floor((at / pixels.length) * 60);
  }
  return pixels;
}
