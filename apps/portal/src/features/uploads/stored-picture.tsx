import { Image } from 'antd';
import { useState, type ReactNode } from 'react';
import { uploadAddress } from './upload-address.ts';

/** A stored picture that opens larger; says so when it cannot be shown. */
export function StoredPicture({ upload, label }: { readonly upload: string; readonly label: string }): ReactNode {
  const [failed, setFailed] = useState(false);
  return (
    <figure className="stored-picture">
      {failed ? <p className="stored-picture-failed" role="alert">图片暂时无法显示，请稍后刷新</p> : <Image src={uploadAddress(upload)} alt={label} height={120} onError={() => setFailed(true)} />}
      <figcaption>{label}</figcaption>
    </figure>
  );
}
