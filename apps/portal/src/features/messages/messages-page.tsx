import type { MessageView } from '@beian/contracts/notification/api';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Badge, Button, Empty, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { messageOf } from '../../ui/api/api-error.ts';
import { Page } from '../../ui/page/page.tsx';
import { Failure } from '../../ui/page/query-state.tsx';
import { minuteOf } from '../../ui/text/moments.ts';
import { messagePages } from './list-messages.ts';
import { readMessage } from './read-message.ts';

export function Component(): ReactNode {
  const pages = useInfiniteQuery(messagePages);
  const messages = pages.data?.pages.flatMap(({ items }) => items);
  return (
    <Page title="系统通知" width="narrow" lead="审核结果和办理提示会发到这里，重要的同时以短信通知。">
      {pages.isError && messages === undefined ? <Failure fault={pages.error} onRetry={() => void pages.refetch()} retrying={pages.isFetching} /> : null}
      {pages.isPending ? <div role="status" aria-label="正在加载"><Skeleton active paragraph={{ rows: 5 }} /></div> : null}
      {messages?.length === 0 ? <Empty className="empty" image={Empty.PRESENTED_IMAGE_SIMPLE} description="还没有通知" /> : null}
      {messages === undefined || messages.length === 0 ? null : <ul className="message-list" aria-label="系统通知">{messages.map((message) => <Message key={message.message} message={message} />)}</ul>}
      {pages.hasNextPage ? <Button className="load-more" block loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>更早的通知</Button> : null}
    </Page>
  );
}

function Message({ message }: { readonly message: MessageView }): ReactNode {
  const { message: toast } = App.useApp();
  const client = useQueryClient();
  const markRead = useMutation({
    mutationFn: () => readMessage(message.message),
    onSuccess: () => client.invalidateQueries({ queryKey: ['messages'] }),
    onError: (fault) => void toast.error(messageOf(fault)),
  });
  const unread = message.readAt === null;
  return (
    <li className={unread ? 'message message-unread' : 'message'}>
      <div className="message-head">
        <h2>{unread ? <Badge status="error" text={<span className="visually-hidden">未读</span>} /> : null}{message.title}</h2>
        <time dateTime={message.at}>{minuteOf(message.at)}</time>
      </div>
      <p className="message-body">{message.body}</p>
      <div className="message-foot">
        {message.link === null ? null : <Link to={message.link} onClick={() => (unread ? markRead.mutate() : undefined)}>查看详情</Link>}
        {unread ? <Button type="link" size="small" loading={markRead.isPending} onClick={() => markRead.mutate()}>标为已读</Button> : <span className="muted">已读</span>}
      </div>
    </li>
  );
}
