import { Form, type FormItemProps, type FormRule } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useFormChecks, type FormChecks } from './check-context.ts';
import { pathKey, type FieldPath } from './field-path.ts';
import { sentencesAt } from './findings.ts';

interface RuleFieldProps extends Omit<FormItemProps, 'name' | 'rules' | 'children'> {
  /** Name within the surrounding list, or the whole path. */
  readonly name: FieldPath;
  /** The whole path, where `name` is relative to a list. */
  readonly path?: FieldPath;
  readonly children: ReactNode;
}

/** A form item that is judged by the platform's own rules: the same sentences as the service gives. */
export function RuleField({ name, path = name, extra, children, validateTrigger = 'onBlur', ...item }: RuleFieldProps): ReactNode {
  const checks = useFormChecks();
  const key = pathKey(path);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- a path is a new array each time; its text is what counts
  const rules = useMemo(() => rulesFor(checks, path), [checks, key]);
  const reasons = checks.reasonsAt(path);
  return (
    <Form.Item
      {...item}
      name={[...name]}
      rules={rules}
      validateTrigger={validateTrigger}
      extra={reasons.length === 0 ? extra : <>{reasons.map((reason) => <span className="field-reason" key={reason}>退回理由：{reason}</span>)}{extra}</>}
    >
      {children}
    </Form.Item>
  );
}

function rulesFor(checks: FormChecks, path: FieldPath): FormRule[] {
  const judge = (level: 'refuse' | 'warn') => (): Promise<void> => {
    const sentences = sentencesAt(checks.check(), path, level);
    return sentences.length === 0 ? Promise.resolve() : Promise.reject(new Error(sentences.join('；')));
  };
  return [{ validator: judge('refuse') }, { warningOnly: true, validator: judge('warn') }];
}
