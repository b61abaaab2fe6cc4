/** The rarer kinds of deals, and a deal of any kind for a company. */
import type { Deal } from './deals';
import { dealKinds, roundToStep } from './deals';
import type { Company } from './companies';
import type { Random } from './random';
import { pickAt } from './random';
import { categoryIds } from './tenant';

const { recurring, project } = categoryIds;

const rareKinds: typeof dealKinds = [
  {
    weight: 5,
    product: 7,
    make: ({ seats }, random) => ({
      title: random.one(['Hosted phone system', `Voice move, ${seats} extensions`]),
      description: 'Replace the old PBX before the maintenance contract renews; numbers are ported.',
      money: {
        monthly: roundToStep(seats * random.between(22, 29), 5),
        onetime: roundToStep(seats * random.between(60, 110), 50),
      },
      costShare: 0.55,
      months: 12,
      category: recurring,
    }),
  },
  {
    weight: 5,
    product: 16,
    make: (_, random) => ({
      title: random.one(['Wi-Fi 6 upgrade', 'Wi-Fi for the new warehouse', 'Wireless survey and refresh']),
      description: 'Dead spots and drop-outs; survey done, access points and switches quoted.',
      money: {
        onetime: roundToStep(random.between(3800, 19_500), 10),
        semiannual: roundToStep(random.between(240, 780), 10),
      },
      costShare: 0.66,
      months: 12,
      category: project,
    }),
  },
  {
    weight: 4,
    product: 9,
    make: ({ seats }, random) => ({
      title: random.one(['Security awareness training', 'Phishing simulation and training']),
      description: `Yearly programme for ${seats} people with a monthly simulated attack.`,
      money: { yearly: roundToStep(seats * random.between(26, 38), 10) },
      costShare: 0.45,
      months: 12,
      category: recurring,
    }),
  },
  {
    weight: 4,
    product: 23,
    make: (_, random) => ({
      title: random.one(['Penetration test', 'External and internal penetration test']),
      description: 'Asked for by their largest customer; retest after mending included.',
      money: { onetime: roundToStep(random.between(7800, 22_000), 100) },
      costShare: 0.52,
      months: 1,
      category: project,
    }),
  },
  {
    weight: 5,
    product: 24,
    make: ({ industry }, random) => {
      const norm =
        industry === 'clinic' || industry === 'dental' ? 'HIPAA' : industry === 'manufacturing' ? 'CMMC' : 'SOC 2';
      return {
        title: random.one([`${norm} gap assessment`, `${norm} readiness programme`]),
        description: `Assessment against ${norm}, a plan, and quarterly reviews until the audit.`,
        money: {
          onetime: roundToStep(random.between(5400, 14_500), 100),
          quarterly: roundToStep(random.between(1200, 3600), 50),
        },
        costShare: 0.44,
        months: 12,
        category: project,
      };
    },
  },
  {
    weight: 4,
    product: 8,
    make: (_, random) => ({
      title: random.one(['vCIO advisory retainer', 'Technology road map and budget']),
      description: 'Quarterly business reviews, budget and road map for their leadership.',
      money: { quarterly: roundToStep(random.between(1500, 5400), 50) },
      costShare: 0.4,
      months: 12,
      category: recurring,
    }),
  },
  {
    weight: 4,
    product: 22,
    make: (_, random) => ({
      title: random.one(['Office move', 'Cabling and network for the new office', 'Second site opening']),
      description: 'Cabling, network and a moving weekend; the lease starts in the quarter after next.',
      money: { onetime: roundToStep(random.between(6200, 38_000), 100) },
      costShare: 0.63,
      months: 1,
      category: project,
    }),
  },
  {
    weight: 5,
    product: 2,
    make: ({ seats }, random) => ({
      title: random.one(['Co-managed IT', 'Co-managed service desk']),
      description: 'Their IT manager keeps the line-of-business systems; we take the desk, patching and security.',
      money: {
        monthly: roundToStep(seats * random.between(48, 72), 25),
        onetime: roundToStep(random.between(2000, 6500), 100),
      },
      costShare: 0.5,
      months: 24,
      category: recurring,
    }),
  },
  {
    weight: 4,
    product: 22,
    make: ({ seats }, random) => ({
      title: random.one(['Azure lift and shift', 'File server to SharePoint', 'Azure Virtual Desktop pilot']),
      description: 'First workloads to the cloud before the server warranty ends; consumption billed monthly.',
      money: {
        onetime: roundToStep(5200 + seats * random.between(60, 160), 100),
        monthly: roundToStep(seats * random.between(14, 34), 10),
      },
      costShare: 0.6,
      months: 12,
      category: project,
    }),
  },
];

const allKinds = [...dealKinds, ...rareKinds];
const firstProduct = 29682001;
const longestTitle = 60;

/** A quarter of the titles name the company, as people do who read them in a long list. */
export function makeDeal(company: Company, random: Random): Deal {
  const index = random.weighted(allKinds.map((kind, position) => [position, kind.weight] as const));
  const { make, product } = pickAt(allKinds, index);
  const deal = make(company, random);
  const short = company.name.replace(/ (LLP|Group|Co\.)$/, '');
  const named = random.chance(0.25) && short.length + deal.title.length < longestTitle;
  return { ...deal, title: named ? `${short}: ${deal.title}` : deal.title, product: firstProduct + product };
}
