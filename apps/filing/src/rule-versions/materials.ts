import type { RuleContent } from '@beian/contracts/filing/rule-versions';

const PERSONS = ['负责人、安全负责人的身份证件号码、有效期和证件照片', '应急联络人的手机号码和邮箱（7×24小时可联络）'];
const LICENCES = '涉及前置许可的，各项许可证件的截图';
const PICTURES = '图片为JPG、PNG或BMP格式，每张不超过512K';

/** 材料清单 as shipped (OPN-63). */
export const MATERIALS: RuleContent<'materials'> = {
  website: ['网站名称、全部域名、开通日期', '网络接入服务商、域名注册服务商的名称和所属地区', '起止IP地址', ...PERSONS, LICENCES, PICTURES],
  mini_program: ['小程序名称、应用类型、版本号', '宿主平台和AppID', '托管服务器的服务商、所在地和IP地址', '运行截图1至5张', LICENCES, PICTURES],
  app: ['APP名称、应用类型、版本号、下载地址、当前用户量', '各平台的包名和签名信息', '托管服务器的服务商、所在地和IP地址', '运行截图3至5张', LICENCES, PICTURES],
  app_market: ['应用市场名称、域名、上架应用数量', '审核机制说明', '托管服务器的服务商、所在地和IP地址', ...PERSONS, LICENCES, PICTURES],
  provider: ['服务商名称、服务类别、服务地区', '许可证号和许可证照片', 'IP地址段', PICTURES],
};
