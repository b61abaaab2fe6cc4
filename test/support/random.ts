/** Random tests are the same in every run, so that what fails can be looked at; `SEED=7 npm test` tries other values. */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 1) });
