import { UPLOAD_LIMITS, type UploadPurpose } from '@beian/contracts/storage/api';
import { DomainError, defineError } from '@beian/kit/errors/domain-error';

const KIB = 1024;
const MIB = KIB * KIB;

function fileFault(code: string, status: number, message: string): DomainError {
  return new DomainError(code, status, message, [{ field: 'file', code, message }]);
}

/** 413: SUB-24, OPN-13: exactly the limit is still accepted. */
export function tooLarge(purpose: UploadPurpose): DomainError {
  const { bytes } = UPLOAD_LIMITS[purpose];
  return fileFault('upload.too_large', 413, `图片大小不得超过${bytes < MIB ? `${bytes / KIB}K` : `${bytes / MIB}M`}，请压缩后重新上传`);
}

/** 422: by content, whatever name and header say. */
export function wrongType(names: readonly string[]): DomainError {
  return fileFault('upload.type', 422, `仅支持${names.join('、')}格式的图片，以文件的实际内容为准`);
}

/** 422: not a byte. */
export const emptyFile = (): DomainError => fileFault('upload.empty', 422, '文件为空，请重新选择图片');
/** 422: cut off or broken. */
export const damagedPicture = (): DomainError => fileFault('upload.damaged', 422, '图片不完整或已损坏，无法打开，请重新选择');
/** 422: more pixels than any certificate's picture has. */
export const tooManyPixels = (): DomainError => fileFault('upload.pixels', 422, '图片的长宽过大，请缩小尺寸后重新上传');
/** 422: a scanner knows it as malware. */
export const infectedFile = (): DomainError => fileFault('upload.infected', 422, '文件未通过安全检查，已拒绝上传；请检查您的电脑并更换文件');
/** 422: no file came, or none under the name `file`. */
export const missingFile = (): DomainError => fileFault('upload.missing', 422, '请选择要上传的图片');
/** 400: not the multipart form that is asked for. */
export const malformedForm = defineError('upload.malformed', 400, '上传的表单格式有误，请刷新页面后重试');
/** 408: the bytes came too slowly. */
export const tooSlow = defineError('upload.too_slow', 408, '上传超时，请检查网络后重试');
/** 503: more at once than this process takes. */
export const tooBusy = defineError('upload.busy', 503, '当前上传人数较多，请稍后重试');
/** 503: nobody can say whether the file is harmless. */
export const scannerDown = defineError('upload.scanner_down', 503, '文件安全检查服务暂时不可用，请稍后重试；已填写的内容不受影响');
/** 503: S3 does not answer; nothing has been kept. */
export const storeDown = defineError('storage.unavailable', 503, '图片存储服务暂时不可用，请稍后重试；已填写的内容不受影响');
