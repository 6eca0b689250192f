import { useQueryClient } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useCallback, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { newId } from '../../ui/api/new-id.ts';
import { Page } from '../../ui/page/page.tsx';
import { renewReceipts } from '../uploads/renew-receipts.ts';
import { SubjectEditor } from './subject-editor.tsx';
import { submitSubject } from './submit-subject.ts';
import { uploadsOfSubject } from './subject-values.ts';

/** 新增主体 (SUB-31). */
export function Component(): ReactNode {
  const navigate = useNavigate();
  const client = useQueryClient();
  // One id for every attempt, so that a repeat after a lost answer makes no second subject.
  const [id] = useState(() => newId());
  const done = useCallback(() => {
    void client.invalidateQueries({ queryKey: ['subjects'] });
    void navigate(`/subjects/submitted?subject=${id}`, { replace: true });
  }, [client, navigate, id]);
  return (
    <Page title="新增主体" width="narrow" lead="请按实际情况填写。主体资料须真实、有效，否则审核不能通过。">
      <Alert className="page-alert" type="info" showIcon title="请先准备好" description="负责人身份证照片；单位另需带统一社会信用代码的营业执照或相应证书照片。照片须清晰，每张不超过512 KB。" />
      <SubjectEditor
        initial={{}} onDone={done}
        submit={async (data) => void (await submitSubject({ subject: id, data, uploads: await renewReceipts(uploadsOfSubject(data)) }))}
      />
    </Page>
  );
}
