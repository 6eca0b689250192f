import { BellOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Badge } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { latestMessages } from './list-messages.ts';

/** The way to 系统通知 in the header, with the number of unread messages. */
export function UnreadBell(): ReactNode {
  const unread = useQuery(latestMessages).data?.unread ?? 0;
  return (
    <Link to="/messages" className="header-bell" aria-label={unread === 0 ? '系统通知' : `系统通知，${unread}条未读`}>
      <Badge count={unread} overflowCount={99} size="small"><BellOutlined aria-hidden /></Badge>
    </Link>
  );
}
