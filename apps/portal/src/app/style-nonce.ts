/**
 * The page's policy takes a <style> element only with the page's nonce. Some of Ant Design's parts (scroll lock, width of the
 * scroll bar) make such elements without asking for one, so every style element made by our scripts gets it here.
 */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;

if (nonce !== undefined && nonce !== '') {
  const createElement = document.createElement.bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = createElement(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
}
