import type { WebsiteData } from '@beian/contracts/filing/website';
import { APPROVALS } from '@beian/rules/naming/approvals';
import { SERVICE_TYPES } from '@beian/rules/website/service-types';
import type { ReactNode } from 'react';
import { personFacts } from '../../ui/fields/person-facts.ts';
import { Facts, type Fact } from '../../ui/page/facts.tsx';
import { dayInWords } from '../../ui/text/moments.ts';
import { shownHost } from '../../ui/text/shown-host.ts';
import { RegionText } from '../regions/region-text.tsx';
import { StoredPicture } from '../uploads/stored-picture.tsx';

interface DetailsProps {
  readonly data: WebsiteData;
  readonly mark?: (field: string) => ReactNode;
}

/** The site's own data, to read. Field paths are those of return reasons. */
export function WebsiteDetails({ data, mark }: DetailsProps): ReactNode {
  return (
    <>
      <Facts label="网站基本信息" facts={siteFacts(data)} {...(mark === undefined ? {} : { mark })} />
      {data.approvals.length === 0 && data.domainCertificate === undefined ? null : (
        <div className="picture-row">
          {data.approvals.map(({ kind, image }, index) => <span key={kind}><StoredPicture upload={image} label={`${APPROVALS[kind].label}许可截图`} />{mark?.(`website.approvals.${index}.image`)}</span>)}
          {data.domainCertificate === undefined ? null : <span><StoredPicture upload={data.domainCertificate} label="域名证书" field="website.domainCertificate" />{mark?.('website.domainCertificate')}</span>}
        </div>
      )}
    </>
  );
}

/** The three persons of step 3, to read. */
export function SitePersonsDetails({ data, mark }: DetailsProps): ReactNode {
  const marked = mark === undefined ? {} : { mark };
  return (
    <>
      <h3 className="facts-title">网站负责人{data.manager.sameAsSubject ? <small>同主体负责人信息</small> : null}</h3>
      <Facts label="网站负责人" facts={personFacts('website.manager', data.manager)} {...marked} />
      <div className="picture-row"><span><StoredPicture upload={data.manager.idImage} label="网站负责人身份证照片" field="website.manager.idImage" />{mark?.('website.manager.idImage')}</span></div>
      <h3 className="facts-title">网站安全负责人{data.security.sameAsSubject ? <small>同主体负责人信息</small> : null}</h3>
      <Facts label="网站安全负责人" facts={personFacts('website.security', data.security)} {...marked} />
      <div className="picture-row"><span><StoredPicture upload={data.security.idImage} label="安全责任人身份证照片" field="website.security.idImage" />{mark?.('website.security.idImage')}</span></div>
      <h3 className="facts-title">网站应急联络人{data.emergency.sameAsSubject ? <small>同主体负责人信息</small> : null}</h3>
      <Facts label="网站应急联络人" facts={emergencyFacts(data.emergency)} {...marked} />
    </>
  );
}

function emergencyFacts({ name, mobile, email }: WebsiteData['emergency']): Fact[] {
  return [
    { field: 'website.emergency.name', label: '姓名', value: name },
    { field: 'website.emergency.mobile', label: '手机号码', value: mobile },
    { field: 'website.emergency.email', label: '邮箱', value: email },
  ];
}

function provider({ name, region, directory }: WebsiteData['registrar']): ReactNode {
  return <>{name}{region === null ? null : <>（<RegionText code={region} />）</>}{directory === null ? <small className="muted">　手动填写，不在目录中</small> : null}</>;
}

function siteFacts(data: WebsiteData): Fact[] {
  const optional: Fact[] = [
    { field: 'website.serviceContents', label: '网站服务内容', value: data.serviceContents.join('、') },
    { field: 'website.homeUrl', label: '首页网址', value: data.homeUrl ?? '' },
    { field: 'website.icpNumber', label: 'ICP备案号', value: data.icpNumber ?? '' },
    { field: 'website.languages', label: '语种', value: data.languages.join('、') },
    { field: 'website.explanation', label: '书面说明', value: data.explanation ?? '' },
  ];
  return [
    { field: 'website.name', label: '网站名称', value: data.name },
    { field: 'website.domains', label: '域名', value: data.domains.map(shownHost).join('、') },
    { field: 'website.serviceTypes', label: '网站服务类型', value: data.serviceTypes.map((type) => SERVICE_TYPES[type].label).join('、') },
    { field: 'website.interactive', label: '交互式服务', value: data.interactive ? '申报为交互式' : '申报为非交互式' },
    { field: 'website.openedOn', label: '网站开通日期', value: dayInWords(data.openedOn) },
    { field: 'website.accessProvider', label: '网络接入服务商', value: provider(data.accessProvider) },
    { field: 'website.registrar', label: '域名注册服务商', value: provider(data.registrar) },
    { field: 'website.ipRanges', label: 'IP地址', value: data.ipRanges.map(({ start, end }) => (start === end ? start : `${start} 至 ${end}`)).join('；') },
    { field: 'website.approvals', label: '相关前置许可', value: data.approvals.length === 0 ? '不涉及' : data.approvals.map(({ kind }) => APPROVALS[kind].label).join('、') },
    ...optional.filter(({ value }) => value !== ''),
  ];
}
