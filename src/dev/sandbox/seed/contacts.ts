/** The contacts at the pretend companies. */
import type { Cells } from '../state/tables';
import type { Company } from './companies';
import type { Days } from './days';
import type { Random } from './random';
import { pickAt } from './random';

const firstNames = (
  'Angela Brian Carmen David Esther Frank Gloria Henry Irene Jacob Karen Luis Megan Nathan Olivia Paul Quinn Rachel ' +
  'Steven Teresa Umar Valerie Walter Ximena Yusuf Zoe Amira Bruno Claire Derek Fiona Gavin Hannah Isaac Joanna Kenji ' +
  'Leila Miguel Nadia Oscar Petra Rosa Simon Tamara Viktor Wendy'
).split(' ');
const lastNames = (
  'Abbott Bianchi Castillo Dawson Ellison Fontaine Grant Holloway Ibarra Jensen Kowalski Lambert Moreno Novak Osborne ' +
  'Pruitt Quigley Ramsey Santoro Tanaka Underwood Vasquez Whitfield Yamada Zimmerman Ashworth Beaumont Crawford ' +
  'Donnelly Eriksen Farrell Gallagher Hargrove Iyer Jimenez Kendrick Lockhart Mbeki Nyberg Odom Patel Rourke Sandoval ' +
  'Thornton Ueda Volkov Weston Young Adeyemi Barlow Chaudhry'
).split(' ');
const jobTitles = [
  'Office Manager',
  'IT Manager',
  'Chief Financial Officer',
  'Operations Director',
  'Owner',
  'Practice Administrator',
  'Controller',
  'Facilities Manager',
];

const contactCount = 150;
/** Every seventeenth contact left: still on old opportunities, refused on new ones. */
const everyNthLeft = 17;

export function seedContacts(companies: readonly Company[], random: Random, days: Days): Cells[] {
  const offset = random.between(0, firstNames.length - 1);
  return Array.from({ length: contactCount }, (_, index): Cells => {
    const company = pickAt(companies, index % companies.length);
    const firstName = pickAt(firstNames, (index + offset) % firstNames.length);
    const lastName = pickAt(lastNames, (index * 7 + offset) % lastNames.length);
    const created = days.moment(-random.between(200, 1500), index);
    return {
      id: 30683100 + index * 2,
      companyID: company.id,
      firstName,
      lastName,
      title: pickAt(jobTitles, (index + random.between(0, 2)) % jobTitles.length),
      emailAddress: `${firstName}.${lastName}@${company.domain}`.toLowerCase(),
      phone: `(503) 555-01${String(index % 100).padStart(2, '0')}`,
      isActive: index % everyNthLeft === everyNthLeft - 1 ? 0 : 1,
      primaryContact: index < companies.length,
      city: company.city,
      state: company.state,
      createDate: created,
      lastModifiedDate: created,
      lastActivityDate: days.moment(-random.between(1, 90), index),
    };
  });
}
