/** The more frequent kinds of deals of an MSP, with titles, descriptions and prices by the seats of the company. */
import type { Company } from './companies';
import type { Random } from './random';
import { categoryIds } from './tenant';

/** In the tenant's currency. */
export interface Money {
  readonly onetime?: number;
  readonly monthly?: number;
  readonly quarterly?: number;
  readonly semiannual?: number;
  readonly yearly?: number;
}
export interface Deal {
  readonly title: string;
  readonly description: string;
  readonly money: Money;
  /** Cost as a share of revenue. */
  readonly costShare: number;
  readonly months: number;
  readonly category: number;
  readonly product: number;
}

interface DealKind {
  /** How frequent such a deal is, relative to the others. */
  readonly weight: number;
  readonly make: (company: Company, random: Random) => Omit<Deal, 'product'>;
  /** Index in the list of products. */
  readonly product: number;
}

const { recurring, project, renewal } = categoryIds;
export const roundToStep = (value: number, step: number): number => Math.max(step, Math.round(value / step) * step);
/** A part of the seats, at least five. */
const countFor = (company: Company, random: Random): number =>
  Math.max(5, Math.round(company.seats * (0.3 + random.next() * 0.7)));

export const dealKinds: readonly DealKind[] = [
  {
    weight: 6,
    product: 0,
    make: ({ seats }, random) => ({
      title: random.one(['Managed services agreement', 'Fully managed IT', `Managed IT for ${seats} seats`]),
      description: `Take over support, patching and monitoring for ${seats} seats; replaces their present provider.`,
      money: {
        monthly: roundToStep(seats * random.between(92, 138), 25),
        onetime: roundToStep(seats * random.between(40, 75), 50),
      },
      costShare: 0.48,
      months: random.one([12, 36]),
      category: recurring,
    }),
  },
  {
    weight: 5,
    product: 0,
    make: ({ seats }, random) => ({
      title: random.one(['Managed services renewal', 'Managed IT renewal', 'Renewal with SOC add-on']),
      description: 'Agreement runs out; renew with the new price list and add the security bundle.',
      money: { monthly: roundToStep(seats * random.between(98, 145), 25) },
      costShare: 0.46,
      months: random.one([12, 24]),
      category: renewal,
    }),
  },
  {
    weight: 9,
    product: 10,
    make: (company, random) => ({
      title: random.one([
        'Microsoft 365 migration',
        'Exchange to Microsoft 365',
        `Microsoft 365 move, ${company.seats} mailboxes`,
      ]),
      description: `Move ${company.seats} mailboxes and the file shares; licences billed monthly.`,
      money: {
        onetime: roundToStep(company.seats * random.between(85, 140), 50),
        monthly: roundToStep(company.seats * 22, 1),
      },
      costShare: 0.62,
      months: 12,
      category: project,
    }),
  },
  {
    weight: 11,
    product: 13,
    make: (_, random) => {
      const sites = random.between(1, 5);
      return {
        title: random.one([
          'Firewall refresh',
          `Firewall replacement, ${sites} ${sites === 1 ? 'site' : 'sites'}`,
          'Branch firewalls with failover',
        ]),
        description:
          'The present firewalls are out of support. New appliances with security subscription and a failover line.',
        money: {
          onetime: roundToStep(2200 + sites * random.between(1100, 1900), 10),
          yearly: roundToStep(sites * random.between(640, 960), 10),
        },
        costShare: 0.68,
        months: 12,
        category: project,
      };
    },
  },
  {
    weight: 7,
    product: 19,
    make: (company, random) => ({
      title: random.one(['Server refresh', 'Virtualisation cluster replacement', 'Hyper-converged upgrade']),
      description: 'Two hosts and shared storage come out of warranty; includes migration over a weekend.',
      money: { onetime: roundToStep(14_000 + company.seats * random.between(180, 420), 100) },
      costShare: 0.74,
      months: 1,
      category: project,
    }),
  },
  {
    weight: 9,
    product: 17,
    make: (company, random) => {
      const count = countFor(company, random);
      return {
        title: random.one([
          `Workstation refresh, ${count} units`,
          `${count} laptops for the field team`,
          'Windows 11 hardware refresh',
        ]),
        description: `${count} machines that cannot run the current Windows; imaging and roll-out included.`,
        money: { onetime: roundToStep(count * random.between(980, 1290), 10) },
        costShare: 0.8,
        months: 1,
        category: project,
      };
    },
  },
  {
    weight: 8,
    product: 5,
    make: (company, random) => ({
      title: random.one([
        'Backup and disaster recovery',
        'Cloud backup for servers and Microsoft 365',
        'Immutable backup',
      ]),
      description: 'Their insurer asks for tested, immutable backups. Appliance on site, copies in the cloud.',
      money: {
        monthly: roundToStep(180 + company.seats * random.between(5, 11), 5),
        onetime: roundToStep(random.between(900, 4600), 50),
      },
      costShare: 0.5,
      months: 12,
      category: recurring,
    }),
  },
  {
    weight: 10,
    product: 4,
    make: (company, random) => {
      const count = countFor(company, random) + 10;
      return {
        title: random.one([
          `SOC and EDR for ${count} endpoints`,
          '24x7 SOC monitoring',
          'Endpoint detection and response',
        ]),
        description: `Cyber insurance renewal requires EDR and round-the-clock monitoring on ${count} endpoints.`,
        money: { monthly: roundToStep(count * random.between(17, 29), 5), onetime: roundToStep(count * 9, 25) },
        costShare: 0.52,
        months: 12,
        category: recurring,
      };
    },
  },
];
