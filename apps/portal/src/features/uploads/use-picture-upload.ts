import { UPLOAD_LIMITS, type UploadPurpose } from '@beian/contracts/storage/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../ui/api/api-error.ts';
import { sizeInWords } from '../../ui/text/sizes.ts';
import { sendUpload } from './send-upload.ts';
import { preparePicture } from './shrink-picture.ts';

/** The name by which pictures on their way are counted, wherever their fields stand. */
export const UPLOADS = ['uploads'] as const;

type Sent = { readonly ok: true; readonly upload: string; readonly notes: readonly string[] } | { readonly ok: false; readonly message: string };

/** A picture on its way from the file that was chosen to the stored upload. */
export interface PictureUpload {
  readonly send: (file: File) => void;
  readonly retry: () => void;
  /** 0 … 100 while it is on its way. */
  readonly percent: number | undefined;
  readonly failure: string | undefined;
  /** What the person should look at in the picture of this upload. */
  readonly notesOf: (upload: string | undefined) => readonly string[];
}

/**
 * Checks the picture, compresses it if need be, and sends it. `onStored` is the one that was drawn last, not the one from
 * when the file was chosen: what was filled in meanwhile stays.
 */
export function usePictureUpload(purpose: UploadPurpose, onStored: (upload: string) => void): PictureUpload {
  const [percent, setPercent] = useState(0);
  const sending = useMutation({
    mutationKey: UPLOADS,
    mutationFn: async (file: File): Promise<Sent> => {
      const prepared = await preparePicture(file, UPLOAD_LIMITS[purpose].bytes);
      if (!prepared.ok) return prepared;
      const stored = await sendUpload(prepared.file, purpose, setPercent);
      return { ok: true, upload: stored.upload, notes: [
        ...(prepared.shrunk ? [`原图${sizeInWords(file.size)}，已自动压缩到${sizeInWords(stored.size)}，请确认文字仍然清晰`] : []),
        ...(prepared.small ? ['图片尺寸较小，请确认文字清晰可辨'] : []),
      ] };
    },
    onMutate: () => setPercent(0),
    onSuccess: (sent) => (sent.ok ? onStored(sent.upload) : undefined),
  });
  const { data, variables: file } = sending;
  return {
    send: sending.mutate,
    retry: () => (file === undefined ? undefined : sending.mutate(file)),
    percent: sending.isPending ? percent : undefined,
    failure: sending.isError ? messageOf(sending.error) : data?.ok === false ? data.message : undefined,
    notesOf: (upload) => (data?.ok === true && data.upload === upload ? data.notes : []),
  };
}

/** Whether no picture is on its way any more; the person is told otherwise, so that nothing goes off with the picture before. */
export function useAllArrived(): () => boolean {
  const client = useQueryClient();
  const { message } = App.useApp();
  return () => {
    if (client.isMutating({ mutationKey: UPLOADS }) === 0) return true;
    void message.warning('图片还在上传，请等上传完成后再提交');
    return false;
  };
}
