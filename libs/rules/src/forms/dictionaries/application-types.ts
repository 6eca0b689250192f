import type { Tree } from './dictionary.ts';

/** 应用类型 of mini-programs and APPs (MIN-11, OPN-24), with what lets users publish or talk to others marked (OPN-19). */
export const APPLICATION_TYPES = {
  social: { label: '社交', children: {
    social_community: { label: '社区论坛', interactive: true }, social_messaging: { label: '即时通信', interactive: true },
    social_blog: { label: '博客、微博客', interactive: true }, social_dating: { label: '婚恋交友', interactive: true },
  } },
  news: { label: '资讯', children: {
    news_reports: { label: '新闻资讯' }, news_we_media: { label: '自媒体发布', interactive: true }, news_reading: { label: '阅读、电子书' }, news_search: { label: '信息搜索' },
  } },
  shopping: { label: '电商', children: {
    shopping_own: { label: '自营商城' }, shopping_platform: { label: '电商平台（多商家）', interactive: true }, shopping_second_hand: { label: '二手交易', interactive: true }, shopping_group: { label: '社区团购' },
  } },
  education: { label: '教育', children: {
    education_school: { label: '学校服务' }, education_training: { label: '培训考试' }, education_courses: { label: '在线课程' }, education_research: { label: '科研、学术' },
  } },
  medical: { label: '医疗', children: {
    medical_hospital: { label: '医院服务、挂号' }, medical_consulting: { label: '在线问诊', interactive: true }, medical_pharmacy: { label: '药品销售' }, medical_health: { label: '健康管理' },
  } },
  game: { label: '游戏', children: {
    game_online: { label: '网络游戏', interactive: true }, game_casual: { label: '单机、休闲游戏' }, game_chess: { label: '棋牌游戏', interactive: true },
  } },
  media: { label: '音视频', children: {
    media_live: { label: '网络直播', interactive: true }, media_short: { label: '短视频发布', interactive: true }, media_video: { label: '视频点播' }, media_audio: { label: '音乐、有声' },
  } },
  tool: { label: '工具', children: {
    tool_office: { label: '办公、效率' }, tool_storage: { label: '网络存储', interactive: true }, tool_device: { label: '设备管理、物联网' }, tool_utility: { label: '实用工具' },
  } },
  government: { label: '政务', children: {
    government_service: { label: '政务办理' }, government_disclosure: { label: '政务公开' }, government_public: { label: '公共事业' },
  } },
  finance: { label: '金融', children: {
    finance_bank: { label: '银行' }, finance_payment: { label: '第三方支付', interactive: true }, finance_insurance: { label: '保险' }, finance_securities: { label: '证券、理财' },
  } },
  travel: { label: '出行', children: {
    travel_transport: { label: '公共交通' }, travel_ride: { label: '网约车、代驾' }, travel_map: { label: '地图导航' }, travel_tourism: { label: '旅游、票务' },
  } },
  life: { label: '生活服务', children: {
    life_catering: { label: '餐饮外卖' }, life_household: { label: '家政、维修' }, life_housing: { label: '房产、租赁' }, life_recruitment: { label: '招聘求职' }, life_culture: { label: '文化场馆、体育' },
  } },
  other: { label: '其他', children: { other_unlisted: { label: '以上未列的类型' } } },
} as const satisfies Tree;
