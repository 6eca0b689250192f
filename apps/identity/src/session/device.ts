import Bowser from 'bowser';

const LONGEST = 1_000;

/** The class of a device as its browser names it, e.g. `Windows · Chrome`: enough to recognise one's own, no version, no model. */
export function deviceClass(agent: string | undefined): string {
  if (agent === undefined || agent === '') return '';
  const { os, browser } = Bowser.parse(agent.slice(0, LONGEST));
  return [os.name, browser.name].filter((name) => name !== undefined && name !== '').join(' · ').slice(0, 60);
}
