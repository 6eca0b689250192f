import { DeleteOutlined, UploadOutlined } from '@ant-design/icons';
import { UPLOAD_LIMITS, type UploadPurpose } from '@beian/contracts/storage/api';
import { Button, Progress } from 'antd';
import { useRef, useState, type ChangeEvent, type ReactNode } from 'react';
import { messageOf } from '../../ui/api/api-error.ts';
import { sizeInWords } from '../../ui/text/sizes.ts';
import { LargePicture } from './large-picture.tsx';
import { sendUpload } from './send-upload.ts';
import { preparePicture } from './shrink-picture.ts';
import { uploadAddress } from './upload-address.ts';

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

type State = { readonly at: 'idle' } | { readonly at: 'sending'; readonly percent: number } | { readonly at: 'failed'; readonly message: string; readonly file: File };

/** One picture: chosen, checked and if need be compressed here, sent with progress, shown as stored. */
export function PictureField({ id, value, onChange, label, purpose, hint = true, 'aria-invalid': invalid, 'aria-describedby': describedBy }: PictureFieldProps): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<State>({ at: 'idle' });
  const [notes, setNotes] = useState<readonly string[]>([]);
  const limit = UPLOAD_LIMITS[purpose].bytes;

  const send = async (file: File): Promise<void> => {
    setState({ at: 'sending', percent: 0 });
    setNotes([]);
    try {
      const prepared = await preparePicture(file, limit);
      if (!prepared.ok) return setState({ at: 'failed', message: prepared.message, file });
      const stored = await sendUpload(prepared.file, purpose, (percent) => setState({ at: 'sending', percent }));
      setNotes([...(prepared.shrunk ? [`原图${sizeInWords(file.size)}，已自动压缩到${sizeInWords(stored.size)}，请确认文字仍然清晰`] : []), ...(prepared.small ? ['图片尺寸较小，请确认文字清晰可辨'] : [])]);
      setState({ at: 'idle' });
      onChange?.(stored.upload);
    } catch (fault) {
      setState({ at: 'failed', message: messageOf(fault), file });
    }
  };
  const chosen = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    const file = target.files?.[0];
    target.value = '';
    if (file !== undefined) void send(file);
  };
  return (
    <div className="picture-field">
      <input ref={input} {...(id === undefined ? {} : { id })} className="visually-hidden" type="file" accept="image/jpeg,image/png,image/bmp" aria-label={label} aria-invalid={invalid} aria-describedby={describedBy} onChange={chosen} tabIndex={-1} />
      {value === undefined || value === '' ? null : <LargePicture className="picture-preview" src={uploadAddress(value)} alt={`${label}预览`} height={132} />}
      <div className="picture-side">
        <div className="picture-buttons">
          <Button icon={<UploadOutlined aria-hidden />} aria-describedby={describedBy} loading={state.at === 'sending'} onClick={() => input.current?.click()}>{value === undefined || value === '' ? `上传${label}` : '重新上传'}</Button>
          {value === undefined || value === '' ? null : <Button type="text" icon={<DeleteOutlined aria-hidden />} aria-label={`移除${label}`} onClick={() => onChange?.(undefined)} />}
        </div>
        {state.at === 'sending' ? <Progress percent={state.percent} size="small" aria-label={`${label}上传进度`} /> : null}
        {state.at === 'failed' ? <p className="plain-error" role="alert">{state.message} <Button type="link" size="small" onClick={() => void send(state.file)}>重试</Button></p> : null}
        {notes.map((note) => <p key={note} className="picture-note">{note}</p>)}
        {hint ? <p className="muted picture-hint">JPG、PNG或BMP，不超过{sizeInWords(limit)}；更大的照片会自动压缩。</p> : null}
      </div>
    </div>
  );
}
