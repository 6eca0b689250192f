import { Alert } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { pathKey, type FieldPath } from './field-path.ts';
import type { FieldFault } from './form-faults.ts';

interface FaultSummaryProps {
  readonly faults: readonly FieldFault[];
  /** Those that still stand; left out: all. The box is focused when faults are found, not when one of them is mended. */
  readonly open?: readonly FieldFault[];
  readonly labelOf: (path: FieldPath) => string;
  readonly onPick: (fault: FieldFault) => void;
}

/** U3: all faults in one place, focused when it appears, each a link to its field and in the same words as there. */
export function FaultSummary({ faults, open = faults, labelOf, onPick }: FaultSummaryProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (faults.length > 0) box.current?.focus({ preventScroll: true });
  }, [faults]);
  if (open.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} className="fault-summary" role="alert">
      <Alert
        type="error"
        showIcon
        title={`有${open.length}处需要更正`}
        description={
          <ul>
            {open.map((fault, index) => (
              <li key={`${pathKey(fault.path)}:${index}`}>
                <button type="button" className="link-button" onClick={() => onPick(fault)}>
                  {labelOf(fault.path)}：{fault.message}
                </button>
              </li>
            ))}
          </ul>
        }
      />
    </div>
  );
}
