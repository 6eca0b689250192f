import { App, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { Outlet } from 'react-router';
import { THEME } from './theme.ts';
import '../ui/styles/app.css';

/** Everything below speaks Chinese and wears the platform's colours. */
export function Component(): ReactNode {
  return (
    <ConfigProvider locale={zhCN} theme={THEME} form={{ scrollToFirstError: { behavior: 'smooth', block: 'center' } }} button={{ autoInsertSpace: false }}>
      <App className="antd-app" message={{ maxCount: 2 }}><Outlet /></App>
    </ConfigProvider>
  );
}
