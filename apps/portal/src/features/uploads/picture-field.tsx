import { DeleteOutlined, UploadOutlined } from '@ant-design/icons';
import { UPLOAD_LIMITS, type UploadPurpose } from '@beian/contracts/storage/api';
import { Button, Progress } from 'antd';
import { useRef, type ChangeEvent, type ReactNode } from 'react';
import { sizeInWords } from '../../ui/text/sizes.ts';
import { LargePicture } from './large-picture.tsx';
import { uploadAddress } from './upload-address.ts';
import { usePictureUpload, type PictureUpload } from './use-picture-upload.ts';

interface PictureFieldProps {
  readonly id?: string;
  /** The upload's id. */
  readonly value?: string | undefined;
  readonly onChange?: (upload: string | undefined) => void;
  readonly label: string;
  readonly purpose: UploadPurpose;
  /** Whether formats and size are told; in a list of pictures the last place tells them for all. */
  readonly hint?: boolean;
  readonly 'aria-invalid'?: 'true' | 'false' | boolean;
  readonly 'aria-describedby'?: string;
}

/** One picture: chosen, checked and if need be compressed here, sent with progress, shown as stored. */
export function PictureField(props: PictureFieldProps): ReactNode {
  const upload = usePictureUpload(props.purpose, (stored) => props.onChange?.(stored));
  return <PictureBox {...props} upload={upload} />;
}

/** The same with an upload that outlives the place of its field in the form. */
export function PictureBox({ upload, id, value, onChange, label, purpose, hint = true, 'aria-invalid': invalid, 'aria-describedby': describedBy }: PictureFieldProps & { readonly upload: PictureUpload }): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const there = value !== undefined && value !== '';
  const chosen = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    const file = target.files?.[0];
    target.value = '';
    if (file !== undefined) upload.send(file);
  };
  return (
    <div className="picture-field">
      <input ref={input} {...(id === undefined ? {} : { id })} className="visually-hidden" type="file" accept="image/jpeg,image/png,image/bmp" aria-label={label} aria-invalid={invalid} aria-describedby={describedBy} onChange={chosen} tabIndex={-1} />
      {there ? <LargePicture className="picture-preview" src={uploadAddress(value)} alt={`${label}预览`} height={132} /> : null}
      <div className="picture-side">
        <div className="picture-buttons">
          <Button icon={<UploadOutlined aria-hidden />} aria-describedby={describedBy} loading={upload.percent !== undefined} onClick={() => input.current?.click()}>{there ? '重新上传' : `上传${label}`}</Button>
          {there ? <Button type="text" icon={<DeleteOutlined aria-hidden />} aria-label={`移除${label}`} onClick={() => onChange?.(undefined)} /> : null}
        </div>
        {upload.percent === undefined ? null : <Progress percent={upload.percent} size="small" aria-label={`${label}上传进度`} />}
        {upload.failure === undefined ? null : <p className="plain-error" role="alert">{upload.failure} <Button type="link" size="small" onClick={upload.retry}>重试</Button></p>}
        {upload.notesOf(value).map((note) => <p key={note} className="picture-note">{note}</p>)}
        {hint ? <p className="muted picture-hint">JPG、PNG或BMP，不超过{sizeInWords(UPLOAD_LIMITS[purpose].bytes)}；更大的照片会自动压缩。</p> : null}
      </div>
    </div>
  );
}
