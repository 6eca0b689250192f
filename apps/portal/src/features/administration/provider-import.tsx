import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Modal, Upload } from 'antd';
import { useState, type ReactNode } from 'react';
import { ApiError, messageOf } from '../../ui/api/api-error.ts';
import { importProviders } from './kept-providers.ts';

/** What a spreadsheet program opens and saves again. */
const TEMPLATE = '类别,名称,地区代码,地址,电话\n网络接入服务商,,,,\n域名注册服务商,,,,\n';

/** 导入: all lines or none, so a table may simply be corrected and chosen again. */
export function ProviderImport({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [file, setFile] = useState<File | undefined>(undefined);
  const client = useQueryClient();
  const { message } = App.useApp();
  const load = useMutation({
    mutationFn: async (chosen: File) => importProviders(await chosen.text()),
    onSuccess: async ({ added, changed, same }) => {
      void message.success(`已导入：新增${added}条，更新${changed}条，${same}条没有变化`);
      await client.invalidateQueries({ queryKey: ['administration', 'providers'] });
      onClose();
    },
  });
  const faults = load.error instanceof ApiError ? load.error.fields.map((fault) => fault.message) : [];
  return (
    <Modal title="导入服务商" open okText="导入" cancelText="取消" okButtonProps={{ disabled: file === undefined }} confirmLoading={load.isPending} onOk={() => (file === undefined ? undefined : load.mutate(file))} onCancel={onClose}>
      <p>请上传CSV表格（UTF-8编码），第1行为列名：类别、名称、地区代码、地址、电话。类别填“网络接入服务商”或“域名注册服务商”，地区代码为6位数字，地址和电话可以不填。任何一行有误，都不会导入。</p>
      <p><a href={`data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${TEMPLATE}`)}`} download="服务商目录模板.csv">下载模板</a></p>
      <Upload accept=".csv,text/csv" maxCount={1} beforeUpload={(chosen) => { setFile(chosen); load.reset(); return false; }} onRemove={() => { setFile(undefined); load.reset(); }}>
        <Button>选择文件</Button>
      </Upload>
      {load.isError ? <Alert className="form-alert" type="error" showIcon role="alert" title={faults.length === 0 ? messageOf(load.error) : '没有导入，请修改后重新选择文件'} description={faults.length === 0 ? undefined : <ul>{faults.map((text) => <li key={text}>{text}</li>)}</ul>} /> : null}
    </Modal>
  );
}
