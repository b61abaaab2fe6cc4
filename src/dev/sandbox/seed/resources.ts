/** The resources of the pretend MSP. */
import type { Cells } from '../state/tables';
import type { Days } from './days';

interface Person {
  id: number;
  name: string;
  title: string;
  /** 1 administrator, 2 manager, 3 sales, 4 service desk without CRM, 17 API-only. */
  level: number;
  /** How many of the opportunities are theirs. */
  share: number;
  active?: boolean;
}

export const people: readonly Person[] = [
  { id: 4, name: 'API Bot', title: 'Integration', level: 17, share: 0 },
  { id: 29683401, name: 'Dana Reyes', title: 'Sales Lead', level: 2, share: 9 },
  { id: 29683408, name: 'Sam Okafor', title: 'Account Executive', level: 3, share: 12 },
  { id: 29683415, name: 'Priya Nair', title: 'Account Executive', level: 3, share: 11 },
  { id: 29683422, name: 'Marcus Lindgren', title: 'Account Manager', level: 3, share: 10 },
  { id: 29683429, name: 'Elena Petrova', title: 'Account Manager', level: 3, share: 9 },
  { id: 29683436, name: 'Tom Becker', title: 'vCIO', level: 2, share: 4 },
  { id: 29683443, name: 'Grace Liu', title: 'Owner', level: 1, share: 1 },
  { id: 29683450, name: 'Aisha Karim', title: 'Solutions Engineer', level: 3, share: 0 },
  { id: 29683457, name: 'Nora Fischer', title: 'Sales Coordinator', level: 3, share: 0 },
  { id: 29683464, name: 'Ravi Menon', title: 'Service Desk Manager', level: 4, share: 0 },
  { id: 29683471, name: 'Kevin Doyle', title: 'Account Executive', level: 3, share: 4, active: false },
];

export const salesPeople = people.filter(({ share, active }) => share > 0 && active !== false);
export const formerSeller = 29683471;

export const seedResources = (days: Days): Cells[] =>
  people.map(({ id, name, title, level, active }, index) => {
    const [firstName = '', lastName = ''] = name.split(' ');
    return {
      id,
      firstName,
      lastName,
      title,
      email: id === 4 ? 'api.bot@example.com' : `${firstName}.${lastName}@example.com`.toLowerCase(),
      emailTypeCode: 'PRIMARY',
      userName: id === 4 ? 'api.bot@example.com' : `${firstName.charAt(0)}${lastName}`.toLowerCase(),
      initials: `${firstName.charAt(0)}${lastName.charAt(0)}`,
      isActive: active !== false,
      licenseType: id === 4 ? 7 : 1,
      userType: level,
      resourceType: 'Employee',
      hireDate: days.day(-1400 + index * 90),
      officePhone: `(503) 555-01${String(10 + index)}`,
    };
  });
