import type { TimelineEntry } from '@beian/contracts/audit/api';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { secondOf } from '../../ui/text/moments.ts';
import { actionLabel, groundLabel, propertyLabel, refusalLabel, serviceLabel, targetLabel, valueText } from './record-words.ts';

/** One signed record: the sentence first, the detail on demand. */
export function RecordEntry({ entry }: { readonly entry: TimelineEntry }): ReactNode {
  const refused = entry.outcome === 'refused';
  return (
    <li className={refused ? 'audit-entry audit-refused' : 'audit-entry'}>
      <div className="audit-head">
        <h2>{actionLabel(entry.action)}</h2>
        <time dateTime={entry.at}>{secondOf(entry.at)}</time>
      </div>
      <p>{entry.actor.label}<span className="muted">　{serviceLabel(entry.service)}{entry.ground === null ? '' : `　依据：${groundLabel(entry.ground)}`}</span></p>
      {refused ? <p className="audit-code">被拒绝{entry.code === null ? '' : `：${refusalLabel(entry.code)}`}</p> : null}
      <Changes entry={entry} />
      <div className="audit-marks">
        {entry.signature === 'valid' ? <Tag color="green">签名有效</Tag> : <Tag color="red">签名无效</Tag>}
        {entry.sealed ? <Tag color="green">已封存</Tag> : <Tag>尚未封存</Tag>}
      </div>
      <details className="audit-raw">
        <summary>原始记录</summary>
        <dl>
          <div><dt>记录ID</dt><dd><code>{entry.record}</code></dd></div>
          <div><dt>操作代码</dt><dd><code>{entry.action}</code></dd></div>
          <div><dt>对象</dt><dd>{targetLabel(entry.target.type)} <code>{entry.target.id}</code></dd></div>
          <div><dt>操作账号</dt><dd><code>{entry.actor.account ?? '无'}</code></dd></div>
          <div><dt>摘要（SHA-256）</dt><dd><code>{entry.digest}</code></dd></div>
        </dl>
      </details>
    </li>
  );
}

function Changes({ entry: { before, after } }: { readonly entry: TimelineEntry }): ReactNode {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  if (names.length === 0) return null;
  return (
    <table className="audit-changes">
      <thead><tr><th scope="col">项目</th><th scope="col">操作前</th><th scope="col">操作后</th></tr></thead>
      <tbody>{names.map((name) => <tr key={name}><th scope="row">{propertyLabel(name)}</th><td>{name in before ? valueText(before[name], name) : '—'}</td><td>{name in after ? valueText(after[name], name) : '—'}</td></tr>)}</tbody>
    </table>
  );
}
