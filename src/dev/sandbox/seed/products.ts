/** The products of the pretend MSP, each with its category, unit cost, unit price and billing period. */
import type { Cells } from '../state/tables';
import type { Days } from './days';

const lines = `
Managed workstation, full support|301|58|118|2
Managed server, full support|301|90|195|2
Co-managed IT, per seat|301|31|64|2
Endpoint detection and response, per endpoint|301|5.5|12|2
24x7 SOC monitoring, per endpoint|301|7|15|2
Cloud backup, per server|301|48|125|2
Microsoft 365 backup, per mailbox|301|1.6|4|2
Hosted voice, per extension|301|11|26|2
vCIO advisory|301|900|2250|3
Security awareness training, per user|303|14|30|5
Microsoft 365 Business Premium|303|18.7|22|2
Microsoft 365 Business Standard|303|10.6|12.5|2
Next-generation firewall, branch|302|610|890|1
Next-generation firewall, head office|302|2350|3290|1
Firewall security subscription|303|640|940|5
48-port PoE switch|302|980|1420|1
Wi-Fi 6 access point|302|310|465|1
Business laptop 14"|302|920|1180|1
Desktop mini|302|640|845|1
Virtualisation host|302|8900|11800|1
Backup appliance 8 TB|302|2900|4150|1
Uninterruptible power supply|302|480|690|1
Project engineering, per day|304|620|1440|1
Penetration test, external|304|4200|8800|1
Compliance gap assessment|304|3100|7600|1
`;

export const seedProducts = (days: Days): Cells[] =>
  lines
    .trim()
    .split('\n')
    .map((line, index) => {
      const [name = '', category, cost, price, period] = line.split('|');
      return {
        id: 29682001 + index,
        name,
        sku: `NG-${100 + index}`,
        isActive: index !== 20,
        isSerialized: category === '302',
        productCategory: Number(category),
        unitCost: Number(cost),
        unitPrice: Number(price),
        msrp: Number(price),
        periodType: Number(period),
        billingType: period === '1' ? 1 : 2,
        createdTime: days.moment(-900 + index, index),
        createdByResourceID: 29683443,
      };
    });
