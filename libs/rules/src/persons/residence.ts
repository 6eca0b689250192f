import { refuse, warn, type Finding } from '../result.ts';

const DETAILED = /村|号|信箱|室|弄|栋|幢/u;

/** SUB-18, SUB-30, OPN-14: down to the village, or to a door or mailbox number; otherwise the reviewer is warned. */
export function checkResidence(address: string, field = 'residence'): Finding[] {
  const text = address.trim();
  if (text === '') return [refuse('residence.blank', '请填写常住地的完整地址', field, { rule: 'SUB-18' })];
  if (text.length > 200) return [refuse('residence.length', '地址不得超过200字', field, { rule: 'SUB-18' })];
  if (DETAILED.test(text)) return [];
  return [warn('residence.not-detailed', '地址不够详细：农村应填写到村，城镇应填写到街道门牌号或信箱号', field, { rule: 'SUB-30' })];
}
