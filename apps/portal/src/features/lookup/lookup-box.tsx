import { useState, type ReactNode, type SyntheticEvent } from 'react';
import { useNavigate } from 'react-router';

/** One box for number or domain; the answer has an address of its own, as the HTML code on sites links to it. */
export function LookupBox({ initial = '' }: { readonly initial?: string }): ReactNode {
  const navigate = useNavigate();
  const [text, setText] = useState(initial);
  const [asked, setAsked] = useState(false);
  const missing = asked && text.trim() === '';
  const search = (event: SyntheticEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (text.trim() !== '') void navigate(`/lookup?code=${encodeURIComponent(text.trim())}`);
  };
  return (
    <form role="search" className="lookup-box" onSubmit={search} noValidate>
      <label htmlFor="lookup-code">备案编号或域名</label>
      <div className="lookup-line">
        <input
          id="lookup-code" name="code" value={text} maxLength={100} autoComplete="off" placeholder="例如 14位备案编号，或 example.com"
          aria-invalid={missing} aria-describedby={missing ? 'lookup-missing' : undefined} onChange={({ target }) => setText(target.value)}
        />
        <button type="submit" className="button button-primary">查询</button>
      </div>
      {missing ? <p id="lookup-missing" role="alert" className="plain-error">请输入备案编号或域名</p> : null}
    </form>
  );
}
