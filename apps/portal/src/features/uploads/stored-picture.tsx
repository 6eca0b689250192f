import { useContext, useState, type ReactNode } from 'react';
import { RevealContext } from '../reveals/reveal-context.ts';
import { RevealPicture } from '../reveals/revealable.tsx';
import { LargePicture } from './large-picture.tsx';
import { uploadAddress } from './upload-address.ts';

/** A stored picture that opens larger; says so when it cannot be shown. */
export function StoredPicture({ upload, label, field }: { readonly upload: string; readonly label: string; /** Of a certificate: hidden from officers until they say why. */ readonly field?: string }): ReactNode {
  const hides = useContext(RevealContext) !== undefined;
  return field !== undefined && hides ? <RevealPicture field={field} upload={upload} label={label} /> : <OpenPicture upload={upload} label={label} />;
}

function OpenPicture({ upload, label }: { readonly upload: string; readonly label: string }): ReactNode {
  const [failed, setFailed] = useState(false);
  return (
    <figure className="stored-picture">
      {failed ? <p className="stored-picture-failed" role="alert">图片暂时无法显示，请稍后刷新</p> : <LargePicture src={uploadAddress(upload)} alt={label} height={120} onError={() => setFailed(true)} />}
      <figcaption>{label}</figcaption>
    </figure>
  );
}
