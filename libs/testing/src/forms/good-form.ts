import type { ObjectKind } from '@beian/contracts/primitives';
import { APPLICATION_TYPES } from '@beian/rules/forms/dictionaries/application-types';
import { leavesOf } from '@beian/rules/forms/dictionaries/dictionary';
import { APP_PLATFORMS, HOST_PLATFORMS } from '@beian/rules/forms/dictionaries/platforms';
import { LANGUAGES, PROVIDER_CATEGORIES } from '@beian/rules/forms/dictionaries/providers';
import { SERVICE_TYPES } from '@beian/rules/website/service-types';
import type { Cards, Draw } from './draw.ts';
import { aName } from './good-names.ts';
import { aHost, aHosting, aProvider, oneAddress, someRanges, someRegions } from './network.ts';
import { aContact, aPerson } from './people.ts';
import type { Album, Form, Who } from './submission.ts';

/** What forms are drawn from; `mark` gives a text that no other form has. */
export interface Source {
  readonly draw: Draw;
  readonly cards: Cards;
  readonly album: Readonly<Record<Who, Album>>;
  mark(): string;
}

type Part = (source: Source, who: Who) => Omit<Form, 'name'> & Partial<Pick<Form, 'name'>>;
const WORDS = '上架前核验开发者身份和备案信息，逐个版本检测并人工审核；发现问题当日下架并告知用户。';
const fingerprint = ({ draw }: Source): string => draw.pick([draw.hex(32), draw.hex(40).toUpperCase(), draw.hex(64), (draw.hex(64).match(/../g) ?? []).join(':')]);

const PARTS: Readonly<Record<ObjectKind, Part>> = {
  website: (source, who) => {
    const { draw, cards, album } = source;
    const domains = draw.some([1, 2, 3], 1, 3).map(() => aHost(draw, source.mark()));
    const open = Object.entries(SERVICE_TYPES).filter(([, { openTo }]) => openTo === 'all' || openTo === `${who}s`).map(([key]) => key);
    return {
      domains, serviceTypes: cards.deal(`serviceTypes ${who}`, open, 2 + draw.below(3)), serviceContents: draw.some(['花艺课程', '绿植养护', 'Q&A'], 0, 3), interactive: draw.chance(0.5),
      openedOn: draw.pick(['2009-02-28', '2024-02-29', '2026-11-02', '2026-10-01']), accessProvider: aProvider(draw), registrar: aProvider(draw), ipRanges: someRanges(draw, 4),
      ...(draw.chance(0.5) && { homeUrl: draw.pick([`https://${domains[0]!}/`, 'http://example.com:8080/a?b=c#d']) }), ...(draw.chance(0.5) && { icpNumber: draw.pick(['鄂ICP备12345678号-1', '旧备案号']) }),
      languages: draw.chance(0.7) ? cards.deal('languages', LANGUAGES, 1 + draw.below(3)) : ['世界语'], ...(draw.chance(0.4) && { domainCertificate: draw.pick(album[who].certificate) }),
      ...threePersons(source, who),
    };
  },
  mini_program: (source, who) => ({
    ...(source.draw.chance(0.9) && { platform: source.cards.deal('platform', Object.keys(HOST_PLATFORMS), 1)[0]!, appId: `wx${source.mark()}${source.draw.hex(6)}` }),
    ...application(source), ...(source.draw.chance(0.7) && { description: WORDS.slice(0, 10 + source.draw.below(20)) }), screenshots: source.draw.some(source.album[who].screenshot, 1, 5),
    ...(source.draw.chance(0.5) && { accessUrl: 'https://example.com/open?id=1' }), ...(source.draw.chance(0.5) && { accessCode: source.draw.pick(source.album[who].screenshot) }),
  }),
  app: (source, who) => ({
    packages: source.cards.deal('platforms', Object.keys(APP_PLATFORMS), 1 + source.draw.below(3)).map((platform) => ({ platform, bundleId: `cn.example.A_${source.mark()}`, signature: fingerprint(source) })),
    ...application(source), description: `${WORDS}\n${WORDS}`, downloadUrl: source.draw.pick(['https://example.com/download', 'http://apps.example.org:8443/花艺']), users: source.draw.pick([0, 1, 12_000, 10_000_000_000]),
    screenshots: source.draw.some(source.album[who].screenshot, 3, 5),
  }),
  app_market: (source, who) => {
    const { draw, cards } = source;
    const domains = draw.some([1, 2], 1, 2).map(() => aHost(draw, source.mark()));
    return {
      domains, accessUrl: `https://${domains[0]!}/`, listed: draw.pick([0, 320, 100_000_000]), reviewMechanism: WORDS.slice(0, 10 + draw.below(30)), interactive: draw.chance(0.5),
      hosting: aHosting(draw, cards), ipRanges: someRanges(draw, 4), ...threePersons(source, who),
    };
  },
  provider: (source, who) => ({
    categories: source.cards.deal('categories', Object.keys(PROVIDER_CATEGORIES), 1 + source.draw.below(4)), regions: someRegions(source.draw), licenceNumber: `${source.draw.pick(['B1', 'A2.B1', '鄂B2'])}-${source.mark()}`,
    licence: source.draw.pick(source.album[who].licence), ipRanges: someRanges(source.draw, 4), manager: aPerson('manager', source.draw, source.cards, source.album[who]),
  }),
};

function application({ draw, cards }: Source): Pick<Form, 'applicationTypes' | 'interactive' | 'versions' | 'hosting' | 'ipRanges'> {
  return {
    applicationTypes: cards.deal('applicationTypes', Object.keys(leavesOf(APPLICATION_TYPES)), 3 + draw.below(3)), interactive: draw.chance(0.5),
    versions: draw.some(['1.0.0', 'v2', '3.1-beta+7', '4_a'], 1, 4), hosting: aHosting(draw, cards), ipRanges: oneAddress(draw),
  };
}

function threePersons({ draw, cards, album }: Source, who: Who): Pick<Form, 'manager' | 'security' | 'emergency'> {
  return { manager: aPerson('manager', draw, cards, album[who]), security: aPerson('security', draw, cards, album[who]), emergency: aContact(draw) };
}

/** A form that no rule refuses. `plain`: one that needs neither approval nor explanation, to be broken in one place. */
export function goodForm(object: ObjectKind, who: Who, source: Source, plain = false): Form {
  const { draw, cards, album } = source;
  const part = PARTS[object](source, who);
  const form: Form = { ...part, ...aName(draw, cards, album[who], who, object !== 'provider', plain) };
  if (plain || form.domains === undefined) return form;
  const own = object === 'website' && draw.chance(0.4) ? withAnswer(form, draw) : form;
  return own.domains!.length === 0 || draw.chance(0.9) ? own : withForumHost(own, source, who);
}

/** OPN-22: whether it has a domain of its own; where it has not, none is named. */
function withAnswer(form: Form, draw: Draw): Form {
  const ownDomain = draw.chance(0.5);
  return { ...form, ownDomain, ...(!ownDomain && { domains: [] }) };
}

/** NAM-29: a host of a bulletin board, with the approval that it needs. */
function withForumHost(form: Form, { mark, album }: Source, who: Who): Form {
  const others = (form.approvals ?? []).filter(({ kind }) => kind !== 'bulletin');
  return { ...form, domains: [...form.domains!, `bbs.site-${mark()}.com`], approvals: [...others, { kind: 'bulletin', image: album[who].licence.at(-1)! }] };
}
