/** Endings by which a Chinese name shows itself as an organisation's (SUB-26). Longer ones first where they overlap. */
const ENDINGS = [
  '公司', '集团', '合伙企业', '企业', '合作社', '商行', '商店', '超市', '酒店', '饭店', '宾馆', '药店', '药房', '经营部', '服务部', '门市部',
  '营业部', '分公司', '办事处', '代表处', '工厂', '厂', '店', '中心', '大学', '学院', '学校', '中学', '小学', '幼儿园', '党校', '医院', '诊所',
  '卫生院', '卫生室', '研究院', '研究所', '设计院', '事务所', '工作室', '委员会', '人民政府', '政府', '法院', '检察院', '办公室', '管理局', '局',
  '厅', '总队', '支队', '大队', '派出所', '联社', '协会', '学会', '商会', '研究会', '促进会', '联合会', '基金会', '联盟', '总会', '工会', '银行',
  '信用社', '出版社', '报社', '杂志社', '通讯社', '电视台', '广播电台', '博物馆', '博物院', '图书馆', '美术馆', '纪念馆', '文化馆', '档案馆',
  '科技馆', '体育馆', '剧院', '乐团', '公证处', '敬老院', '福利院', '寺', '教堂', '居委会', '村委会', '业主大会', '街道办', '交易所', '管委会',
  '纪委', '党委', '市委', '省委', '县委', '院', '所', '馆', '部', '队', '站', '处',
] as const;

/** Endings that no person's name has; short ones like 部 or 站 do end names now and then. */
const CERTAIN = ENDINGS.filter((ending) => [...ending].length >= 2);

/** True when a text is certainly an organisation's name rather than a person's. */
export function looksLikeOrganisation(text: string): boolean {
  return CERTAIN.some((ending) => text.endsWith(ending)) || /公司|集团|合伙企业|委员会|人民政府/u.test(text);
}

/** True when a text ends as organisations' names do; branch notes in brackets at the end are passed over. */
export function endsAsOrganisation(text: string): boolean {
  const bare = text.replace(/[（(][^（）()]*[）)]$/u, '');
  return looksLikeOrganisation(bare) || ENDINGS.some((ending) => bare.endsWith(ending));
}
