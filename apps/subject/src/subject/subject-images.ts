import { Inject, Injectable } from '@nestjs/common';
import { UPLOAD_RECEIPT, UploadReceipt } from '@beian/contracts/receipts';
import { UPLOAD_LIMITS } from '@beian/contracts/storage/api';
import type { SubjectData } from '@beian/contracts/subject/api';
import { receiptInvalid, type Keys } from '@beian/kit/auth/keys';
import { invalidInput } from '@beian/kit/errors/domain-error';
import { KEYS } from '@beian/kit/service/tokens';
import { imagesOf, type FormImage } from './subject-form.rules.ts';

/** Whether the pictures of a form are the owner's own checked uploads, by storage's receipts and without asking it. */
@Injectable()
export class SubjectImages {
  constructor(@Inject(KEYS) private readonly keys: Keys) {}

  /**
   * The uploads the form names. `accepted` ones stood in the revision before, and need no receipt again. A forged or stale
   * receipt, or another owner's, throws 401; a picture without receipt or of the wrong kind is a fault of its field.
   */
  async verify(data: SubjectData, receipts: readonly string[], owner: string, accepted: readonly string[]): Promise<string[]> {
    const given = await Promise.all(receipts.map((receipt) => this.keys.verify(UPLOAD_RECEIPT, 'storage', UploadReceipt, receipt)));
    if (given.some((receipt) => receipt.owner !== owner)) throw receiptInvalid();
    const byUpload = new Map(given.map((receipt) => [receipt.upload, receipt]));
    const images = imagesOf(data);
    const faults = images.flatMap((image) => (accepted.includes(image.upload) ? [] : faultsOf(image, byUpload.get(image.upload))));
    if (faults.length > 0) throw invalidInput(faults);
    return [...new Set(images.map(({ upload }) => upload))];
  }
}

function faultsOf(image: FormImage, receipt: UploadReceipt | undefined): { field: string; code: string; message: string }[] {
  if (!receipt) return [{ field: image.field, code: 'upload.missing', message: '请上传图片' }];
  if (!image.purposes.includes(receipt.purpose)) return [{ field: image.field, code: 'upload.purpose', message: '该图片不是作为证件图片上传的，请重新上传' }];
  if (receipt.size > UPLOAD_LIMITS.certificate.bytes) return [{ field: image.field, code: 'upload.too_large', message: '图片不得超过512K' }];
  return [];
}
