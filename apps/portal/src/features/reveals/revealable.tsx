import { formOfField } from '@beian/rules/persons/personal-fields';
import { Button } from 'antd';
import { useContext, type ReactNode } from 'react';
import { fieldLabel } from '../../ui/form/field-labels.ts';
import { LargePicture } from '../uploads/large-picture.tsx';
import { RevealContext } from './reveal-context.ts';
import { useRevealed } from './use-revealed.ts';

/** 【查看】 behind a masked value: shows it in clear for a minute. Nothing behind what is no personal field. */
export function RevealValue({ field }: { readonly field: string }): ReactNode {
  const reveals = useContext(RevealContext);
  return reveals?.allowed && formOfField(field) !== undefined ? <ValueBehind field={field} /> : null;
}

function ValueBehind({ field }: { readonly field: string }): ReactNode {
  const { value, secondsLeft, busy, show } = useRevealed(field);
  if (value !== undefined) return <output className="revealed"><strong>{value}</strong><small>{secondsLeft}秒后隐藏</small></output>;
  return <Button type="link" size="small" className="reveal-button" loading={busy} onClick={show} aria-label={`查看${fieldLabel(field)}`}>查看</Button>;
}

/** The picture of a certificate, hidden until the officer says why. */
export function RevealPicture({ field, upload, label }: { readonly field: string; readonly upload: string; readonly label: string }): ReactNode {
  const { value, secondsLeft, busy, show } = useRevealed(field, upload);
  const allowed = useContext(RevealContext)?.allowed ?? false;
  return (
    <figure className="stored-picture">
      {value !== undefined ? <LargePicture src={value} alt={label} height={120} /> : (
        <div className="stored-picture-hidden">
          {allowed ? <Button size="small" loading={busy} onClick={show} aria-label={`查看${label}`}>查看图片</Button> : <span>证件图片已隐藏</span>}
        </div>
      )}
      <figcaption>{label}{value === undefined ? null : <small>　{secondsLeft}秒后隐藏</small>}</figcaption>
    </figure>
  );
}
