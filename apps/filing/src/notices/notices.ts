import type { NoticeView } from '@beian/contracts/filing/api';

type NoticeText = NoticeView['texts'][number];

const PROTECTION: NoticeText = {
  key: 'protection',
  heading: '信息网络安全保护方案（示范文本，正式文本由主管单位发布）',
  body: [
    '一、确定网站负责人、网站安全负责人和应急联络人，应急联络人承担7×24小时联络责任。',
    '二、建立用户注册、信息发布审核、日志留存、应急处置等安全管理制度，日志留存不少于六个月。',
    '三、采取防范计算机病毒、网络攻击、网络侵入等危害网络安全行为的技术措施，定期备份重要数据。',
    '四、保护用户个人信息，不得泄露、篡改、毁损，未经同意不得向他人提供。',
  ].join('\n'),
};

/**
 * Texts of the last step (WEB-40, WEB-41, OPN-26); which of them a kind shows stands in its form. The official wording is not public: these stand in for it and say so. A new
 * wording is a new version; each application keeps the version that its owner accepted.
 */
export const CURRENT_NOTICE: NoticeView = {
  version: '2026-02',
  title: '提示说明',
  texts: [
    {
      key: 'duty',
      heading: '网络安全责任告知书（示范文本，正式文本由主管单位发布）',
      body: [
        '一、网站、小程序、APP、应用市场的开办者和服务商应当遵守《中华人民共和国网络安全法》《计算机信息网络国际联网安全保护管理办法》等规定，对所开办业务的网络安全负责。',
        '二、备案信息应当真实、准确、完整；备案信息发生变化的，应当及时办理变更；业务关闭、下架的，应当及时办理注销。',
        '三、网站、应用市场应当在首页底部显示公安备案编号和图标，并链接至查询页面；小程序、APP应当在显著位置显示公安备案编号。',
        '四、发现违法有害信息或者发生网络安全事件的，应当立即处置，保存有关记录，并向属地公安机关报告。',
      ].join('\n'),
    },
    PROTECTION,
  ],
};

/** The wording before kinds other than websites were filed. */
const FIRST_NOTICE: NoticeView = {
  version: '2026-01',
  title: '提示说明',
  texts: [
    {
      key: 'duty',
      heading: '网络安全责任告知书（示范文本，正式文本由主管单位发布）',
      body: [
        '一、网站开办者应当遵守《中华人民共和国网络安全法》《计算机信息网络国际联网安全保护管理办法》等规定，对所开办网站的网络安全负责。',
        '二、网站信息应当真实、准确、完整；备案信息发生变化的，应当及时办理变更；网站关闭的，应当及时办理注销。',
        '三、网站应当在首页底部显示公安备案编号和图标，并链接至查询页面。',
        '四、发现违法有害信息或者发生网络安全事件的，应当立即处置，保存有关记录，并向属地公安机关报告。',
      ].join('\n'),
    },
    PROTECTION,
  ],
};

/** Every wording that was ever shipped: an open form keeps the text it showed, and what was accepted is read again word for word. */
export const SHIPPED_NOTICES: readonly NoticeView[] = [CURRENT_NOTICE, FIRST_NOTICE];
