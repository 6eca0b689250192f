import { Button } from 'antd';
import type { ReactNode } from 'react';
import { withField, type ReturnReason } from './return-draft.ts';

interface FaultMarkProps {
  readonly field: string;
  readonly reasons: readonly ReturnReason[];
  readonly onChange: (reasons: readonly ReturnReason[]) => void;
}

/** 【有误】 behind a value: marks the field, so that the return names it (REV-12). */
export function FaultMark({ field, reasons, onChange }: FaultMarkProps): ReactNode {
  const marked = reasons.some((reason) => reason.field === field);
  return (
    <Button
      type={marked ? 'primary' : 'text'} danger={marked} size="small" className="fault-mark" aria-pressed={marked}
      onClick={() => onChange(marked ? reasons.filter((reason) => reason.field !== field) : withField(reasons, field))}
    >
      {marked ? '已标记' : '有误'}
    </Button>
  );
}
