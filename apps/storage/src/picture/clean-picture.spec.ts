import { describe, expect, it } from '@jest/globals';
import { encode } from 'bmp-ts';
import sharp, { type Sharp } from 'sharp';
import { cleanPicture } from './clean-picture.ts';
import { Turnstile } from './turnstile.ts';

const KIB512 = 512 * 1024;

function pixels(width: number, height: number, channels: 3 | 4 = 3): Sharp {
  const data = Buffer.alloc(width * height * channels);
  for (let at = 0; at < data.length; at += 1) data[at] = (at * 7919) % 251;
  return sharp(data, { raw: { width, height, channels } });
}
const jpeg = (width = 800, height = 600, quality = 70) => pixels(width, height).jpeg({ quality }).toBuffer();
const png = (width = 400, height = 300) => pixels(width, height).png().toBuffer();
const bitmap = (width = 40, height = 30) => Buffer.from(encode({ data: Buffer.alloc(width * height * 4, 0x7f), width, height, bitPP: 24 } as never).data);
const refusal = async (sent: Buffer, purpose: 'certificate' | 'evidence' = 'certificate') => {
  const error = await cleanPicture(sent, purpose).then(() => undefined, (thrown: unknown) => thrown);
  return error as { code: string; status: number; message: string } | undefined;
};

describe('what is accepted', () => {
  it('OPN-13 tells JPG, PNG and BMP by content and stores them as JPG or PNG', async () => {
    expect(await cleanPicture(await jpeg(), 'certificate')).toMatchObject({ type: 'image/jpeg' });
    expect(await cleanPicture(await png(), 'licence')).toMatchObject({ type: 'image/png' });
    const fromBitmap = await cleanPicture(bitmap(), 'certificate');
    expect(fromBitmap.type).toBe('image/png');
    expect(await sharp(fromBitmap.bytes).metadata()).toMatchObject({ width: 40, height: 30, channels: 3 });
  });

  it('SUB-24 exactly 512 KiB is accepted and one byte more refused with the limit in the message', async () => {
    const picture = await jpeg(600, 400);
    const exact = Buffer.concat([picture, Buffer.alloc(KIB512 - picture.length)]);
    expect((await cleanPicture(exact, 'certificate')).bytes.length).toBeLessThanOrEqual(KIB512);
    expect(await refusal(Buffer.concat([exact, Buffer.alloc(1)]))).toMatchObject({ status: 413, code: 'upload.too_large', message: '图片大小不得超过512K，请压缩后重新上传' });
    expect(await refusal(Buffer.alloc(5 * 1024 * 1024 + 1), 'evidence')).toMatchObject({ status: 413, message: '图片大小不得超过5M，请压缩后重新上传' });
  });

  it('TV-18 524,288 bytes are accepted, 524,289 refused', async () => {
    const picture = await jpeg(600, 400);
    const sized = (bytes: number) => Buffer.concat([picture, Buffer.alloc(bytes - picture.length)]);
    expect(await cleanPicture(sized(524_288), 'certificate')).toMatchObject({ type: 'image/jpeg' });
    expect(await refusal(sized(524_289))).toMatchObject({ status: 413, code: 'upload.too_large' });
  });

  it('what is drawn anew never exceeds the limit that the sent picture kept', async () => {
    const dense = await jpeg(2200, 1500, 28);
    expect(dense.length).toBeLessThanOrEqual(KIB512);
    const clean = await cleanPicture(dense, 'certificate');
    expect(clean.bytes.length).toBeLessThanOrEqual(KIB512);
    const palette = await pixels(1400, 900).png({ palette: true, colours: 4 }).toBuffer();
    expect(palette.length).toBeLessThanOrEqual(KIB512);
    expect((await cleanPicture(palette, 'certificate')).bytes.length).toBeLessThanOrEqual(KIB512);
  }, 30_000);

  it('abuse 25: location and every other metadata are gone, and the picture stands upright', async () => {
    const sent = await pixels(640, 480).jpeg().withMetadata({ orientation: 6 }).withExifMerge({ IFD0: { Copyright: 'secret-owner' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 35/1 0/1' } }).toBuffer();
    expect(sent.includes('secret-owner')).toBe(true);
    const { bytes } = await cleanPicture(sent, 'certificate');
    expect(bytes.includes('secret-owner')).toBe(false);
    expect(bytes.includes('Exif')).toBe(false);
    const after = await sharp(bytes).metadata();
    expect(after).toMatchObject({ width: 480, height: 640 });
    expect(after.exif).toBeUndefined();
    expect(after.orientation).toBeUndefined();
  });

  it('abuse 20: what hides behind or inside a picture is not stored', async () => {
    const payload = '<html><script>alert(1)</script></html>';
    const behind = await cleanPicture(Buffer.concat([await jpeg(), Buffer.from(payload)]), 'certificate');
    expect(behind.bytes.includes('<script>')).toBe(false);
    const picture = await png();
    const text = Buffer.from(`tEXtComment\0${payload}`);
    const chunk = Buffer.concat([Buffer.alloc(4), text, Buffer.alloc(4)]);
    chunk.writeUInt32BE(text.length - 4, 0);
    const inside = await cleanPicture(Buffer.concat([picture.subarray(0, 33), chunk, picture.subarray(33)]), 'certificate').catch((error: { code: string }) => error);
    if ('bytes' in inside) expect(inside.bytes.includes('<script>')).toBe(false);
    else expect(inside.code).toBe('upload.damaged');
  });
});

describe('abuse 20: what is refused', () => {
  it.each([
    ['HTML', Buffer.from('<html><script>alert(1)</script></html>'.repeat(20))],
    ['SVG', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['PDF', Buffer.from('%PDF-1.7\n1 0 obj\n<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>\nendobj\n%%EOF')],
    ['ZIP', Buffer.from('504b0304140000000000', 'hex')],
    ['text', Buffer.from('just text, called photo.jpg')],
    ['GIF', Buffer.from('47494638396101000100800000ffffff0000002c00000000010001000002024401003b', 'hex')],
  ])('%s, whatever it is called', async (_name, sent) => {
    expect(await refusal(sent)).toMatchObject({ status: 422, code: 'upload.type', message: '仅支持JPG、PNG、BMP格式的图片，以文件的实际内容为准' });
  });

  it('TIFF and WebP pictures, which the decoder would know', async () => {
    expect(await refusal(await pixels(50, 50).webp().toBuffer())).toMatchObject({ code: 'upload.type' });
    expect(await refusal(await pixels(50, 50).tiff().toBuffer())).toMatchObject({ code: 'upload.type' });
    await expect(sharp(await pixels(50, 50).webp().toBuffer()).metadata()).rejects.toThrow(/unsupported/i);
  });

  it('animated PNG', async () => {
    const picture = await png(20, 20);
    const animation = Buffer.from('000000086163544c000000020000000000000000', 'hex');
    expect(await refusal(Buffer.concat([picture.subarray(0, 33), animation, picture.subarray(33)]))).toMatchObject({ code: 'upload.type' });
  });

  it('BMP as evidence, which is asked for as JPG or PNG', async () => {
    expect(await refusal(bitmap(), 'evidence')).toMatchObject({ code: 'upload.type', message: '仅支持JPG、PNG格式的图片，以文件的实际内容为准' });
  });

  it('an empty file', async () => {
    expect(await refusal(Buffer.alloc(0))).toMatchObject({ status: 422, code: 'upload.empty' });
  });

  it('pictures that were cut off, at any place', async () => {
    for (const whole of [await jpeg(), await png(), bitmap()]) {
      for (const part of [0.4, 0.8, 0.98]) expect(await refusal(whole.subarray(0, Math.floor(whole.length * part)))).toMatchObject({ status: 422, code: 'upload.damaged' });
    }
  });

  it('50,000 × 50,000 pixels, before they are unpacked', async () => {
    const bomb = await png(10, 10);
    bomb.writeUInt32BE(50_000, 16);
    bomb.writeUInt32BE(50_000, 20);
    const { crc32 } = await import('node:zlib');
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
    expect(await refusal(bomb)).toMatchObject({ status: 422, code: 'upload.pixels' });
    const big = await jpeg(16, 16);
    const frame = big.indexOf(Buffer.from([0xff, 0xc0]));
    big.writeUInt16BE(60_000, frame + 5);
    big.writeUInt16BE(60_000, frame + 7);
    expect(await refusal(big)).toMatchObject({ status: 422, code: 'upload.pixels' });
  });

  it('bitmaps that promise more than they hold, or are run-length coded', async () => {
    const huge = bitmap();
    huge.writeInt32LE(50_000, 18);
    huge.writeInt32LE(50_000, 22);
    expect(await refusal(huge)).toMatchObject({ code: 'upload.damaged' });
    const packed = bitmap();
    packed.writeUInt32LE(1, 30);
    expect(await refusal(packed)).toMatchObject({ code: 'upload.damaged' });
  });
});

describe('the turnstile', () => {
  it('lets so many work at once, so many wait, refuses the next, and frees a place after a fault', async () => {
    const turnstile = new Turnstile(2, 1, () => new Error('full'));
    let working = 0;
    let most = 0;
    const gates: (() => void)[] = [];
    const work = (fails = false) => turnstile.pass(async () => {
      most = Math.max(most, (working += 1));
      await new Promise<void>((open) => gates.push(open));
      working -= 1;
      if (fails) throw new Error('broken');
    });
    const [first, second, third] = [work(true), work(), work()];
    await expect(work()).rejects.toThrow('full');
    gates.shift()!();
    await expect(first).rejects.toThrow('broken');
    gates.shift()!();
    await second;
    gates.shift()!();
    await third;
    expect([most, working]).toEqual([2, 0]);
  });
});
