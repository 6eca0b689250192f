/**
 * What people read as the same, first what words are compared as: traditional and other forms of the characters that the
 * rules' words are made of (論壇 is read as 论坛), and letters of other scripts that are drawn like Latin ones.
 */
const ALIKE = [
  '论論', '坛壇罈', '闻聞', '网網', '教敎', '卫衞衛', '药藥葯', '医醫', '广廣', '电電', '视視', '台臺', '责責', '团團', '业業', '伙夥', '监監', '纪紀', '检檢',
  '务務', '税稅', '协協', '国國囯', '会會', '员員', '华華', '维維', '权權', '民⺠', '负負', '测測', '试試', '联聯', '系係繫', '个個箇', '师師', '无無', '门門⻔',
  '处處', '厅廳', '厂廠', '馆館', '学學', '银銀', '报報', '杂雜', '志誌', '讯訊', '剧劇', '乐樂', '证證', '县縣', '办辦', '饭飯', '宾賓', '诊診', '设設', '计計',
  '总總', '队隊', '党黨', '营營', '进進', '档檔', '体體', '图圖', '书書', '术術', '经經', '关關', '单單', '产產', '长長⻓', '见見⻅', '车車⻋',
  'AАΑ', 'BВΒЬ', 'CС', 'EЕΕ', 'HНΗҺ', 'IІΙ', 'JЈ', 'KКΚ', 'MМΜ', 'NΝ', 'OОΟ', 'PРΡ', 'SЅ', 'TТΤ', 'XХΧ', 'YУΥ', 'ZΖ',
  'aаα', 'bь', 'cс', 'eе', 'hһ', 'iі', 'jј', 'oоο', 'pрρ', 'sѕ', 'vν', 'xх', 'yу',
];
const READ_AS = new Map(ALIKE.flatMap(([read = '', ...written]) => written.map((character) => [character, read] as const)));

/**
 * A text as people read it, for comparing: width, letter case, spaces, marks on characters and forms that look alike make
 * no difference. What is hidden stays in; nothing that hides something is let through (visible-text.ts).
 */
export function lookOf(text: string): string {
  const plain = text.normalize('NFKD').replace(/[\p{M}\s]+/gu, '');
  return [...plain].map((character) => READ_AS.get(character) ?? character).join('').toLowerCase();
}
