import type { NoticeView } from '@beian/contracts/filing/api';
import type { ReactNode } from 'react';

/** The texts of a notice that a kind's form shows, in full. */
export function NoticeTexts({ notice, keys }: { readonly notice: NoticeView; readonly keys: readonly string[] }): ReactNode {
  return notice.texts.filter(({ key }) => keys.includes(key)).map(({ heading, body }) => (
    <section key={heading} className="notice-text">
      <h3>{heading}</h3>
      {body.split(/\n+/).map((paragraph, index) => <p key={index}>{paragraph}</p>)}
    </section>
  ));
}
