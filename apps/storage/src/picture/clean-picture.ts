import { UPLOAD_LIMITS, type UploadPurpose } from '@beian/contracts/storage/api';
import { fileTypeFromBuffer } from 'file-type';
import sharp, { type Sharp } from 'sharp';
import { damagedPicture, emptyFile, tooBusy, tooLarge, tooManyPixels, wrongType } from '../upload/upload.errors.ts';
import { bitmapSize, readBitmap } from './bitmap.ts';
import { Turnstile } from './turnstile.ts';

/** A picture drawn anew from its pixels. */
export interface CleanPicture {
  readonly bytes: Buffer;
  readonly type: 'image/jpeg' | 'image/png';
}

/** More than any phone's camera gives; a decoded picture of this size takes 150 MB. */
const MAX_PIXELS = 50_000_000;
const FORMATS: Readonly<Record<string, string>> = { 'image/jpeg': 'JPG', 'image/png': 'PNG', 'image/bmp': 'BMP' };
/** From hardly visible losses downwards; the first that fits the limit is taken. The sides are for pictures sent grainy and squeezed. */
const ATTEMPTS: readonly { readonly quality: number; readonly side?: number }[] = [
  { quality: 92 }, { quality: 85 }, { quality: 78 }, { quality: 70 }, { quality: 60 }, { quality: 70, side: 2400 }, { quality: 60, side: 1600 }, { quality: 50, side: 1000 },
];

// Only the two loaders that are needed: whatever else libvips reads (SVG, PDF, TIFF, …) cannot be reached by any content.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer'] });
sharp.cache(false);

const decoders = new Turnstile(2, 40, tooBusy);

/**
 * OPN-13: tells by content what was sent, decodes it whole and draws it anew, upright and without metadata (abuse cases 20
 * and 25). Throws when it is empty, larger than its purpose allows, of another format, broken, or has too many pixels.
 */
export async function cleanPicture(sent: Buffer, purpose: UploadPurpose): Promise<CleanPicture> {
  if (sent.length === 0) throw emptyFile();
  if (sent.length > UPLOAD_LIMITS[purpose].bytes) throw tooLarge(purpose);
  const type = await pictureType(sent, purpose);
  return decoders.pass(async () => drawAnew(await open(sent, type), type, purpose));
}

async function pictureType(sent: Buffer, purpose: UploadPurpose): Promise<string> {
  const allowed = UPLOAD_LIMITS[purpose].types.filter((type) => Object.hasOwn(FORMATS, type));
  const found = (await fileTypeFromBuffer(sent))?.mime;
  if (found === undefined || !allowed.includes(found)) throw wrongType(allowed.map((type) => FORMATS[type]!));
  return found;
}

/** Judges the size by the header, before a pixel is unpacked. */
async function open(sent: Buffer, type: string): Promise<Sharp> {
  if (type === 'image/bmp') {
    refusePixels(bitmapSize(sent) ?? fail());
    const { data, ...raw } = readBitmap(sent) ?? fail();
    return sharp(data, { raw }).removeAlpha();
  }
  const picture = sharp(sent, { failOn: 'error', limitInputPixels: MAX_PIXELS, animated: false });
  refusePixels(await sharp(sent, { limitInputPixels: false }).metadata().catch(fail));
  return picture.autoOrient();
}

function refusePixels({ width, height }: { width: number; height: number }): void {
  if (width * height > MAX_PIXELS) throw tooManyPixels();
}

async function drawAnew(picture: Sharp, type: string, purpose: UploadPurpose): Promise<CleanPicture> {
  const limit = UPLOAD_LIMITS[purpose].bytes;
  const srgb = picture.toColourspace('srgb');
  if (type !== 'image/jpeg') {
    const bytes = await srgb.clone().png({ compressionLevel: 9 }).toBuffer().catch(fail);
    if (bytes.length <= limit) return { bytes, type: 'image/png' };
  }
  const flat = srgb.flatten({ background: '#ffffff' });
  for (const { quality, side } of ATTEMPTS) {
    const sized = side === undefined ? flat.clone() : flat.clone().resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
    const bytes = await sized.jpeg({ quality }).toBuffer().catch(fail);
    if (bytes.length <= limit) return { bytes, type: 'image/jpeg' };
  }
  throw tooLarge(purpose);
}

function fail(): never {
  throw damagedPicture();
}
