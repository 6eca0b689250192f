import { useState, type ReactNode } from 'react';
import { Navigate } from 'react-router';
import { newId } from '../../ui/api/new-id.ts';
import { newSubjectAddress } from './addresses.ts';

/** 新增主体 (SUB-31): a draft with an address of its own, to which one can come back. */
export function Component(): ReactNode {
  const [id] = useState(() => newId());
  return <Navigate to={newSubjectAddress(id)} state={{ fresh: true }} replace />;
}
