/** What libraries must be told before their first use, so that the pages live with their content policy (the gateway sends it). */

// zod would compile its parsers with `new Function`, and tries whether it may.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

// A <style> element counts only with the page's nonce. Some of Ant Design's parts (scroll lock, width of the scroll bar) make
// such elements without asking for one, so every style element made by our scripts gets it here.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;

if (nonce !== undefined && nonce !== '') {
  const withNonce = <E extends Element>(element: E): E => {
    if (element instanceof HTMLStyleElement || element instanceof SVGStyleElement) element.nonce = nonce;
    return element;
  };
  const createElement = document.createElement.bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions): HTMLElement => withNonce(createElement(name, options));
  // Some icons hold an empty style element.
  const createElementNS = document.createElementNS.bind(document) as (namespace: string | null, name: string, options?: ElementCreationOptions) => Element;
  document.createElementNS = (namespace: string | null, name: string, options?: ElementCreationOptions): never => withNonce(createElementNS(namespace, name, options)) as never;
}

// Style attributes are refused in markup, but not to scripts that set properties; Ant Design's growing text field writes the attribute.
const setAttribute = Element.prototype.setAttribute;
Element.prototype.setAttribute = function (this: Element, name: string, value: string): void {
  if (name === 'style' && this instanceof HTMLElement) this.style.cssText = value;
  else setAttribute.call(this, name, value);
};
