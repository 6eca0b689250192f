import type { ObjectKind } from '@beian/rules/lifecycle/labels';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Outcome } from '../../ui/page/outcome.tsx';
import { useObject } from './use-object.ts';

/** A page of the kind that its address names. */
export function OfKind({ children }: { readonly children: (object: ObjectKind) => ReactNode }): ReactNode {
  const object = useObject();
  return object === undefined ? <Outcome kind="info" title="没有这个页面" text="请从左侧菜单重新进入。" actions={<Link to="/home">返回系统首页</Link>} /> : children(object);
}
