import { DownOutlined } from '@ant-design/icons';
import { applicationLabel } from '@beian/rules/lifecycle/labels';
import { Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { startAddress } from '../filing-form/addresses.ts';
import { OBJECTS } from './filing-lists.ts';

const ITEMS = OBJECTS.map((object) => ({ key: object, label: <Link to={startAddress(object)}>{applicationLabel(object, 'new')}</Link> }));

/** The way to a new filing of any kind. */
export function NewFilingButton({ large = false }: { readonly large?: boolean }): ReactNode {
  return <Dropdown menu={{ items: ITEMS }} trigger={['click']}><Button type="primary" size={large ? 'large' : 'middle'} icon={<DownOutlined aria-hidden />} iconPlacement="end">新办备案</Button></Dropdown>;
}
