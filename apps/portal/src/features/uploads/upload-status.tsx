import { useIsMutating } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { UPLOADS } from './use-picture-upload.ts';

/** That a picture is still on its way, also where its field is not shown; nothing once all have arrived. */
export function UploadStatus(): ReactNode {
  return useIsMutating({ mutationKey: UPLOADS }) === 0 ? null : <span className="save-status" role="status">图片正在上传…</span>;
}
