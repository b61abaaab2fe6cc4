/** The customers, leads and prospects of the pretend MSP. */
import type { Cells } from '../state/tables';
import type { Days } from './days';
import type { Random } from './random';
import { pickAt } from './random';
import { salesPeople } from './resources';

export interface Company {
  readonly id: number;
  readonly name: string;
  readonly industry: string;
  readonly city: string;
  readonly state: string;
  /** People with a computer, by whose number most deals are priced. */
  readonly seats: number;
  readonly type: number;
  readonly domain: string;
  readonly parent: number | null;
}

const types: Readonly<Record<string, number>> = { C: 1, L: 2, P: 3 };

/** Name, industry, city, state, seats, and C(ustomer), L(ead) or P(rospect); `>` marks a subsidiary of the company before it. */
const lines = `
Harborview Dental Group|dental|Portland|OR|64|C
>Harborview Dental Eastside|dental|Gresham|OR|18|C
Lindqvist & Partners LLP|legal|Seattle|WA|42|C
Cedar Ridge Orthopedics|clinic|Boise|ID|95|C
Tidewater Freight Lines|logistics|Tacoma|WA|120|C
Marigold Credit Union|finance|Salem|OR|76|C
Brightwell Pharmacy|pharmacy|Eugene|OR|31|C
Ironwood Precision Machining|manufacturing|Spokane|WA|88|C
>Ironwood Tool & Die|manufacturing|Post Falls|ID|35|C
Stonebridge Architects|design|Portland|OR|27|C
Quillfeather Publishing|media|Ashland|OR|19|P
Northwind Veterinary Clinics|clinic|Bend|OR|52|C
Calloway & Finch CPAs|accounting|Vancouver|WA|38|C
Summit Ridge Construction|construction|Bozeman|MT|110|C
Bluebird Home Health|clinic|Medford|OR|145|P
Pacific Crest Brewing Co.|food|Hood River|OR|46|C
Evergreen Title & Escrow|finance|Olympia|WA|58|C
Oakhaven School District|education|Corvallis|OR|320|P
Silverline Auto Group|retail|Yakima|WA|84|C
>Silverline Collision Centers|retail|Kennewick|WA|40|C
Amberfield Senior Living|clinic|Salem|OR|130|C
Redtail Engineering|design|Missoula|MT|49|C
Copperleaf Insurance Agency|finance|Boise|ID|33|C
Fairmont Family Law|legal|Portland|OR|14|C
Juniper Valley Vineyards|food|McMinnville|OR|22|P
Westlake Surgical Center|clinic|Kirkland|WA|78|C
Granite Peak Outfitters|retail|Helena|MT|29|L
Beacon Street Community Bank|finance|Astoria|OR|67|C
Hollis & Mercer Real Estate|services|Bellevue|WA|55|C
Larkspur Landscaping|services|Beaverton|OR|24|C
Trident Marine Supply|logistics|Everett|WA|61|C
Willow Creek Pediatrics|clinic|Nampa|ID|36|C
Anchor Point Logistics|logistics|Portland|OR|105|P
Sterling Moss Interiors|design|Seattle|WA|17|L
Prairie Star Cooperative|food|Billings|MT|73|C
Kestrel Aerospace Components|manufacturing|Redmond|WA|160|P
Bayside Physical Therapy|clinic|Coos Bay|OR|28|C
Thornbury Foundation|non-profit|Portland|OR|21|C
Cascade Water District|public|Wenatchee|WA|44|C
Driftwood Hospitality|services|Newport|OR|90|C
Maplewood Community Church|non-profit|Hillsboro|OR|16|C
Orchard Lane Foods|food|Hood River|OR|66|C
Vantage Point Staffing|services|Tigard|OR|37|C
Whitaker Steel Fabrication|manufacturing|Pocatello|ID|98|C
Riverbend Eye Care|clinic|Richland|WA|26|C
Cobalt Analytics|software|Seattle|WA|48|P
Meridian Surveying|design|Meridian|ID|23|C
Goldcrest Property Management|services|Lake Oswego|OR|34|C
Pioneer Elevator Services|services|Spokane|WA|41|C
Hearth & Timber Homes|construction|Coeur d'Alene|ID|57|C
Sable Ridge Wealth Partners|finance|Bellevue|WA|20|C
Fernhill Botanicals|food|Eugene|OR|30|P
Crossfield Youth Services|non-profit|Yakima|WA|43|C
Emberline Fire Protection|services|Kent|WA|50|C
Tall Pines Campgrounds|services|Bend|OR|15|L
Atlas Mobility Rentals|retail|Portland|OR|72|C
Vista Del Rio Wellness|clinic|Boise|ID|25|P
Keystone Tax Resolution|accounting|Salem|OR|18|C
Halcyon Biotech|manufacturing|Bothell|WA|115|P
Longview Printing Works|media|Longview|WA|32|C
`;

export const ownCompany = 0;

export function listCompanies(): Company[] {
  const companies: Company[] = [];
  for (const line of lines.trim().split('\n')) {
    const parent = line.startsWith('>') ? (companies.at(-1)?.id ?? null) : null;
    companies.push(parseCompany(line.replace('>', '').split('|'), 174 + companies.length * 3, parent));
  }
  return companies;
}

function parseCompany(parts: readonly string[], id: number, parent: number | null): Company {
  const partAt = (index: number) => pickAt(parts, index);
  return {
    id,
    parent,
    name: partAt(0),
    industry: partAt(1),
    city: partAt(2),
    state: partAt(3),
    seats: Number(partAt(4)),
    type: types[partAt(5)] ?? 1,
    domain: `${partAt(0)
      .toLowerCase()
      .replaceAll(/[^a-z]+/g, '')}.example.com`,
  };
}

const segments = ['clinic', 'legal', 'manufacturing', 'finance', 'non-profit'];

export function seedCompanies(companies: readonly Company[], random: Random, days: Days): Cells[] {
  const own: Cells = { id: ownCompany, companyName: 'Northgate Managed IT', companyType: 1, isActive: true };
  const rows = companies.map((company, index): Cells => {
    const segment = segments.indexOf(company.industry);
    return {
      id: company.id,
      companyName: company.name,
      companyNumber: `N-${1000 + index}`,
      companyType: company.type,
      isActive: true,
      ownerResourceID: pickAt(salesPeople, index % salesPeople.length).id,
      parentCompanyID: company.parent,
      phone: `(${pickAt([503, 206, 208, 406], index % 4)}) 555-0${100 + index}`,
      webAddress: `https://${company.domain}`,
      city: company.city,
      state: company.state,
      marketSegmentID: 221 + (segment < 0 ? 5 : segment),
      classification: 201 + random.between(0, 2),
      companyCategoryID: 1 + (index % 3),
      createDate: days.moment(-random.between(300, 2400), index),
      lastActivityDate: days.moment(-random.between(1, 60), index * 7),
      isSample: false,
    };
  });
  return [own, ...rows];
}
