import { checkSitePersons } from '@beian/rules/website/site-persons';
import { Alert, Form } from 'antd';
import type { ReactNode } from 'react';
import { today } from '../../ui/text/moments.ts';
import type { WebsiteValues } from './website-values.ts';

/** WEB-34: advice only. */
export function SamePersonNotice(): ReactNode {
  const values = Form.useWatch([]) as WebsiteValues | undefined;
  const named = (role: 'manager' | 'security' | 'emergency') => ({ ...values?.[role], name: values?.[role]?.name ?? '' });
  const same = checkSitePersons({ manager: named('manager'), security: named('security'), emergency: named('emergency') }, today()).find(({ code }) => code === 'website.emergency-same');
  return same === undefined ? null : <Alert type="warning" showIcon title={same.message} />;
}
