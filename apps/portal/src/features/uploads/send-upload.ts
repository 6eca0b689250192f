import { UploadView, type UploadPurpose } from '@beian/contracts/storage/api';
import { OWN_REQUEST, noteUnauthorised, problemOf } from '../../ui/api/api-client.ts';
import { ApiError, statusMessage } from '../../ui/api/api-error.ts';

const ADDRESS = '/api/storage/uploads';

/** Sends one file and tells how far it is, 0 … 100. `fetch` cannot tell, hence XMLHttpRequest. */
export function sendUpload(file: Blob, purpose: UploadPurpose, onProgress: (percent: number) => void): Promise<UploadView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', ADDRESS);
    request.setRequestHeader('accept', 'application/json, application/problem+json');
    for (const [name, value] of Object.entries(OWN_REQUEST)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) onProgress(Math.floor((loaded / total) * 100));
    };
    request.onerror = () => reject(new ApiError(0, 'network.unreachable', statusMessage(0)));
    request.onload = () => void answerOf(request).then(resolve, reject);
    const form = new FormData();
    form.append('purpose', purpose);
    form.append('file', file, 'picture');
    request.send(form);
  });
}

async function answerOf(request: XMLHttpRequest): Promise<UploadView> {
  if (request.status === 401) noteUnauthorised(ADDRESS);
  const json = async (): Promise<unknown> => JSON.parse(request.responseText);
  if (request.status < 200 || request.status > 299) throw await problemOf({ status: request.status, json });
  return UploadView.parse(await json());
}
