import { NoticeView, type ApplicationView } from '@beian/contracts/filing/api';
import { formOf } from '@beian/rules/forms/forms';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState, type ReactNode } from 'react';
import { read } from '../../ui/api/api-client.ts';
import { QueryState } from '../../ui/page/query-state.tsx';
import { useIsPhone } from '../../ui/page/use-is-phone.ts';
import { minuteOf } from '../../ui/text/moments.ts';
import { NoticeTexts } from '../filing-form/notice-texts.tsx';

const noticeOf = (version: string) => queryOptions({
  queryKey: ['notices', version],
  queryFn: ({ signal }) => read(`/api/filing/notices/${version}`, NoticeView, signal),
  staleTime: Infinity,
});

/** What the owner accepted and when, with the very words (WEB-40, OPN-26). */
export function NoticeAccepted({ view: { object, notice } }: { readonly view: ApplicationView }): ReactNode {
  const [open, setOpen] = useState(false);
  const phone = useIsPhone();
  const query = useQuery({ ...noticeOf(notice.version), enabled: open });
  return (
    <>
      {minuteOf(notice.acceptedAt)} 勾选“{formOf(object).accept}”
      <Button type="link" size="small" className="inline-link" onClick={() => setOpen(true)}>查看原文</Button>
      <Drawer title={`提示说明（版本${notice.version}）`} open={open} onClose={() => setOpen(false)} size={phone ? '100%' : 640}>
        {open ? <QueryState query={query}>{(texts) => <NoticeTexts notice={texts} keys={formOf(object).notices} />}</QueryState> : null}
      </Drawer>
    </>
  );
}
