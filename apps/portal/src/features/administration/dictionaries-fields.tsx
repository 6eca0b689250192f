import { Form, Tabs } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import type { FieldPath } from '../../ui/form/field-path.ts';
import { BranchesList } from './branches-list.tsx';
import { OptionsList } from './options-list.tsx';

/** 选项字典 (OPN-57, OPN-18, OPN-24): what the forms offer, each with what follows from ticking it. */
export function DictionariesFields({ failedAt }: { readonly failedAt: FieldPath | undefined }): ReactNode {
  const form = Form.useFormInstance();
  const [open, setOpen] = useState('service_types');
  const [seen, setSeen] = useState(failedAt);
  // A fault on another tab would not be seen.
  if (failedAt !== seen) {
    setSeen(failedAt);
    if (failedAt?.[0] === 'content') setOpen(String(failedAt[1]));
  }
  useEffect(() => {
    if (failedAt?.[1] === open) form.scrollToField([...failedAt], { focus: true });
  }, [form, failedAt, open]);
  return (
    <Tabs
      activeKey={open} onChange={setOpen}
      items={[
        { key: 'service_types', label: '网站服务类型', forceRender: true, children: <OptionsList name={['content', 'service_types']} label="网站服务类型" judged /> },
        { key: 'application_types', label: '应用类型', forceRender: true, children: <BranchesList /> },
        { key: 'host_platforms', label: '宿主平台', forceRender: true, children: <OptionsList name={['content', 'host_platforms']} label="宿主平台" /> },
        { key: 'provider_categories', label: '服务类别', forceRender: true, children: <OptionsList name={['content', 'provider_categories']} label="服务类别" /> },
      ]}
    />
  );
}
