import type { ThemeConfig } from 'antd';

/** The same colours as in ui/styles/base.css; contrast of text is at least 4.5 : 1 (U10). */
export const THEME: ThemeConfig = {
  hashed: false,
  token: {
    colorPrimary: '#17478b',
    colorInfo: '#17478b',
    colorLink: '#17478b',
    colorError: '#b3261e',
    colorSuccess: '#1f7a45',
    colorWarning: '#a35c00',
    colorText: '#1d2733',
    colorTextSecondary: '#4a5766',
    colorTextDescription: '#566373',
    colorTextPlaceholder: '#7a8694',
    colorBorder: '#c3ccd6',
    colorBorderSecondary: '#e1e6ec',
    colorBgLayout: '#f3f5f8',
    borderRadius: 4,
    fontSize: 15,
    controlHeight: 38,
    fontFamily: 'var(--font)',
  },
  components: {
    Form: { itemMarginBottom: 20, verticalLabelPadding: '0 0 6px' },
    Table: { headerBg: '#f3f5f8', cellPaddingBlockMD: 12 },
    Layout: { headerBg: '#17478b', siderBg: '#ffffff', bodyBg: '#f3f5f8' },
    Menu: { itemBorderRadius: 4, activeBarBorderWidth: 0 },
  },
};
